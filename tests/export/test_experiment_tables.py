"""What people read of an experiment: single values by network, then by block."""

import pytest

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.wording import NONE
from resnet_viz.export.experiment_tables import found_tables
from tests.core.experiments.captions.made_outcomes import made_outcome

MADE = 60


@pytest.mark.parametrize("experiment", Experiment)
def test_every_table_has_a_column_of_values_and_a_row_for_each_network(
    experiment: Experiment,
) -> None:
    for seed in range(MADE):
        outcome = made_outcome(experiment, seed)
        for table in found_tables(outcome):
            assert table.heads[0].title == "Network"
            assert len(table.heads) > 1
            assert all(len(row) == len(table.heads) for row in table.texts)
            assert not any("[" in cell or "{" in cell for row in table.texts for cell in row)


def test_lesions_have_a_row_for_each_block_with_a_dash_where_nothing_was_measured() -> None:
    outcomes = (made_outcome(Experiment.LESION, seed) for seed in range(MADE))
    outcome = next(each for each in outcomes if any(one.blocks for one in each.found.lesions))
    blocks = sum(len(each.blocks) for each in outcome.found.lesions)
    table = found_tables(outcome)[-1]
    assert len(table.texts) == blocks
    missing = sum(
        value is None
        for each in outcome.found.lesions
        for block in each.blocks
        for value in (block.dropped, block.cut, block.swapped)
    )
    assert sum(row.count(NONE) for row in table.texts) == missing


def test_maps_of_a_picture_are_left_to_the_chart() -> None:
    for seed in range(MADE):
        tables = found_tables(made_outcome(Experiment.PICTURE, seed))
        assert [head.title for table in tables for head in table.heads].count("Block") == 0

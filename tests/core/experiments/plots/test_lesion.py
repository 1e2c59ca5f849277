"""Lesions as bars: pale, hatched and left out where they should be."""

from dataclasses import replace

from resnet_viz.core.experiments.plot import Hue, Mark
from resnet_viz.core.experiments.plots.lesion import plots
from tests.samples.looked_into import BAD, GOOD, RESIDUAL, lesion_outcome, lesions, seeded


def test_bars_have_the_accuracies_by_block() -> None:
    dropped, cut, _, random = plots(lesion_outcome(BAD, GOOD))
    plain, residual = dropped.series
    assert list(residual.points) == [(1, 0.45), (2, 0.97), (3, 0.975), (4, 0.98)]
    assert list(plain.points) == [(1, 0.14), (2, 0.05), (3, 0.1)]
    assert [plain.hue, residual.hue] == [Hue.PLAIN, Hue.RESIDUAL]
    assert {plain.mark, residual.mark} == {Mark.BARS}
    assert [series.name for series in cut.series] == ["residual-20"]
    assert [each.key for each in (dropped, cut, random)] == ["dropped", "cut", "random"]


def test_a_block_that_changes_the_shape_is_pale_or_hatched_where_it_can_not_be_removed() -> None:
    dropped, cut, *_ = plots(lesion_outcome(BAD, GOOD))
    plain, residual = dropped.series
    assert [plain.pale, plain.hatched] == [(), (4,)]
    assert [residual.pale, residual.hatched] == [(4,), ()]
    assert [cut.series[0].pale, cut.series[0].hatched] == [(), ()]


def test_the_whole_networks_and_guessing_are_levels() -> None:
    dropped = plots(lesion_outcome(BAD, GOOD))[0]
    assert [level.y for level in dropped.levels] == [BAD.accuracy, GOOD.accuracy, 0.1]


def test_what_a_person_cut_has_the_first_panel_and_is_hatched_where_it_can_not_be() -> None:
    cut = replace(GOOD, chosen=("layer1.3",), chosen_accuracy=0.3)
    stuck = replace(BAD, chosen=("layer1.3",))
    first = plots(lesion_outcome(stuck, cut))[0]
    assert first.key == "chosen"
    plain, residual = first.series
    assert [*plain.points, *residual.points] == [(0, BAD.accuracy), (0, GOOD.accuracy), (1, 0.3)]
    assert [plain.hatched, residual.hatched] == [(1,), ()]
    assert plots(lesion_outcome(BAD, GOOD))[0].key == "dropped"


def test_hatched_bars_are_only_explained_where_there_are_some() -> None:
    assert plots(lesion_outcome(BAD, GOOD))[0].hatched_text == "can't be removed"
    assert plots(lesion_outcome(GOOD))[0].hatched_text == ""


def test_the_curve_over_random_blocks_starts_whole_and_goes_through_the_means() -> None:
    (dots, line) = plots(lesion_outcome(GOOD))[-1].series
    assert list(line.points) == [(0, 0.98), (1, 0.9), (2, 0.6), (3, 0.3), (4, 0.15)]
    assert dots.points == line.points[1:]
    assert dots.is_thin


def test_networks_without_shortcuts_have_no_panel_of_cut_ones() -> None:
    assert [plot.key for plot in plots(lesion_outcome(BAD))] == ["dropped", "swapped", "random"]


def test_a_further_seed_is_dots_over_the_bars_of_the_first() -> None:
    dropped = plots(lesion_outcome(GOOD, seeded(GOOD, 1)))[0]
    assert [series.mark for series in dropped.series] == [Mark.BARS, Mark.DOTS]
    assert len(dropped.levels) == 2


def test_what_has_only_begun_can_be_drawn() -> None:
    assert plots(lesion_outcome()) == ()
    begun = plots(lesion_outcome(lesions(RESIDUAL, 0.9, ())))
    assert all(not series.points for series in begun[0].series)

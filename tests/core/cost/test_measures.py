"""The rows of the figures: their keys, their values, what is not known, and who reads them."""

import subprocess
import sys
from dataclasses import replace

import pytest

from resnet_viz.core.cost.convention import Convention, convention_of
from resnet_viz.core.cost.cost import LayerCost, sums_of
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.groups import groups_of
from resnet_viz.core.cost.measure import NOT_COUNTED, Measure, Place
from resnet_viz.core.cost.measures import MEASURES, measure_named
from resnet_viz.core.cost.report import WORK, CostReport, report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.time_measures import RUN_TIMES
from tests.samples.graphs import network_with_uncounted

# The promise to users: of JSON, CSV, --front, --where, --values, charts and colours.
PROMISED = [
    "depth",
    "params",
    "buffers",
    "macs",
    "flops",
    "activations",
    "bytes_read",
    "bytes_written",
    "param_bytes",
    "peak_inference_bytes",
    "training_bytes",
    "shortcuts",
    "receptive_field",
    "latency_ms",
    "images_per_s",
]
RESNET50 = report_of(network_named("resnet50"))
PARTLY = report_of(network_with_uncounted("resnet18", "conv1"))
SUMS = [measure for measure in MEASURES if measure.is_sum]


def layer_of(report: CostReport, path: str) -> LayerCost:
    return next(layer for layer in report.layers if layer.path == path)


def test_every_promised_key_is_a_row_and_no_key_is_there_twice() -> None:
    keys = [measure.key for measure in MEASURES] + [time.key for time in RUN_TIMES]
    assert set(PROMISED) <= set(keys)
    assert len(set(keys)) == len(keys)


def test_a_total_that_the_json_has_is_the_value_of_the_row_of_that_key() -> None:
    totals = RESNET50.to_dict()["totals"]
    rows = {measure.key: measure for measure in MEASURES}
    assert {key: rows[key].of_network(RESNET50) for key in totals} == totals
    assert rows["depth"].of_network(RESNET50) == 50


@pytest.mark.parametrize("measure", SUMS, ids=lambda measure: str(measure.key))
def test_layers_and_groups_sum_to_the_whole(measure: Measure) -> None:
    graph, layers = RESNET50.network.graph, RESNET50.layers
    whole = measure.of_network(RESNET50)
    assert sum(measure.at(layer) or 0 for layer in layers) == whole
    groups = groups_of(graph, layers, Grouping.STAGE)
    assert sum(measure.value_of(group.sums) or 0 for group in groups) == whole


def test_a_group_sees_what_its_last_layer_sees() -> None:
    field = measure_named("receptive_field").field
    assert field is not None
    group = groups_of(RESNET50.network.graph, RESNET50.layers, Grouping.STAGE)[1]
    assert field(group) == field(layer_of(RESNET50, "layer1.2.relu")) == 35


def test_each_convention_counts_one_row_of_work() -> None:
    counted = {each: each.measure.of_network(RESNET50) for each in Convention}
    assert counted[Convention.DOUBLE] == 2 * 4_089_184_256
    assert [convention_of(each.measure) for each in Convention] == [*Convention]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: str(measure.key))
def test_a_row_says_what_it_is_and_has_one_way_to_its_value(measure: Measure) -> None:
    assert measure.title
    assert measure.unit.name
    assert measure.tip[0].isupper()
    assert not measure.tip.endswith(".")
    assert sum(each is not None for each in (measure.value, measure.field, measure.whole)) == 1
    assert Place.FILES not in measure.places or Place.VALUES in measure.places


def test_what_the_json_leaves_open_of_a_layer_are_the_rows_of_work() -> None:
    of_layers = {measure.key for measure in MEASURES if measure.is_work} & set(LayerCost._fields)
    assert of_layers == set(WORK)


def test_work_without_a_formula_is_not_counted_and_never_zero() -> None:
    unknown = layer_of(PARTLY, "conv1")
    for measure in MEASURES:
        if measure.is_work:
            assert measure.at(unknown) is None, measure.key
            assert measure.text_at(unknown) == NOT_COUNTED
            assert measure.share_of(unknown, PARTLY.totals) is None
    assert measure_named("params").text_at(unknown) == "9\N{NARROW NO-BREAK SPACE}408"
    assert measure_named("macs").text_at(layer_of(PARTLY, "maxpool")) == "–"


def test_sums_with_work_that_is_not_counted_say_at_least() -> None:
    macs, params = measure_named("macs"), measure_named("params")
    all_but_one = measure_named("macs").of_network(report_of(network_named("resnet18")))
    assert all_but_one is not None
    assert macs.of_network(PARTLY) == all_but_one - 118_013_952
    assert macs.network_text(PARTLY, macs.unit.short) == "at least 1.70 G"
    assert params.network_text(PARTLY, params.unit.short) == "11.69 M"
    assert not macs.is_known_of(PARTLY)
    assert params.is_known_of(PARTLY)
    assert macs.share_of(layer_of(PARTLY, "fc"), PARTLY.totals) is None


def test_sums_of_nothing_but_unknown_work_are_not_counted() -> None:
    alone = sums_of([layer_of(PARTLY, "conv1")])
    assert measure_named("macs").cell_of(alone) == NOT_COUNTED
    assert measure_named("buffers").cell_of(alone) == "–"


def test_a_network_without_stages_has_no_depth_and_not_zero() -> None:
    traced = report_of(replace(network_named("resnet18"), structure=None))
    depth = measure_named("depth")
    assert depth.of_network(traced) is None
    assert depth.network_text(traced, depth.unit.full) == "–"


NEW_ROW = """
from resnet_viz.core.cost import measures
from resnet_viz.core.cost.measure import Measure, counts

units = counts("numbers")
made_up = Measure("weights", "Made-up weights", units, "Made up", lambda cost: cost.params)
measures.MEASURES += (made_up,)
measures.BY_KEY["weights"] = made_up

from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.compare import compare
from resnet_viz.core.lab.figures import FIGURES
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.look import look_of
from resnet_viz.export.reports import comparison_table, group_table, layer_table
from resnet_viz.ui.costs.layer_rows import COLUMNS

reports = [report_of(network_named(name)) for name in ("resnet18", "resnet34")]
print("layer table:", [(column.title, column.tip) for column in COLUMNS if column.key == "weights"])
layers, stages = layer_table(reports[0]), group_table(reports[0], Grouping.STAGE)
compared = comparison_table(compare(reports))
for table in (layers, stages, compared):
    heads = [head for head in table.heads if head.key == "weights"]
    print("file:", "weights" in table.keys, [(head.title, head.tip) for head in heads])
print("total:", layers.total[[head.key for head in layers.heads].index("weights")])
print("colours:", FIGURES["weights"].title, look_of(color_by="weights").coloring.color_by)
"""


def test_a_new_row_is_in_the_layer_table_the_files_the_colours_and_the_comparison() -> None:
    told = subprocess.run(
        [sys.executable, "-c", NEW_ROW], capture_output=True, text=True, encoding="utf-8"
    )
    assert told.stderr == ""
    named = "[('Made-up weights', 'Made up')]"
    assert told.stdout.splitlines() == [
        f"layer table: {named}",
        f"file: True {named}",
        f"file: True {named}",
        f"file: True {named}",
        "total: 11.69 M",
        "colours: Made-up weights weights",
    ]

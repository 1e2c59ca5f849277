"""Times by stage: each is the sum of its layers' own times, and all need runs."""

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.stage_times import stage_paths, times_by_stage
from resnet_viz.core.networks import network_named
from tests.samples.runs import made_up_timing

REPORTS = tuple(report_of(network_named(arch)) for arch in ("resnet18", "resnet50"))
RUNS = tuple(made_up_timing(arch) for arch in ("resnet18", "resnet50"))


def test_the_time_of_a_stage_is_that_of_its_layers_and_its_glue() -> None:
    values = times_by_stage(REPORTS, RUNS)
    assert values is not None
    paths = stage_paths(REPORTS)
    assert values.stages == tuple(paths)
    place = values.stages.index("conv3_x")
    for (_, row), run in zip(values.rows, RUNS, strict=True):
        layers = [each.median_ms for each in run.layers if each.path.startswith("layer2.")]
        glue = [ms for path, ms in run.glue if path == "layer2" or path.startswith("layer2.")]
        assert row[place] == sum(layers) + sum(glue)


def test_there_are_no_times_unless_all_were_timed() -> None:
    assert times_by_stage(REPORTS, (RUNS[0], None)) is None
    assert times_by_stage((), ()) is None

"""Totals without a graph equal those of the graph: for any stage list, batch and option."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.cost.cost import costs_of, sums_of
from resnet_viz.core.cost.memory import inference_memory, inference_timeline
from resnet_viz.core.cost.totals import totals_of, tree_sums
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.resnet.totals import totals_for
from tests.samples.legal_specs import SMALL_SPECS

STAGES = st.lists(st.integers(1, 7), min_size=1, max_size=4).map(tuple)
BATCHES = st.sampled_from([1, 8])


@settings(max_examples=60, deadline=None)
@given(SMALL_SPECS, STAGES, BATCHES)
def test_totals_of_a_stage_list_follow_from_two_blocks_a_stage(
    spec: ResNetSpec, stages: tuple[int, ...], batch: int
) -> None:
    long = replace(spec, stages=stages)
    assert totals_for(long, batch) == totals_of(expand(long), batch)


@settings(max_examples=60, deadline=None)
@given(SMALL_SPECS, STAGES, BATCHES)
def test_a_tree_with_runs_has_the_sums_and_the_peak_of_all_its_layers(
    spec: ResNetSpec, stages: tuple[int, ...], batch: int
) -> None:
    graph = expand(replace(spec, stages=stages))
    assert tree_sums(graph, batch) == sums_of(costs_of(graph, batch))
    assert graph.shortcut_count == len(graph.shortcuts)
    moments = inference_timeline(graph, batch)
    peak = inference_memory(graph, batch)
    assert peak.pass_bytes == max(moment.total_bytes for moment in moments)
    assert peak.at in {m.path for m in moments if m.total_bytes == peak.pass_bytes}

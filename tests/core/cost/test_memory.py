"""Memory by arithmetic: what must hold for any network, whatever machine runs it."""

from itertools import pairwise
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.cost.memory import (
    inference_memory,
    inference_timeline,
    largest_batch,
)
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.cost.training import Optimiser, training_memory
from resnet_viz.core.limits import MAX_BATCH
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.core.resnet.spec import ResNetSpec
from tests.samples.legal_specs import SMALL_SPECS

BATCHES = st.integers(1, 40)
ELEMENT_BYTES = st.sampled_from([2, 4])
THREADS = st.integers(1, 3)


@given(SMALL_SPECS, BATCHES, ELEMENT_BYTES, THREADS)
def test_the_peak_is_the_highest_moment(
    spec: ResNetSpec, batch: int, element_bytes: int, threads: int
) -> None:
    graph = graph_of(spec)
    moments = inference_timeline(graph, batch, element_bytes, threads)
    peak = inference_memory(graph, batch, element_bytes, threads)
    assert [moment.path for moment in moments] == [node.path for node in graph.nodes]
    assert peak.pass_bytes == max(moment.total_bytes for moment in moments)
    (at,) = (moment for moment in moments if moment.path == peak.at)
    assert (at.live_bytes, at.extra_bytes) == (peak.activations_bytes, peak.workspace_bytes)
    *parts, _at = peak
    assert all(isinstance(part, int) for part in parts)
    weights, images, activations, workspace, _at = peak
    assert peak.total_bytes == weights + images + activations + workspace


@given(SMALL_SPECS, BATCHES, ELEMENT_BYTES)
def test_while_a_layer_runs_its_inputs_and_its_output_are_live(
    spec: ResNetSpec, batch: int, element_bytes: int
) -> None:
    graph = graph_of(spec)
    owners = graph.owners
    sizes = {node.path: prod(node.out_shape) for node in graph.nodes}
    moments = inference_timeline(graph, batch, element_bytes)
    for node, moment in zip(graph.nodes, moments, strict=True):
        needed = {owners[path] for path in (*node.inputs, node.path)} - {graph.input.path}
        least = sum(sizes[owner] for owner in needed)
        assert moment.live_bytes >= batch * element_bytes * least


@given(SMALL_SPECS, ELEMENT_BYTES)
def test_at_the_end_only_what_the_last_layer_needs_is_left(
    spec: ResNetSpec, element_bytes: int
) -> None:
    graph = graph_of(spec)
    *_, last = inference_timeline(graph, 3, element_bytes)
    features, classes = graph.nodes[-1].in_shape[1], spec.classes
    assert last.live_bytes == 3 * element_bytes * (features + classes)


@given(SMALL_SPECS, st.integers(2, 40), ELEMENT_BYTES, THREADS)
def test_the_peak_grows_with_the_batch(
    spec: ResNetSpec, batch: int, element_bytes: int, threads: int
) -> None:
    graph = graph_of(spec)
    peaks = [
        inference_memory(graph, more, element_bytes, threads).total_bytes
        for more in (batch, batch + 1, batch + 17)
    ]
    assert all(fewer < more for fewer, more in pairwise(peaks))


@given(SMALL_SPECS, BATCHES)
def test_more_threads_take_no_less(spec: ResNetSpec, batch: int) -> None:
    peaks = [
        inference_memory(graph_of(spec), batch, threads=threads).total_bytes
        for threads in (2, 3, 16)
    ]
    assert peaks == sorted(peaks)


@given(SMALL_SPECS, ELEMENT_BYTES, st.integers(1, 2 * MAX_BATCH), THREADS)
def test_the_largest_batch_fits_and_the_next_does_not(
    spec: ResNetSpec, element_bytes: int, aimed_at: int, threads: int
) -> None:
    graph = graph_of(spec)

    def total(batch: int) -> int:
        return inference_memory(graph, batch, element_bytes, threads).total_bytes

    for free in (total(aimed_at) - 1, total(aimed_at), total(aimed_at) + 1):
        most = largest_batch(graph, element_bytes, free, threads)
        assert most == 0 or total(most) <= free
        assert most == MAX_BATCH or free < total(most + 1)


def test_where_nothing_fits_the_largest_batch_is_none() -> None:
    graph = graph_of(parse("resnet18"))
    assert largest_batch(graph, 4, 0) == 0
    assert largest_batch(graph, 4, report_of(network_named("resnet18")).totals.param_bytes) == 0


def test_one_image_alone_may_take_more_than_two() -> None:
    """PyTorch's own kernel for small images makes a column of every window."""
    graph = graph_of(parse("resnet56"))
    one, two = (inference_memory(graph, batch, threads=1).total_bytes for batch in (1, 2))
    assert two < one
    assert largest_batch(graph, 4, two, threads=1) == 2
    assert largest_batch(graph, 4, two - 1, threads=1) == 0


@given(SMALL_SPECS, BATCHES)
def test_half_the_bytes_an_element_are_half_the_weights_and_activations(
    spec: ResNetSpec, batch: int
) -> None:
    graph = graph_of(spec)
    full, half = (inference_timeline(graph, batch, element_bytes) for element_bytes in (4, 2))
    assert [each.live_bytes for each in full] == [2 * each.live_bytes for each in half]


@given(SMALL_SPECS, BATCHES)
def test_training_takes_what_its_parts_sum_to(spec: ResNetSpec, batch: int) -> None:
    graph, totals = graph_of(spec), report_of(network_of(spec), batch).totals
    sgd, adam = (training_memory(graph, batch, optimiser) for optimiser in Optimiser)
    assert sgd.total_bytes == sum(tuple(sgd))
    assert sgd.optimiser_bytes == sgd.gradients_bytes == totals.param_bytes
    assert adam.total_bytes - sgd.total_bytes == totals.param_bytes
    pass_ = inference_memory(graph, batch)
    assert (sgd.weights_bytes, sgd.input_bytes) == (pass_.weights_bytes, pass_.input_bytes)
    # Each convolution's and the linear layer's input is held; the next one's is this one's output.
    assert sgd.activations_bytes >= totals.activations - batch * spec.classes
    assert all(isinstance(part, int) for part in tuple(sgd))


@given(SMALL_SPECS, BATCHES)
def test_what_training_holds_of_the_activations_is_the_batchs_multiple(
    spec: ResNetSpec, batch: int
) -> None:
    graph = graph_of(spec)
    none, one, many = (training_memory(graph, size).activations_bytes for size in (0, 1, batch))
    assert many - none == batch * (one - none)


@pytest.mark.parametrize(
    ("arch", "ratio"), [("resnet18", 3.4), ("resnet50", 8.2), ("resnet152", 16.5)]
)
def test_training_holds_many_times_what_a_pass_takes(arch: str, ratio: float) -> None:
    graph = graph_of(parse(arch))
    held = training_memory(graph, 8).activations_bytes
    peak = inference_memory(graph, 8, threads=1).pass_bytes
    assert held / peak == pytest.approx(ratio, rel=0.05)

"""Worked formulas: as one reads them, and their numbers give the figure."""

import re
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.cost.formula import field_formulas, formulas_of, intensity_formula
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.cost.work_formula import TIMES
from resnet_viz.core.cost.worked import layer_formulas
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.engine.trace.network import network_of as network_recorded
from tests.samples.legal_specs import SMALL_SPECS
from tests.samples.modules import SAMPLES, sample

KEYS = ("params", "macs", "flops", "activations", "bytes_read", "bytes_written")


def formulas(text: str, path: str, batch: int = 1) -> dict[str, str]:
    node = next(node for node in graph_of(parse(text)).nodes if node.path == path)
    return formulas_of(node, batch)


def value_of(formula: str) -> int:
    """What the numbers of a sum of products come to, its words left out."""
    total = 0
    for term in formula.split(" + "):
        factors = term.replace(TIMES, " ").replace("×", " ").split()
        total += prod(int(factor) for factor in factors if factor.isdigit())
    return total


@settings(max_examples=60, deadline=None)
@given(SMALL_SPECS, st.integers(1, 9))
def test_the_numbers_of_every_formula_give_the_figure(spec: ResNetSpec, batch: int) -> None:
    for node, cost in zip(
        graph_of(spec).nodes, report_of(network_of(spec), batch).layers, strict=True
    ):
        found = formulas_of(node, batch)
        for key in KEYS:
            figure = getattr(cost, key)
            assert bool(figure) == (key in found), (node.path, key)
            assert value_of(found.get(key, "0")) == figure, (node.path, key, found.get(key))
        assert value_of(found.get("two_macs", "0")) == 2 * cost.macs
        moved = cost.bytes_read + cost.bytes_written
        assert value_of(found.get("bytes_moved", "0")) == moved


@settings(max_examples=60, deadline=None)
@given(SMALL_SPECS)
def test_receptive_fields_and_intensities_are_worked_out_too(spec: ResNetSpec) -> None:
    report = report_of(network_of(spec))
    costs = {cost.path: cost for cost in report.layers}
    for node in graph_of(spec).nodes:
        cost, found = costs[node.path], field_formulas(node, costs)
        for key, formula in found.items():
            assert value_of(formula) == getattr(cost, key), (node.path, key, formula)
        operations, moved = re.findall(r"\d+", intensity_formula(cost)) or (0, 1)
        assert int(operations) / int(moved) == cost.intensity


@pytest.mark.parametrize(
    ("path", "key", "words"),
    [
        ("layer1.0.conv2", "params", "3·3·64·64 weights"),
        ("layer1.0.conv2", "macs", "3·3·64·64 weights × 56·56 places"),
        ("layer1.0.conv2", "flops", "2 × 3·3·64·64 weights × 56·56 places"),
        ("layer1.0.conv2", "activations", "64·56·56"),
        ("layer1.0.bn2", "params", "2·64 (weight and bias of each channel)"),
        ("layer1.0.bn2", "flops", "2 × 64·56·56 outputs"),
        ("maxpool", "flops", "3·3 × 64·56·56 outputs"),
        ("avgpool", "flops", "1 × 2048·7·7 inputs"),
        ("fc", "params", "2048·1000 weights + 1000 biases"),
        ("fc", "flops", "2 × 2048·1000 weights + 1 × 1000 outputs"),
        ("layer1.0.add", "bytes_read", "1605632 elements × 4 bytes"),
    ],
)
def test_formulas_read_as_one_would_say_them(path: str, key: str, words: str) -> None:
    assert formulas("resnet50", path)[key] == words


def test_a_batch_and_groups_stand_in_the_formula() -> None:
    found = formulas("resnext50_32x4d", "layer1.0.conv2", 8)
    assert found["macs"] == "3·3·4·128 weights × 56·56 places × 8 images"
    assert found["activations"] == "8·128·56·56"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_numbers_of_every_formula_of_recorded_networks_give_the_figure(name: str) -> None:
    model, args, kwargs = sample(name)
    network = network_recorded(model, (args, kwargs), name, name)
    report = report_of(network)
    for node, cost in zip(network.graph.nodes, report.layers, strict=True):
        found = layer_formulas(network.graph, report, node.path)
        for key in (*KEYS, "receptive_field", "receptive_stride"):
            figure = getattr(cost, key)
            assert bool(figure) == (key in found), (node.path, key)
            assert value_of(found.get(key, "0")) == (figure or 0), (node.path, key, found.get(key))

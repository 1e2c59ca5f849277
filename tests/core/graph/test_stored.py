"""A graph as JSON: read back it is the same, and whatever is wrong with it is said."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.kinds import KINDS
from resnet_viz.core.graph.layer import Layer
from resnet_viz.core.graph.stored import graph_from, graph_json
from resnet_viz.core.graph.tree import Join
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.network import graph_of
from resnet_viz.core.resnet.spec import ResNetSpec
from tests.samples.graphs import encoder_decoder
from tests.samples.legal_specs import SMALL_SPECS
from tests.samples.ways_into import ways_into

SMALL = network_named("resnet20,stages=2-3,se=4").graph


def stored(graph: Graph) -> Any:
    """Written and read as JSON."""
    return json.loads(json.dumps(graph_json(graph)))


@settings(max_examples=25, deadline=None)
@given(SMALL_SPECS)
def test_a_graph_read_back_is_the_same(spec: ResNetSpec) -> None:
    graph = graph_of(spec)
    found = graph_from(stored(graph))
    assert found == graph
    assert found.nodes == graph.nodes
    assert found.shortcuts == graph.shortcuts


def test_equal_blocks_are_stored_once() -> None:
    short, long = (network_named(name).graph for name in ("resnet20", "resnet110"))
    assert len(json.dumps(graph_json(long))) < 1.1 * len(json.dumps(graph_json(short)))


def test_every_kind_of_layer_has_its_row() -> None:
    def kinds_below(kind: type[Layer]) -> set[type[Layer]]:
        below = set(kind.__subclasses__())
        return below.union(*map(kinds_below, below)) if below else below

    assert {kind.__name__ for kind in kinds_below(Layer)} == set(KINDS)


WAYS = ways_into(stored(SMALL))
FOREIGN: st.SearchStrategy[Any] = st.sampled_from(
    [None, -1, 0, 3, 10**30, "", "conv1", "\x00", [], [[]], {}, True, 0.5]
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(WAYS), FOREIGN)
def test_a_changed_value_is_refused_with_a_sentence_or_gives_another_graph(
    way: tuple[Any, ...], foreign: Any
) -> None:
    values = stored(SMALL)
    inside = values
    for key in way[:-1]:
        inside = inside[key]
    inside[way[-1]] = foreign
    with suppress(UserError):
        assert graph_from(values).nodes


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda values: values.update(version=2), "version 2, and this program reads version 1"),
        (lambda values: values.pop("format"), "not a graph of ResNet Viz"),
        (lambda values: values["groups"][0]["children"][0]["node"]["layer"].update(kind="Eval"),
         "layer.kind is unknown"),
        (lambda values: values["groups"].reverse(), "no layer before it has that path"),
        (lambda values: values["groups"][0].update(children=[]), r"groups\[0\] has no children"),
        (lambda values: values["shortcuts"][0].update(join="nowhere"), "names 'nowhere'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(change: Any, words: str) -> None:
    values = stored(SMALL)
    change(values)
    with pytest.raises(UserError, match=words):
        graph_from(values)


def test_groups_in_groups_without_end_are_refused() -> None:
    values = stored(SMALL)
    group = values["groups"][0]
    for _ in range(80):
        group = {**group, "children": [{"group": group}]}
    values["groups"][0] = group
    with pytest.raises(UserError, match="64 deep"):
        graph_from(values)


def test_a_network_that_is_no_resnet_is_read_back_too() -> None:
    graph = encoder_decoder()
    found = graph_from(stored(graph))
    assert found == graph
    assert found.nodes == graph.nodes
    assert [each.how for each in found.shortcuts].count(Join.CAT) == 3

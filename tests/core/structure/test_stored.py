"""A recorded network as JSON: read back it is the same, and whatever is wrong with it is said."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.cost.totals import totals_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.traced import Traced, TracedInput
from resnet_viz.core.message import Message
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.core.structure.recording import Recording
from resnet_viz.core.structure.stored import network_from, network_json
from tests.samples.recordings import SAMPLES, shared, transformer
from tests.samples.ways_into import ways_into


def network_of(recording: Recording) -> Network:
    """A recorded network with all that may be known of one."""
    inputs = tuple(
        TracedInput(each.name, each.facts.shape, each.facts.dtype) for each in recording.inputs
    )
    notes = (Message("{count:,} values, {share:.0%} of them zero", {"count": 9, "share": 0.5}),)
    traced = Traced("net.py:make", "meta", inputs, 12, 3, 700, (("aux.weight", 4),), 4096, notes)
    return Network("net.py:make", "net", graph_of(recording), is_batch_free=False, traced=traced)


def stored(network: Network) -> Any:
    """Written and read as JSON."""
    return json.loads(json.dumps(network_json(network)))


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_recorded_network_read_back_is_the_same(sample: Callable[[], Recording]) -> None:
    network = network_of(sample())
    found = network_from(stored(network))
    for name in ("name", "title", "graph", "structure", "is_batch_free", "traced"):
        assert getattr(found, name) == getattr(network, name)
    assert found.graph.nodes == network.graph.nodes
    assert found.graph.shortcuts == network.graph.shortcuts
    assert found.graph.plain_joins == network.graph.plain_joins


def test_a_network_of_many_equal_blocks_is_as_short_as_one_of_few() -> None:
    short, long = (len(json.dumps(stored(network_of(transformer(n))))) for n in (3, 60))
    assert long < 1.2 * short


SMALL = stored(network_of(shared(3)))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("format", "onnx", "its format is not 'resnet-viz network'"),
        ("version", 2, "this network has version 2"),
        ("name", "", "must be the text that leads back"),
        ("name", 3, "name must be a text"),
        ("title", "a\nb", "title must be one line"),
        ("is_batch_free", 1, "is_batch_free must be true or false"),
        ("graph", [], "graph must be an object"),
        ("traced", None, "traced must be an object"),
    ],
)
def test_what_is_wrong_with_a_network_is_said_in_a_sentence(
    key: str, value: object, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        network_from({**SMALL, key: value})


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("params", -1, "a count below zero"),
        ("params", 2**70, "traced.params must be a whole number"),
        ("inputs", [{"name": "x", "shape": [1]}], r"traced.inputs\[0\].dtype is missing"),
        ("unread", [["a", "b"]], "must be a whole number"),
        ("unread", [["a", -4]], "a count below zero"),
        ("notes", [{"template": "x"}] * 200, "at most 100"),
        ("later", 1, "unknown to this version"),
    ],
)
def test_what_is_wrong_with_what_is_known_of_a_network_is_said(
    key: str, value: object, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        network_from({**SMALL, "traced": {**SMALL["traced"], key: value}})


@pytest.mark.parametrize(
    "template",
    [
        "{count.__class__}",
        "{count[0]}",
        "{count!r}",
        "{count:>99999999}",
        "{count:{count}}",
        "{other}",
        "{}",
        "{",
        "}",
        "{count:s}",
    ],
)
def test_a_template_that_reaches_further_than_its_values_is_refused(template: str) -> None:
    note = {"template": template, "values": {"count": 10**9}}
    with pytest.raises(UserError, match=r"traced.notes\[0\].template"):
        network_from({**SMALL, "traced": {**SMALL["traced"], "notes": [note]}})


@pytest.mark.parametrize("value", [[], {}, None, {"a": 1}])
def test_a_value_of_a_note_is_a_text_or_a_number(value: object) -> None:
    note = {"template": "{count}", "values": {"count": value}}
    with pytest.raises(UserError, match="must be a text or a number"):
        network_from({**SMALL, "traced": {**SMALL["traced"], "notes": [note]}})


WAYS = ways_into(SMALL)
FOREIGN: st.SearchStrategy[Any] = st.sampled_from(
    [None, -1, 0, 3, 10**30, "", "layer.fc", "\x00", [], [[]], {}, True, 0.5]
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(WAYS), FOREIGN)
def test_a_changed_network_is_refused_with_a_sentence_or_can_be_counted(
    way: tuple[Any, ...], foreign: Any
) -> None:
    values = json.loads(json.dumps(SMALL))
    inside = values
    for key in way[:-1]:
        inside = inside[key]
    inside[way[-1]] = foreign
    with suppress(UserError):
        graph = network_from(values).graph
        assert len(graph.nodes) == sum(leaf.times for leaf in graph.leaves)
        totals_of(graph)

"""Recorded networks travel once with the requests that name them."""

import json

import pytest

from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.traced import Traced, TracedInput
from resnet_viz.core.models import known
from resnet_viz.core.networks import know, network_named
from resnet_viz.core.request import Worker
from resnet_viz.core.structure.stored import network_from
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import TimeInTurn
from resnet_viz.core.verification import VerifyNetwork
from resnet_viz.export.lab.requests import PreviewSweep
from resnet_viz.jobs.known import Sent
from resnet_viz.jobs.messages import asked_in, request_line
from tests.worker.parent import parent_of

NAME = "timm:made_up"


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_known", {})


def made_up() -> Network:
    traced = Traced(NAME, "meta", (TracedInput("input", (1, 3, 224, 224)),), 1, 0)
    return Network(NAME, "made up", network_named("resnet18").graph, traced=traced)


def test_a_request_brings_what_it_names_anywhere_once() -> None:
    know(made_up())
    sent = Sent()
    request = TimeInTurn(("resnet18", NAME), TimingOptions())
    (values,) = sent.news(request)
    assert network_from(json.loads(values)) == made_up()
    assert network_from(json.loads(values)).graph == made_up().graph
    assert sent.news(VerifyNetwork(NAME)) == ()
    assert Sent().news(VerifyNetwork("resnet18")) == ()


def test_a_network_that_was_recorded_again_travels_again() -> None:
    know(made_up())
    sent = Sent()
    assert len(sent.news(VerifyNetwork(NAME))) == 1
    know(made_up())
    assert len(sent.news(VerifyNetwork(NAME))) == 1
    assert sent.news(VerifyNetwork(NAME)) == ()


def test_what_travels_is_read_from_the_line_of_the_request() -> None:
    know(made_up())
    request = VerifyNetwork(NAME)
    asked = asked_in(request_line(1, request, Sent().news(request)))
    assert [network_from(json.loads(each)) for each in asked.known] == [made_up()]
    assert asked_in(request_line(1, request)).known == ()


def test_the_child_knows_it_before_it_answers_and_later() -> None:
    with parent_of(Worker.DRAW) as parent:
        unreadable = request_line(1, PreviewSweep("x", ".csv", ""), ('{"name": 3}',))
        parent.write(unreadable)
        assert "a network can't be read" in str(parent.read().values)

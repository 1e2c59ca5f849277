"""The compute process as the window has it: real requests, real deaths, real lack of memory."""

import json
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from resnet_viz.core.timing.measurement import timing_report_from
from resnet_viz.core.verification import verification_from
from resnet_viz.jobs.messages import ReplyKind, Verb, Worker
from tests.samples.runs import made_up_timing
from tests.worker.parent import Parent, parent_of

SMALL = "resnet,stages=1-1,input=32,classes=10"


@pytest.fixture(scope="module")
def compute() -> Iterator[Parent]:
    with parent_of(Worker.COMPUTE) as parent:
        yield parent


def timing_values(arch: str = SMALL, **changed: Any) -> dict[str, Any]:
    usual = {
        "arch": arch,
        "device": "cpu",
        "batch": 1,
        "precision": "fp32",
        "threads": 0,
        "weights": "",
    }
    return usual | changed


def test_it_verifies(compute: Parent) -> None:
    reply = compute.ask(Verb.VERIFY, arch="resnet50")
    found = verification_from(reply.values)
    assert found.agrees
    assert (found.params, found.macs) == (25_557_032, 4_089_184_256)


def test_it_tells_the_devices(compute: Parent) -> None:
    devices = compute.ask(Verb.DEVICES).values["devices"]
    assert devices[0]["id"] == "cpu"
    assert devices[0]["memory_bytes"] > 2**28


def test_it_gives_torchinfos_table(compute: Parent) -> None:
    assert "11,689,512" in compute.ask(Verb.SUMMARY, arch="resnet18").values["text"]


def test_a_timed_run_tells_its_progress_and_comes_whole(compute: Parent) -> None:
    reply = compute.ask(Verb.TIME, **timing_values(batch=2))
    stored = reply.values.pop("stored")
    report = timing_report_from(reply.values)
    assert stored["said"] == ""
    assert stored["id"] >= 1
    assert json.loads(json.dumps(report.to_dict())) == reply.values
    assert report.batch == 2
    assert report.images_per_s == pytest.approx(2000 / report.whole_ms.median)
    doings = {values["doing"] for values in compute.progress}
    assert {"building the model", "warm-up pass", "pass"} <= doings


def test_the_ceilings_of_a_run_are_measured_anew(compute: Parent) -> None:
    timing = compute.ask(Verb.TIME, **timing_values(threads=1)).values
    del timing["stored"]
    again = timing_report_from(compute.ask(Verb.CEILINGS, timing=timing).values)
    before = timing_report_from(timing)
    assert [step["doing"] for step in compute.progress] == ["measuring the machine's ceilings"]
    assert again.ceilings
    assert again.ceilings.measured_at
    assert {layer.bound for layer in again.layers} == {layer.bound for layer in before.layers}
    assert [layer.median_ms for layer in again.layers] == [
        layer.median_ms for layer in before.layers
    ]


def test_the_ceilings_of_another_machine_are_refused(compute: Parent) -> None:
    reply = compute.ask(Verb.CEILINGS, timing=made_up_timing("resnet18").to_dict())
    assert reply.kind is ReplyKind.FAILED
    assert reply.values["is_mistake"]
    assert "this run was made on A processor" in reply.values["message"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"batch": 0}, "batch=0"),
        ({"device": "cuda:7"}, "cuda:7"),
        ({"precision": "int8"}, "int8"),
        ({"arch": "vgg16"}, "vgg16"),
        ({"threads": -1}, "threads=-1"),
    ],
)
def test_mistakes_are_told_and_the_process_goes_on(
    compute: Parent, changed: dict[str, Any], words: str
) -> None:
    reply = compute.ask(Verb.TIME, **timing_values(**changed))
    assert reply.kind is ReplyKind.FAILED
    assert reply.values["is_mistake"]
    assert words in reply.values["message"]
    assert compute.ask(Verb.DEVICES).kind is ReplyKind.RESULT


@pytest.mark.deep
# A limit that another process sets on a running one is Linux's alone (prlimit).
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prlimit is Linux's alone")
def test_too_little_memory_is_told_and_the_next_run_works() -> None:
    import resource

    with parent_of(Worker.COMPUTE) as parent:
        assert parent.ask(Verb.TIME, **timing_values()).kind is ReplyKind.RESULT
        room = address_space_of(parent.process.pid) + 2**29
        resource.prlimit(parent.process.pid, resource.RLIMIT_AS, (room, room))
        reply = parent.ask(Verb.TIME, **timing_values("resnet50", batch=256))
        assert reply.kind is ReplyKind.FAILED
        assert reply.values["is_mistake"], reply.values
        assert "does not fit into the memory" in reply.values["message"]
        assert "256" in reply.values["message"]
        assert parent.ask(Verb.TIME, **timing_values()).kind is ReplyKind.RESULT


def test_a_killed_process_ends_its_pipe() -> None:
    with parent_of(Worker.COMPUTE) as parent:
        parent.process.send_signal(signal.SIGTERM)
        assert parent.process.stdout
        assert parent.process.stdout.read() == b""


def address_space_of(pid: int) -> int:
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * 4096

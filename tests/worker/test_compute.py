"""The compute process as the window has it: real requests, real deaths, real lack of memory."""

import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from resnet_viz.app import main
from resnet_viz.core.request import Worker
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import FindDevices, MeasureCeilings, TimeInTurn, TimeNetwork
from resnet_viz.core.verification import VerifyNetwork
from resnet_viz.jobs.requests import LookAtWeights, Summarize
from tests.samples.runs import made_up_timing
from tests.worker.parent import Parent, parent_of

SMALL = "resnet,stages=1-1,input=32,classes=10"


@pytest.fixture(scope="module")
def compute() -> Iterator[Parent]:
    with parent_of(Worker.COMPUTE) as parent:
        yield parent


def time_small(**changed: Any) -> TimeNetwork:
    return TimeNetwork(SMALL, TimingOptions(**changed))


def test_it_verifies(compute: Parent) -> None:
    found = compute.answer(VerifyNetwork("resnet50"))
    assert found.agrees
    assert (found.params, found.macs) == (25_557_032, 4_089_184_256)


def test_it_tells_the_devices(compute: Parent) -> None:
    found = compute.answer(FindDevices())
    assert found.devices[0].id == "cpu"
    assert (found.devices[0].memory_bytes or 0) > 2**28
    assert found.threads >= 1


def test_it_gives_torchinfos_table(compute: Parent) -> None:
    assert "11,689,512" in compute.answer(Summarize("resnet18")).text


def test_it_looks_at_weights(compute: Parent, tmp_path: Path) -> None:
    path = tmp_path / "small.safetensors"
    assert main(["save", SMALL, "-o", str(path)]) == 0
    found = compute.answer(LookAtWeights(SMALL, str(path), str(path)))
    assert found.tensors[0].name == "conv1.weight"
    assert found.tensors[0].change == 0.0


def test_a_timed_run_tells_its_progress_and_comes_whole(compute: Parent) -> None:
    run = compute.answer(time_small(batch=2))
    assert run.stored.text == ""
    assert (run.stored.id or 0) >= 1
    assert run.report.batch == 2
    assert run.report.images_per_s == pytest.approx(2000 / run.report.whole_ms.median)
    assert {"building the model", "warm-up pass", "pass"} <= {
        step.doing for step in compute.progress
    }
    assert sum(len(step.passes_ms) for step in compute.progress) > 0


def test_networks_in_turn_are_stored_each_and_come_with_their_rounds(compute: Parent) -> None:
    other = "resnet,stages=1-2,input=32,classes=10"
    answer = compute.answer(TimeInTurn((SMALL, other), TimingOptions(threads=1)))
    assert answer.report.archs == (SMALL, other)
    assert [len(each) for each in answer.report.rounds_ms] == [answer.report.rounds] * 2
    assert len({stored.id for stored in answer.stored}) == 2
    assert all((stored.id or 0) >= 1 for stored in answer.stored)


def test_the_ceilings_of_a_run_are_measured_anew(compute: Parent) -> None:
    before = compute.answer(time_small(threads=1)).report
    again = compute.answer(MeasureCeilings(before))
    assert [step.doing for step in compute.progress] == ["measuring the machine's ceilings"]
    assert again.ceilings
    assert again.ceilings.measured_at
    assert {layer.bound for layer in again.layers} == {layer.bound for layer in before.layers}
    assert [layer.median_ms for layer in again.layers] == [
        layer.median_ms for layer in before.layers
    ]


def test_the_ceilings_of_another_machine_are_refused(compute: Parent) -> None:
    failure = compute.failure(MeasureCeilings(made_up_timing("resnet18")))
    assert failure.is_mistake
    assert "this run was made on A processor" in failure.message
    elsewhere = replace(made_up_timing("resnet18"), host="gpu7")
    assert "this run was made on gpu7" in compute.failure(MeasureCeilings(elsewhere)).message


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (time_small(batch=0), "batch=0"),
        (time_small(device="cuda:7"), "cuda:7"),
        (TimeNetwork("vgg16", TimingOptions()), "vgg16"),
        (time_small(threads=-1), "threads=-1"),
    ],
)
def test_mistakes_are_told_and_the_process_goes_on(
    compute: Parent, request_: TimeNetwork, words: str
) -> None:
    failure = compute.failure(request_)
    assert failure.is_mistake
    assert words in failure.message
    compute.answer(FindDevices())


@pytest.mark.deep
# A limit that another process sets on a running one is Linux's alone (prlimit).
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prlimit is Linux's alone")
def test_too_little_memory_is_told_and_the_next_run_works() -> None:
    import resource

    with parent_of(Worker.COMPUTE) as parent:
        parent.answer(time_small())
        room = address_space_of(parent.process.pid) + 2**29
        resource.prlimit(parent.process.pid, resource.RLIMIT_AS, (room, room))
        failure = parent.failure(TimeNetwork("resnet50", TimingOptions(batch=256)))
        assert failure.is_mistake, failure
        assert "on this process's address space (ulimit -v)" in failure.message
        assert "256" in failure.message
        parent.answer(time_small())


def test_a_killed_process_ends_its_pipe() -> None:
    with parent_of(Worker.COMPUTE) as parent:
        parent.process.send_signal(signal.SIGTERM)
        assert parent.process.stdout
        assert parent.process.stdout.read() == b""


def address_space_of(pid: int) -> int:
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * 4096

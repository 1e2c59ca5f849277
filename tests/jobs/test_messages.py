"""What processes say to each other, and plain values that travel: there and back the same."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import (
    Device,
    PeakBytes,
    Precision,
    device_from,
    precision_named,
    timing_report_from,
)
from resnet_viz.core.verification import Difference, Verification, verification_from
from resnet_viz.jobs.messages import (
    Reply,
    ReplyKind,
    Request,
    Verb,
    Worker,
    line_of,
    reply_of,
    request_of,
    worker_command,
)
from tests.samples.runs import made_up_timing

VALUES = st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.booleans())


@given(st.integers(0), st.sampled_from(Verb), VALUES)
def test_a_request_is_one_line_and_comes_back(
    number: int, verb: Verb, values: dict[str, int | str | None]
) -> None:
    request = Request(number, verb, values)
    line = line_of(request)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert request_of(line) == request


@given(st.integers(0), st.sampled_from(ReplyKind), VALUES)
def test_a_reply_is_one_line_and_comes_back(
    number: int, kind: ReplyKind, values: dict[str, int | str | None]
) -> None:
    reply = Reply(number, kind, values)
    assert line_of(reply).count(b"\n") == 1
    assert reply_of(line_of(reply)) == reply


@pytest.mark.parametrize("worker", Worker)
def test_a_worker_starts_from_any_folder_and_ends_with_its_input(
    worker: Worker, tmp_path: Path
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')", "utf-8")
    environment = {key: text for key, text in os.environ.items() if key != "PYTHONPATH"}
    child = subprocess.run(
        worker_command(worker),
        input=b"",
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    assert reply_of(child.stdout).kind is ReplyKind.READY
    assert child.stderr == b""


def test_a_bundled_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert worker_command(Worker.COMPUTE) == [sys.executable, "worker", "compute"]


def test_a_timing_report_survives_the_journey() -> None:
    report = replace(
        made_up_timing("resnet50", ("the machine is busy",)),
        device=Device("cuda:0", DeviceKind.CUDA, "A GPU", 2**34),
        precision=Precision.BF16,
        peak_bytes=PeakBytes(None, 10**9),
        started_at="2026-01-01T00:00:00+00:00",
    )
    values = json.loads(json.dumps(report.to_dict()))
    assert timing_report_from(values) == report
    assert values["trust"]["is_trusted"] is False


def test_a_device_survives_the_journey() -> None:
    device = Device("cpu", DeviceKind.CPU, "A processor", None, (Precision.FP32,))
    assert device_from(json.loads(json.dumps(asdict(device)))) == device


def test_a_verification_survives_the_journey() -> None:
    found = Verification("resnet50", 175, 25, 4, "2.13.0", (Difference("fc", "params", "1", "2"),))
    values = json.loads(json.dumps(found.to_dict()))
    assert values["agrees"] is False
    assert verification_from(values) == found


def test_an_unknown_precision_is_refused_with_the_known_ones() -> None:
    assert precision_named("bf16") is Precision.BF16
    with pytest.raises(UserError, match="fp32, bf16, fp16"):
        precision_named("fp8")

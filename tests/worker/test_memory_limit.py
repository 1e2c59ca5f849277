"""A compute process under a real limit of its memory: a sentence, and it lives on."""

import sys
from pathlib import Path

import pytest

from resnet_viz.core.request import Worker
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import TimeNetwork
from tests.worker.parent import parent_of

if sys.platform != "linux":
    pytest.skip("the system sets no limit on another process there", allow_module_level=True)

import resource

ROOM_BYTES = 256 * 2**20  # above what the process has; the large run wants many times as much


def address_space_bytes(process_id: int) -> int:
    status = Path(f"/proc/{process_id}/status").read_text(encoding="ascii")
    return int(status.partition("VmSize:")[2].split()[0]) * 2**10


def test_a_run_beyond_the_limit_is_a_sentence_and_the_next_one_works() -> None:
    with parent_of(Worker.COMPUTE) as parent:
        parent.answer(TimeNetwork("resnet18", TimingOptions()))
        limit = address_space_bytes(parent.process.pid) + ROOM_BYTES
        resource.prlimit(parent.process.pid, resource.RLIMIT_AS, (limit, limit))
        refused = parent.failure(TimeNetwork("resnet18", TimingOptions(batch=512)))
        assert refused.is_mistake
        assert "batch 512 of 3 × 224 × 224" in refused.message
        assert "on this process's address space (ulimit -v)" in refused.message
        again = parent.answer(TimeNetwork("resnet18", TimingOptions()))
        assert len(again.report.layers) == 69

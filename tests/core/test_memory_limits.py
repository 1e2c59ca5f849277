"""Which limit the memory of a process came up against, in real processes and made groups."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_viz.core.memory_limits import (
    LimitKind,
    MemoryLimit,
    group_limits,
    is_out_of_memory,
    limit_text,
)

if sys.platform != "linux":
    pytest.skip("only Linux tells a process its limits", allow_module_level=True)

MIB = 2**20
LIMITED = """
import resource, sys
resource.setrlimit(getattr(resource, sys.argv[1]), (int(sys.argv[2]),) * 2)
from resnet_viz.app import main
sys.exit(main(sys.argv[3:]))
"""


def under(limit: str, size_bytes: int, *words: str) -> subprocess.CompletedProcess[str]:
    """The program in a process with a limit that the system holds it to."""
    command = [sys.executable, "-c", LIMITED, limit, str(size_bytes), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_run_names_the_limit_that_acted_and_not_the_machine() -> None:
    words = "time", "resnet152", "--batch", "64", "--no-store"
    done = under("RLIMIT_AS", 900_000_000, *words)
    assert done.returncode == 2
    warning, refusal = done.stderr.splitlines()
    named = "the limit of 858.3 MiB on this process's address space (ulimit -v)"
    assert f"left of {named}" in warning
    assert f"does not fit into {named}, of which " in refusal
    assert "Take a smaller batch or input, or raise the limit" in refusal


def test_where_pytorch_itself_has_no_room_a_command_says_so() -> None:
    for limit, size, named in (
        ("RLIMIT_AS", 600_000_000, "572.2 MiB on this process's address space (ulimit -v)"),
        ("RLIMIT_DATA", 150_000_000, "143.1 MiB on this process's data (ulimit -d)"),
    ):
        done = under(limit, size, "verify", "resnet18")
        assert done.returncode == 2
        (line,) = done.stderr.splitlines()
        assert "PyTorch needs about" in line
        assert named in line


def test_a_command_that_runs_out_of_memory_in_its_midst_is_one_sentence() -> None:
    program = LIMITED.replace(
        "from resnet_viz.app import main\n",
        "from resnet_viz.app import main\nimport resnet_viz.core.cost.report as report\n"
        "report.report_of = lambda *_: bytearray(2**40)\n",
    )
    command = [sys.executable, "-c", program, "RLIMIT_AS", str(2**30), "cost", "resnet18"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "memory ran out" in line
    assert "the limit of 1.0 GiB on this process's address space" in line


def group(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="ascii")


def found(proc: Path, groups: Path) -> list[MemoryLimit]:
    return list(group_limits(proc, groups))


def test_a_group_of_version_2_and_those_it_is_in_are_found(tmp_path: Path) -> None:
    group(tmp_path / "proc/self", cgroup="0::/outer/inner\n")
    outer = tmp_path / "groups/outer"
    group(outer, memory__max=f"{512 * MIB}\n", memory__current=f"{300 * MIB}\n")
    group(outer, memory__stat=f"anon 1\ninactive_file {100 * MIB}\n")
    group(outer / "inner", memory__max="max\n", memory__current="1\n")
    (limit,) = found(tmp_path / "proc", tmp_path / "groups")
    assert limit == MemoryLimit(LimitKind.GROUP, 512 * MIB, 200 * MIB)
    assert limit.free_bytes == 312 * MIB
    assert "the limit of 512.0 MiB on this process's control group" in limit_text(limit)


def test_a_group_of_version_1_is_found_where_only_its_root_can_be_seen(tmp_path: Path) -> None:
    group(tmp_path / "proc/self", cgroup="4:memory:/docker/abc\n2:cpu:/\n0::/\n")
    root = tmp_path / "groups/memory"
    group(root, memory__limit_in_bytes=str(256 * MIB), memory__usage_in_bytes=str(400 * MIB))
    (limit,) = found(tmp_path / "proc", tmp_path / "groups")
    assert limit == MemoryLimit(LimitKind.GROUP, 256 * MIB, 400 * MIB)
    assert limit.free_bytes == 0


@pytest.mark.parametrize("said", ["", "nonsense", "9223372036854771712", "max", "-1"])
def test_no_limit_and_damaged_words_are_none(said: str, tmp_path: Path) -> None:
    group(tmp_path / "proc/self", cgroup="4:memory:/\n0::/\nnonsense\n\n0::/../..\n")
    group(tmp_path / "groups", memory__max=said)
    group(tmp_path / "groups/memory", memory__limit_in_bytes=said)
    assert found(tmp_path / "proc", tmp_path / "groups") == []
    assert found(tmp_path / "none", tmp_path / "none") == []


@pytest.mark.parametrize(
    ("error", "is_lack"),
    [
        (MemoryError(), True),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), True),
        (ImportError("libtorch_cpu.so: failed to map segment from shared object"), True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"), True),
        (RuntimeError("can't start new thread"), True),
        (RuntimeError("shapes do not match"), False),
        (ValueError("out of memory"), False),
        (OSError(errno.ENOENT, "none"), False),
    ],
)
def test_lack_of_memory_is_told_from_other_errors(error: Exception, is_lack: bool) -> None:
    assert is_out_of_memory(error) is is_lack

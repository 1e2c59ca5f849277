"""Opening files of weights: `python -m benchmarks.weights`.

ResNet-50's state_dict (102 MB) as torch.save writes it, and a checkpoint that has it with an
optimizer's momentum and a running average (307 MB). Opening is from the path to tensors that can be
used, their bytes not read yet, but for the older form, whose numbers are at odd places. Baseline in
the same run: `torch.load(mmap=True)`, in turn with ours. Memory is how far a process of its own
grows at most, over what the tensors used have; a model has its own memory from before.
Checksums are compared only when a model is filled.
"""

import gc
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import torch

from benchmarks.goal import Goal, finish, usual_environment
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.engine.model.build import assemble
from resnet_viz.engine.tensors import fill, tensors_of

ARCH = "resnet50"
RUNS = 25
MOST_OF_TORCH = 1.2
MOST_OF_TENSORS = 1.1
KIB = 1024
FORMS = {"archive": {}, "older form": {"_use_new_zipfile_serialization": False}}


def write(folder: Path) -> dict[str, Path]:
    """The files that are opened."""
    torch.manual_seed(0)
    state = assemble(spec_of(network_named(ARCH))).state_dict()
    state = {name: torch.rand(each.shape).to(each.dtype) for name, each in state.items()}
    others = {"optimizer": _copied(state), "model_ema": _copied(state)}
    paths = {name: folder / name.replace(" ", "-") for name in (*FORMS, "checkpoint")}
    for name, options in FORMS.items():
        torch.save(state, paths[name], **options)
    torch.save({"model": state, **others}, paths["checkpoint"])
    return paths


def _copied(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name: each.clone() for name, each in state.items()}


def ours(path: Path) -> dict[str, torch.Tensor]:
    """The tensors of a file, or of its `model`, as the program opens it."""
    tree: Any = read_contents(path).tree
    return tensors_of(tree.get("model", tree))


def theirs(path: Path, is_mapped: bool) -> Any:
    """All of a file by PyTorch's own reader."""
    return torch.load(path, weights_only=True, mmap=is_mapped)


def pairs_ms(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Median milliseconds of both, run in turn."""
    times = [(_ms(one), _ms(other)) for _ in range(RUNS)]
    return median(mine for mine, _ in times[1:]), median(rest for _, rest in times[1:])


def _ms(work: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1e3


def grown_bytes(how: str, path: Path) -> int:
    """How far a fresh process grows that opens a file and uses its tensors."""
    command = [sys.executable, "-m", "benchmarks.weights", how, str(path)]
    result = subprocess.run(command, env=usual_environment(), capture_output=True, check=True)
    return int(result.stdout)


def grow(how: str, path: Path) -> None:
    """Prints how far this process grows: tensors `read`, or a model `filled` with them."""
    targets = assemble(spec_of(network_named(ARCH))).to_empty(device="cpu").state_dict()
    for target in targets.values():
        target.zero_()  # so that it has its memory
    ours(path)  # what is imported on the way doesn't count
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    before = peak_bytes()
    if how == "read":
        for tensor in ours(path).values():
            tensor.sum()
    else:
        tree: Any = read_contents(path).tree
        fill(targets, tree.get("model", tree))
    print(peak_bytes() - before)


def peak_bytes() -> int:
    """The most memory that this process has had, its mapped files included."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * KIB for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Measures time against PyTorch's, memory against the tensors used."""
    with TemporaryDirectory() as folder:
        paths = write(Path(folder))
        used = sum(each.nbytes for each in ours(paths["archive"]).values())
        goals, baseline = [], {}
        for name, path in paths.items():
            is_mapped = name != "older form"  # PyTorch can't map that one
            mine, rest = pairs_ms(partial(ours, path), partial(theirs, path, is_mapped))
            goals.append(
                Goal(f"{name}: time over torch.load's", round(mine / rest, 3), MOST_OF_TORCH)
            )
            baseline[name] = {"ours_ms": round(mine, 2), "torch_load_ms": round(rest, 2)}
        for name in ("archive", "checkpoint"):
            for how in ("read", "filled"):
                share = grown_bytes(how, paths[name]) / used
                what = f"{name} {how}: memory over its tensors"
                goals.append(Goal(what, round(share, 3), MOST_OF_TENSORS))
        finish("weights", goals, {"what": "torch.load(mmap=True), in turn", **baseline})


if __name__ == "__main__":
    if len(sys.argv) == 3:
        grow(sys.argv[1], Path(sys.argv[2]))
    else:
        main()

"""The calls of modules around the operations of an exported program."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from resnet_viz.core.structure.exported.nodes import Level
from resnet_viz.core.structure.recording import Call

TORCH_NN = "torch.nn."


class Calls:
    """Calls as they begin and end while one operation after another is placed in them."""

    def __init__(self) -> None:
        self.found: list[Call] = []
        self._open: list[tuple[Level, int]] = []
        self._numbers: Counter[str] = Counter()

    def place(self, op: int, stack: tuple[Level, ...]) -> int:
        """The place of the call that an operation runs in; where it has no stack, the last one."""
        stack = stack or tuple(level for level, _ in self._open) or (Level("", "", "Module"),)
        same = 0
        while same < min(len(stack), len(self._open)) and self._open[same][0] == stack[same]:
            same += 1
        self._end(op, same)
        for level in stack[same:]:
            self._begin(op, level)
        return self._open[-1][1]

    def ended(self, count: int) -> tuple[Call, ...]:
        """All calls, once all operations are placed."""
        self._end(count, 0)
        return tuple(self.found)

    def _begin(self, op: int, level: Level) -> None:
        self._numbers[level.path] += 1
        parent = self._open[-1][1] if self._open else -1
        kind = level.kind.rpartition(".")[2]
        is_torch = level.kind.startswith(TORCH_NN)
        number = self._numbers[level.path]
        call = Call(level.path, kind, parent, op, op, number, is_torch)
        self._open.append((level, len(self.found)))
        self.found.append(call)

    def _end(self, op: int, depth: int) -> None:
        for _, place in self._open[depth:]:
            self.found[place] = replace(self.found[place], end=op)
        del self._open[depth:]


def containers_of(paths: Sequence[str], calls: Sequence[Call]) -> tuple[tuple[str, str], ...]:
    """Modules that are never called themselves but have modules that are: by path and class.

    The file doesn't say their class: with numbered children it is taken for a ModuleList.
    """
    called = {call.path for call in calls}
    around = {path[:at] for path in called for at in _dots(path)}
    lists = {path.rpartition(".")[0] for path in called if path.rpartition(".")[2].isdigit()}
    return tuple(
        (path, "ModuleList" if path in lists else "ModuleDict")
        for path in paths
        if path in around and path not in called
    )


def _dots(path: str) -> list[int]:
    return [at for at, letter in enumerate(path) if letter == "."]

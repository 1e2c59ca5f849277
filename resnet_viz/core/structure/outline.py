"""The tree of calls of a recorded pass: modules in modules, layers in them, as they ran."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from resnet_viz.core.graph.paths import is_inside, numbered, parent_of
from resnet_viz.core.structure.recording import Recording
from resnet_viz.core.structure.units import Placed

MOST_DEPTH = 48  # modules within modules; what is deeper is in one group


class Section(NamedTuple):
    """A call of a module, or a list of modules: its path, its class and what is in it.

    `module` is the path without the number of the call. `first` to `end` are the places of its
    layers. A list of modules is never called.
    """

    path: str
    module: str
    kind: str
    children: tuple["int | Section", ...]
    first: int
    end: int
    is_list: bool = False


def outline_of(recording: Recording, units: Sequence[Placed]) -> tuple["int | Section", ...]:
    """What the network itself has at the top."""
    return _Outline(recording, units).parts_of(0, 0)


class _Outline:
    """Makes sections of calls; each list of modules takes its own from the call around it."""

    def __init__(self, recording: Recording, units: Sequence[Placed]) -> None:
        self._calls = recording.calls
        self._units = units
        self._lists = dict(recording.containers)
        self._entries = _entries(recording, units)
        self._taken: set[str] = set()

    def parts_of(self, call: int, depth: int) -> tuple["int | Section", ...]:
        """The layers and sections in a call."""
        entries = self._entries.get(call, ())
        if depth >= MOST_DEPTH:
            return tuple(self._layers_below(entries))
        parts = [each if is_layer else self._section(each, depth) for is_layer, each in entries]
        return self._with_lists(self._calls[call].path, parts)

    def _layers_below(self, entries: Iterable[tuple[bool, int]]) -> Iterable[int]:
        waiting = list(reversed(list(entries)))
        while waiting:
            is_layer, each = waiting.pop()
            if is_layer:
                yield each
            else:
                waiting += reversed(self._entries[each])

    def _section(self, place: int, depth: int) -> Section:
        call = self._calls[place]
        children = self.parts_of(place, depth + 1)
        first, end = first_of(children[0]), end_of(children[-1])
        return Section(numbered(call.path, call.number), call.path, call.kind, children, first, end)

    def _with_lists(self, within: str, parts: list["int | Section"]) -> tuple["int | Section", ...]:
        """The parts with each list of modules as a section if no other module is among its own."""
        for path in self._lists_around(parts, within):
            places = [n for n, part in enumerate(parts) if is_inside(self._module(part), path)]
            start, end = places[0], places[-1] + 1 + self._following(parts, places)
            own = set(places)
            if all(n in own or self._operation(parts[n]) for n in range(start, end)):
                section = self._list_section(path, self._lists[path], parts[start:end])
                parts[start:end] = [section]
        return tuple(parts)

    def _lists_around(self, parts: Iterable["int | Section"], within: str) -> list[str]:
        """The lists that modules of a call are in, the innermost ones first."""
        found: set[str] = set()
        for part in parts:
            path = parent_of(self._module(part))
            while path and path != within and path not in found:
                found.add(path)
                path = parent_of(path)
        return sorted(found & self._lists.keys(), key=lambda path: (-path.count("."), path))

    def _following(self, parts: Sequence["int | Section"], places: Sequence[int]) -> int:
        """How many operations after a list's last module are as those after the one before."""
        if len(places) < 2:
            return 0
        before, last = places[-2:]
        between = [self._operation(part) for part in parts[before + 1 : last]]
        after = [self._operation(part) for part in parts[last + 1 :][: len(between)]]
        return len(between) if between == after and all(between) else 0

    def _operation(self, part: "int | Section") -> str:
        """The operation that a part is; '' for a module."""
        if isinstance(part, Section) or self._units[part].unit.call:
            return ""
        return self._units[part].unit.ops[0].name

    def _list_section(self, path: str, kind: str, parts: list["int | Section"]) -> Section:
        number, own = 1, path
        while own in self._taken:
            number += 1
            own = numbered(path, number)
        self._taken.add(own)
        first, end = first_of(parts[0]), end_of(parts[-1])
        return Section(own, path, kind, tuple(parts), first, end, is_list=True)

    def _module(self, part: "int | Section") -> str:
        if isinstance(part, Section):
            return part.module
        call = self._units[part].unit.call
        return call.path if call else ""


def first_of(part: "int | Section") -> int:
    """The place of the first layer in a part."""
    return part.first if isinstance(part, Section) else part


def end_of(part: "int | Section") -> int:
    """The place after the last layer in a part."""
    return part.end if isinstance(part, Section) else part + 1


def _entries(recording: Recording, units: Sequence[Placed]) -> dict[int, list[tuple[bool, int]]]:
    """What is directly in each call, in order: layers, and calls that have layers."""
    found: dict[int, list[tuple[bool, int]]] = {}
    for place, placed in enumerate(units):
        entry, call = (True, place), placed.parent
        while call >= 0:
            is_new = call not in found
            found.setdefault(call, []).append(entry)
            if not is_new:
                break
            entry, call = (False, call), recording.calls[call].parent
    return found

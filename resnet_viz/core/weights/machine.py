"""The state of a pickle that is being read, and the instructions that make plain values."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.bounds import MAX_DEPTH, MAX_ENTRIES, MAX_MEMO
from resnet_viz.core.weights.stored import Storage, StoredTensor, Stub

Call = Callable[[Stub, tuple[object, ...]], object]
Build = Callable[[object, object], object]
Look = Callable[[object], object]
"""What a persistent id is of."""


@dataclass(slots=True)
class Machine:
    """A pickle while it is read: the values on its stack, those before each mark, the memo."""

    call: Call
    build: Build
    look: Look
    stack: list[Any] = field(default_factory=list)
    marked: list[list[Any]] = field(default_factory=list)
    memo: dict[object, Any] = field(default_factory=dict)
    latest_memo: object = None
    entries: int = 0


Action = Callable[[Machine, object], None]
"""What an instruction does, given its argument."""
_PLAIN = str | int | float | bytes | Storage | StoredTensor | None


def do_nothing(machine: Machine, argument: object) -> None: ...


def mark(machine: Machine, _: object) -> None:
    if len(machine.marked) >= MAX_DEPTH:
        raise UserError("its parts are nested too deeply")
    machine.marked.append(machine.stack)
    machine.stack = []


def since_mark(machine: Machine) -> list[Any]:
    found = machine.stack
    machine.stack = machine.marked.pop()
    return found


def pop(machine: Machine, _: object) -> None:
    if machine.stack:
        machine.stack.pop()
    else:
        since_mark(machine)


def pop_mark(machine: Machine, _: object) -> None:
    since_mark(machine)


def duplicate(machine: Machine, _: object) -> None:
    machine.stack.append(machine.stack[-1])


def make_list(machine: Machine, _: object) -> None:
    machine.stack.append([])


def make_dict(machine: Machine, _: object) -> None:
    machine.stack.append({})


def make_set(machine: Machine, _: object) -> None:
    machine.stack.append(Stub("builtins.set"))


def list_marked(machine: Machine, _: object) -> None:
    members = since_mark(machine)
    machine.stack.append(_counted(machine, members))


def map_marked(machine: Machine, _: object) -> None:
    members = since_mark(machine)
    machine.stack.append(_fill(machine, {}, members))


def freeze_marked(machine: Machine, _: object) -> None:
    members = since_mark(machine)
    machine.stack.append(Stub("builtins.frozenset", members=_counted(machine, members)))


def make_tuple(machine: Machine, _: object) -> None:
    members = since_mark(machine)
    machine.stack.append(tuple(members))


def tuple_of(count: int) -> "Action":
    def take(machine: Machine, _: object) -> None:
        members = [machine.stack.pop() for _ in range(count)]
        machine.stack.append(tuple(reversed(members)))

    return take


def append_one(machine: Machine, _: object) -> None:
    value = machine.stack.pop()
    _extend(machine, [value])


def append_all(machine: Machine, _: object) -> None:
    members = since_mark(machine)
    _extend(machine, members)


def _extend(machine: Machine, members: list[Any]) -> None:
    target = machine.stack[-1]
    found = target.members if isinstance(target, Stub) else target
    if not isinstance(found, list):
        raise TypeError("members for what has none")
    found += _counted(machine, members)


def set_entry(machine: Machine, _: object) -> None:
    value, key = machine.stack.pop(), machine.stack.pop()
    _fill(machine, machine.stack[-1], [key, value])


def set_entries(machine: Machine, _: object) -> None:
    members = since_mark(machine)
    _fill(machine, machine.stack[-1], members)


def _fill(machine: Machine, target: Any, members: list[Any]) -> Any:
    entries = target.entries if isinstance(target, Stub) else target
    if not isinstance(entries, dict):
        raise TypeError("entries for what has none")
    keys, values = map(key_of, members[::2]), _counted(machine, members[1::2])
    entries.update(zip(keys, values, strict=True))
    return target


def key_of(value: object) -> object:
    """A key that can be looked up in no time: tuples of more than plain values become stubs.

    The hash of tuples within tuples may take longer than anyone lives.
    """
    if not isinstance(value, tuple):
        return value
    is_plain = all(isinstance(member, _PLAIN) for member in value)
    return value if is_plain else Stub("builtins.tuple", members=list(value))


def _counted(machine: Machine, members: list[Any]) -> list[Any]:
    machine.entries += len(members)
    if machine.entries > MAX_ENTRIES:
        raise UserError("it has more than a million entries apart from its tensors")
    return members


def recall(machine: Machine, place: object) -> None:
    machine.stack.append(machine.memo[place])


def memorise(machine: Machine, place: object) -> None:
    machine.memo[place] = machine.stack[-1]
    machine.latest_memo = place
    if len(machine.memo) > MAX_MEMO:
        raise UserError("it refers to more than a million values again")


def memorise_next(machine: Machine, _: object) -> None:
    memorise(machine, len(machine.memo))

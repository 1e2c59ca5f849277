"""A pickle as plain values: every instruction of every protocol carried out, nothing of it run.

Python's `pickletools` describes the instructions. What a file names is never imported: a name is
a `Stub`, and calling it gives what `rebuilt` says of torch's and Python's own names, else a stub.
"""

from resnet_viz.core.weights.machine import (
    Action,
    Machine,
    append_all,
    append_one,
    do_nothing,
    duplicate,
    freeze_marked,
    list_marked,
    make_dict,
    make_list,
    make_set,
    make_tuple,
    map_marked,
    mark,
    memorise,
    memorise_next,
    pop,
    pop_mark,
    recall,
    set_entries,
    set_entry,
    since_mark,
    tuple_of,
)
from resnet_viz.core.weights.operations import Operation, Region, operations
from resnet_viz.core.weights.stored import Stub


def unpickled(region: Region, machine: Machine) -> object:
    """The value of the pickle that begins at the region's place.

    ValueError, LookupError or TypeError for what
    is damaged, EOFError for what ends too early, UserError beyond the limits.
    """
    for operation in operations(region):
        _carry_out(machine, operation)
    return machine.stack.pop()


def _carry_out(machine: Machine, operation: Operation) -> None:
    name, argument = operation
    if name in _VALUES:
        machine.stack.append(argument)
    elif name in _CONSTANTS:
        machine.stack.append(_CONSTANTS[name])
    else:
        _ACTIONS[name](machine, argument)


def _name(machine: Machine, name: object) -> None:
    machine.stack.append(Stub(str(name)))


def _name_of_stack(machine: Machine, _: object) -> None:
    name, module = machine.stack.pop(), machine.stack.pop()
    if not isinstance(name, str) or not isinstance(module, str):
        raise TypeError("names that are not text")
    machine.stack.append(Stub(f"{module}.{name}"))


def _extension(machine: Machine, number: object) -> None:
    machine.stack.append(Stub(f"extension {number}"))


def _called(machine: Machine, called: object, arguments: object) -> None:
    if not isinstance(called, Stub) or not isinstance(arguments, tuple):
        raise TypeError("a call of what can't be called")
    machine.stack.append(machine.call(called, arguments))


def _call(machine: Machine, _: object) -> None:
    arguments, called = machine.stack.pop(), machine.stack.pop()
    _called(machine, called, arguments)


def _call_with_names(machine: Machine, _: object) -> None:
    names, arguments, called = (machine.stack.pop() for _ in range(3))
    if not isinstance(names, dict):
        raise TypeError("named arguments that are not a dict")
    _called(machine, called, arguments)


def _call_named(machine: Machine, name: object) -> None:
    arguments = tuple(since_mark(machine))
    _called(machine, Stub(str(name)), arguments)


def _call_marked(machine: Machine, _: object) -> None:
    called, *arguments = since_mark(machine)
    _called(machine, called, tuple(arguments))


def _build(machine: Machine, _: object) -> None:
    state, value = machine.stack.pop(), machine.stack.pop()
    built = machine.build(value, state)
    machine.stack.append(built)
    if built is not value and machine.memo.get(machine.latest_memo) is value:
        machine.memo[machine.latest_memo] = built


def _persistent(machine: Machine, argument: object) -> None:
    machine.stack.append(machine.look(argument))


def _persistent_of_stack(machine: Machine, _: object) -> None:
    machine.stack.append(machine.look(machine.stack.pop()))


_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False, "EMPTY_TUPLE": ()}
_VALUES = frozenset(
    (
        "INT",
        "BININT",
        "BININT1",
        "BININT2",
        "LONG",
        "LONG1",
        "LONG4",
        "FLOAT",
        "BINFLOAT",
        "STRING",
        "BINSTRING",
        "SHORT_BINSTRING",
        "UNICODE",
        "SHORT_BINUNICODE",
        "BINUNICODE",
        "BINUNICODE8",
        "SHORT_BINBYTES",
        "BINBYTES",
        "BINBYTES8",
        "BYTEARRAY8",
    )
)
_ACTIONS: dict[str, Action] = {
    "PROTO": do_nothing,
    "FRAME": do_nothing,
    "STOP": do_nothing,
    "MARK": mark,
    "POP": pop,
    "POP_MARK": pop_mark,
    "DUP": duplicate,
    "EMPTY_LIST": make_list,
    "EMPTY_DICT": make_dict,
    "EMPTY_SET": make_set,
    "LIST": list_marked,
    "DICT": map_marked,
    "FROZENSET": freeze_marked,
    "TUPLE": make_tuple,
    "TUPLE1": tuple_of(1),
    "TUPLE2": tuple_of(2),
    "TUPLE3": tuple_of(3),
    "APPEND": append_one,
    "APPENDS": append_all,
    "ADDITEMS": append_all,
    "SETITEM": set_entry,
    "SETITEMS": set_entries,
    "GET": recall,
    "BINGET": recall,
    "LONG_BINGET": recall,
    "PUT": memorise,
    "BINPUT": memorise,
    "LONG_BINPUT": memorise,
    "MEMOIZE": memorise_next,
    "GLOBAL": _name,
    "STACK_GLOBAL": _name_of_stack,
    "INST": _call_named,
    "OBJ": _call_marked,
    "EXT1": _extension,
    "EXT2": _extension,
    "EXT4": _extension,
    "REDUCE": _call,
    "NEWOBJ": _call,
    "NEWOBJ_EX": _call_with_names,
    "BUILD": _build,
    "PERSID": _persistent,
    "BINPERSID": _persistent_of_stack,
}

"""Tensors, sizes and arguments as the JSON of torch.export has them, each checked.

Of a size that is a formula only its example is taken: PyTorch itself evaluates the formula's text.
Any error of values that a damaged file can cause is one: KeyError, TypeError, ValueError.
"""

from collections.abc import Iterator, Mapping
from math import inf, nan
from typing import Any, NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.leaves import is_refused
from resnet_viz.core.structure.recording import Plain, TensorFacts
from resnet_viz.core.weights.bounds import MAX_DIMENSIONS, MAX_SIDE

MOST_LETTERS = 1000  # of one name
DTYPES = {
    1: "uint8",
    2: "int8",
    3: "int16",
    4: "int32",
    5: "int64",
    6: "float16",
    7: "float32",
    8: "float64",
    9: "complex32",
    10: "complex64",
    11: "complex128",
    12: "bool",
    13: "bfloat16",
    28: "uint16",
    29: "float8_e4m3fn",
    30: "float8_e5m2",
    31: "float8_e4m3fnuz",
    32: "float8_e5m2fnuz",
    33: "float8_e8m0fnu",
    34: "uint32",
    35: "uint64",
}
"""PyTorch's numbers of element types: torch/_export/serde/schema.py, `ScalarType`."""

COMPILED = "_orig_mod"
NO_NUMBERS = {"Infinity": inf, "-Infinity": -inf, "NaN": nan}  # as JSON has none of these

Object = Mapping[str, Any]


class Meta(NamedTuple):
    """A tensor's shape, element type and steps from place to place, None where they aren't said."""

    shape: Shape
    dtype: str
    strides: tuple[int, ...]

    @property
    def facts(self) -> TensorFacts:
        return TensorFacts(self.shape, self.dtype)


class Argument(NamedTuple):
    """An argument of an operation: the names of its tensors, or its plain value."""

    name: str
    tensors: tuple[str, ...]
    value: Plain = None


def name_of(value: object) -> str:
    """A name that a picture can show in one line."""
    if not isinstance(value, str) or len(value) > MOST_LETTERS or is_refused(value):
        raise ValueError("a name that can't be shown")
    return value


def module_path(name: str) -> str:
    """The path of a module or parameter without what torch.compile adds."""
    return ".".join(part for part in name.split(".") if part != COMPILED)


def meta_of(tensor: Object) -> Meta:
    """What is known of a tensor."""
    sizes, steps = tensor["sizes"], tensor["strides"]
    if len(sizes) > MAX_DIMENSIONS or len(steps) != len(sizes):
        raise ValueError("a tensor with too many dimensions")
    dtype = DTYPES[tensor["dtype"]]
    return Meta(tuple(map(size_of, sizes)), dtype, tuple(map(size_of, steps)))


def size_of(size: Object) -> int:
    """A whole number; of a formula what it was in the example that the program was made with."""
    found = size["as_int"] if "as_int" in size else _example(size["as_expr"])
    if type(found) is not int or not 0 <= found <= MAX_SIDE:
        raise ValueError("a size that is not a whole number")
    return found


def _example(expression: Object) -> Any:
    hint = expression.get("hint")
    if not hint:
        raise UserError("one of its sizes is open. Export it with an example of each input")
    (found,) = hint.values()
    return found


def argument_of(given: Object, sizes: Mapping[str, Plain]) -> Argument:
    """An argument; `sizes` are the examples of the symbols that it may name."""
    name, arg = name_of(given.get("name", "")), given["arg"]
    ((kind, value),) = arg.items()
    tensors = tuple(_tensors(kind, value))
    return Argument(name, tensors, None if tensors else _plain(kind, value, sizes))


def _tensors(kind: str, value: Any) -> Iterator[str]:
    match kind:
        case "as_tensor":
            yield name_of(value["name"])
        case "as_tensors":
            yield from (name_of(each["name"]) for each in value)
        case "as_nested_tensors":
            yield from (name_of(each["name"]) for inner in value for each in inner)
        case "as_optional_tensor":
            yield from _tensors("as_optional_tensors", [value])
        case "as_optional_tensors":
            found = (each["as_tensor"] for each in value if "as_tensor" in each)
            yield from (name_of(each["name"]) for each in found)


def _plain(kind: str, value: Any, sizes: Mapping[str, Plain]) -> Plain:
    match kind:
        case "as_int" | "as_ints" | "as_int_lists" | "as_bool" | "as_bools" | "as_float":
            return _leaves(value)
        case "as_floats" | "as_float_lists" | "as_string" | "as_strings":
            return _leaves(value)
        case "as_sym_int" | "as_sym_float" | "as_sym_bool":
            return _symbol(value, sizes)
        case "as_sym_ints" | "as_sym_floats" | "as_sym_bools":
            return tuple(_symbol(each, sizes) for each in value)
        case "as_scalar_type":
            return DTYPES[value]
        case "as_device":
            return name_of(value["type"])
    return None


def _symbol(value: Object, sizes: Mapping[str, Plain]) -> Plain:
    if "as_name" in value:
        return sizes.get(value["as_name"])
    (found,) = value.values()
    return _leaves(found)


def _leaves(value: Any) -> Plain:
    if isinstance(value, list):
        return tuple(map(_leaves, value))
    if isinstance(value, str):
        return NO_NUMBERS[value] if value in NO_NUMBERS else name_of(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    raise TypeError("an argument that is not plain")


def examples_of(symbols: Object) -> dict[str, Plain]:
    """The examples of a graph's symbols by their names; those without one are left out."""
    found: dict[str, Plain] = {}
    for name, symbol in symbols.items():
        known = (symbol["as_expr"].get("hint") or {}) if "as_expr" in symbol else symbol
        for each in known.values():
            found[name] = _leaves(each)
    return found

"""Plain values as JSON and back: one way out, `plain_of`, and one reader of declared types.

`read_as` reads what others may have written: every letter and every length is checked. `read_own`
reads what another process of this same program says, and checks kinds only. Neither goes deeper
than the kind that it is asked for, however deep the JSON is.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from resnet_viz.core.errors import UserError
from resnet_viz.core.leaves import (
    OWN_READERS,
    READERS,
    Place,
    Read,
    list_from,
    object_from,
    place_text,
    wrong,
)

MOST_ENTRIES = 1_000_000  # of one list or mapping in a file of others
LEAVES = frozenset((str, int, float, bool, NoneType))  # what JSON has itself

Kind = TypeVar("Kind")


def plain_of(value: object) -> Any:
    """A frozen value as what JSON writes and `read_as` reads back.

    A dataclass is a dict of its fields, an enum its word, bytes are base 64; lists are tuples.
    TypeError for anything else.
    """
    kind: type = type(value)
    if kind in LEAVES:
        return value
    if (names := _field_names(kind)) is not None:
        return {name: plain_of(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list):
        is_plain = LEAVES.issuperset(map(type, value))  # as many numbers are
        return tuple(value) if is_plain else tuple([plain_of(each) for each in value])
    if isinstance(value, Mapping):
        return {str(key): plain_of(each) for key, each in value.items()}
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str | int | float):  # a library's own kind of number
        return value
    raise TypeError(f"a {kind.__name__} has no JSON")


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    """None for anything but a dataclass."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def read_as(kind: type[Kind], values: object, place: str = "") -> Kind:
    """JSON as a value of this kind; UserError names the field that is wrong.

    A kind is a frozen dataclass or what its fields may be: text, number, truth, enum of words,
    tuple, NamedTuple, mapping of texts, or one of these or None. A field with a default may be
    missing; a field that the kind does not have is refused, but for those it names as `derived`,
    which are made of others. What an earlier version wrote passes through the kind's `upgraded`,
    where it has one. Kinds that its module doesn't import are in its `later_kinds` by their names.
    """
    return cast(Kind, _reader(cast(Any, kind), False)(values, place))


def kinds_of_fields(kind: type) -> dict[str, Any]:
    """The declared kinds of a dataclass's fields, in their order."""
    later_kinds = getattr(kind, "later_kinds", dict)
    hints = get_type_hints(kind, localns=later_kinds())
    return {field.name: hints[field.name] for field in fields(kind)}


def read_own(kind: type[Kind], values: object) -> Kind:
    """The same for what a process of this program wrote: texts may be long and of many lines.

    They may be bytes too, and `object` is whatever is read later. UserError for other kinds.
    """
    return cast(Kind, _reader(cast(Any, kind), True)(values, ""))


@cache
def _reader(kind: Any, is_own: bool) -> Read:
    """What reads a field of this declared kind; made once, as looking into a kind takes long."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (known,) = (each for each in get_args(kind) if each is not NoneType)
        return _reader_of_optional(_reader(known, is_own))
    if origin is tuple:
        return _reader_of_tuple(get_args(kind), is_own)
    if origin is Mapping:
        keys, items = get_args(kind)
        return _reader_of_mapping(_reader(keys, is_own), _reader(items, is_own), is_own)
    if is_dataclass(kind):
        return _reader_of_fields(cast(type, kind), is_own)
    if hasattr(kind, "_fields"):
        items = _reader_of_tuple(tuple(get_type_hints(kind).values()), is_own)
        return lambda value, place: kind(*items(value, place))
    if issubclass(kind, StrEnum):
        return _reader_of_words(kind)
    return (OWN_READERS if is_own else READERS)[kind]


def _reader_of_optional(known: Read) -> Read:
    return lambda value, place: None if value is None else known(value, place)


def _reader_of_tuple(kinds: tuple[Any, ...], is_own: bool) -> Read:
    if kinds[-1] is Ellipsis:
        return _reader_of_many(_reader(kinds[0], is_own), is_own)
    readers = [_reader(kind, is_own) for kind in kinds]

    def read(value: object, place: Place) -> tuple[object, ...]:
        items = list_from(value, place)
        if len(items) != len(readers):
            raise wrong(place, f"a list of {len(readers)}", value)
        pairs = enumerate(zip(readers, items, strict=True))
        return tuple([each(item, (place, number)) for number, (each, item) in pairs])

    return read


def _reader_of_many(each: Read, is_own: bool) -> Read:
    def read(value: object, place: Place) -> tuple[object, ...]:
        items = list_from(value, place)
        _check_length(items, place, is_own)
        return tuple([each(item, (place, number)) for number, item in enumerate(items)])

    return read


def _reader_of_mapping(key_of: Read, each: Read, is_own: bool) -> Read:
    def read(value: object, place: Place) -> dict[object, object]:
        values = object_from(value, place)
        _check_length(values, place, is_own)
        return {key_of(key, place): each(item, (place, key)) for key, item in values.items()}

    return read


def _check_length(values: Any, place: Place, is_own: bool) -> None:
    if not is_own and len(values) > MOST_ENTRIES:
        where = place_text(place)
        raise UserError(
            f"{where} has {len(values)} entries, and at most {MOST_ENTRIES} are allowed"
        )


def _reader_of_fields(kind: type, is_own: bool) -> Read:
    hints = kinds_of_fields(kind)
    readers = {name: _reader(hints[name], is_own) for name in hints}
    as_they_are = {name: _as_it_is(hints[name], is_own) for name in readers}
    derived, needed = getattr(kind, "derived", ()), _needed_names(kind)
    upgraded = getattr(kind, "upgraded", None)

    def read(value: object, place: Place) -> object:
        found = dict(object_from(value, place))
        if upgraded is not None:
            found = upgraded(found, place_text(place))
        for name, item in tuple(found.items()):
            if name in derived:
                del found[name]
            elif name not in readers:
                where = place_text((place, name))
                raise UserError(f"{where} is unknown to this version of the program")
            elif type(item) not in as_they_are[name]:
                found[name] = readers[name](item, (place, name))
        for name in needed:
            if name not in found:
                raise UserError(f"{place_text((place, name))} is missing")
        return kind(**found)

    return read


def _as_it_is(kind: Any, is_own: bool) -> frozenset[object]:
    """The types of JSON that this program's own processes need no reader for, which takes time."""
    known = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return LEAVES.intersection(known) if is_own else frozenset()


def _needed_names(kind: type) -> list[str]:
    """The fields without a default."""
    known = fields(cast(Any, kind))
    return [each.name for each in known if each.default is each.default_factory is MISSING]


def _reader_of_words(kind: type[StrEnum]) -> Read:
    words = {str(each): each for each in kind}

    def read(value: object, place: Place) -> StrEnum:
        if not isinstance(value, str) or value not in words:
            raise wrong(place, " or ".join(words), value)
        return words[value]

    return read

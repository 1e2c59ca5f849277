"""Pickles of every protocol as plain values; Python's own pickle says what is in them."""

import copyreg
import pickle
from argparse import Namespace
from collections import Counter, OrderedDict, defaultdict, deque
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights import bounds
from resnet_viz.core.weights.operations import Region
from resnet_viz.core.weights.stored import Stub
from resnet_viz.core.weights.torch_pickle import tree_of, without_storages

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)
BLOWN_UP = 60  # doublings: more parts than anything could count
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats(allow_nan=False)
    | st.text(),
    lambda parts: (
        st.lists(parts)
        | st.lists(parts).map(tuple)
        | st.dictionaries(st.text(max_size=3) | st.integers() | st.tuples(st.integers()), parts)
    ),
    max_leaves=20,
)


class Slotted:
    """State in slots, which is a pair in a pickle."""

    __slots__ = ("a",)

    def __init__(self) -> None:
        self.a = 1


class Settings(dict[str, int]):
    """A dict of a class of its own, with an attribute."""


class Row(list[int]):
    """A list of a class of its own."""


class Named(tuple[int, ...]):
    """A tuple whose class wants arguments by name."""

    def __new__(cls, *, first: int) -> "Named":
        return super().__new__(cls, (first,))

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, int]]:
        return (), {"first": self[0]}


def read(data: bytes) -> Any:
    return tree_of(Region(BytesIO(data), len(data)), without_storages)


@given(PLAIN, st.sampled_from(PROTOCOLS))
def test_plain_values_are_those_that_pickle_gives(value: Any, protocol: int) -> None:
    found = read(pickle.dumps(value, protocol))
    assert found == value
    assert repr(found) == repr(value)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_shared_values_are_shared_and_circles_come_to_an_end(protocol: int) -> None:
    inner: list[Any] = [1]
    inner.append(inner)
    found = read(pickle.dumps({"a": inner, "b": inner}, protocol))
    assert found["a"] is found["b"]
    assert found["a"][1] is found["a"]


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "value",
    [
        OrderedDict(b=1, a=2),
        defaultdict(int, b=1, a=2),
        Counter({"b": 1, "a": 2}),
        {"b": 1, "a": 2},
    ],
)
def test_dicts_of_pythons_own_classes_are_dicts(value: dict[str, int], protocol: int) -> None:
    found = read(pickle.dumps(value, protocol))
    assert type(found) is dict
    assert list(found.items()) == [("b", 1), ("a", 2)]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_dicts_and_lists_of_other_classes_keep_what_is_in_them(protocol: int) -> None:
    settings, row = Settings(b=1, a=2), Row([3, 4])
    settings.note = "n"  # type: ignore[attr-defined]  # any object has such
    found = read(pickle.dumps([settings, row], protocol))
    assert (found[0].name, found[0].entries) == (f"{__name__}.Settings", {"b": 1, "a": 2})
    assert found[0].state == {"note": "n"}
    assert (found[1].name, found[1].members) == (f"{__name__}.Row", [3, 4])


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("value", [{1, 2}, frozenset((1, 2)), deque((1, 2))])
def test_sets_keep_their_members(value: Any, protocol: int) -> None:
    found = read(pickle.dumps(value, protocol))
    assert isinstance(found, Stub)
    assert found.name.endswith(type(value).__name__)
    assert set(found.members) == {1, 2}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_objects_are_stubs_with_their_state(protocol: int) -> None:
    found = read(pickle.dumps({"args": Namespace(lr=0.1), "at": PurePosixPath("a/b")}, protocol))
    assert (found["args"].name, found["args"].state) == ("argparse.Namespace", {"lr": 0.1})
    assert found["at"].name.endswith("PurePosixPath")
    assert found["at"].arguments == ("a", "b")


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_objects_with_slots_and_named_arguments_are_stubs(protocol: int) -> None:
    found = read(pickle.dumps([Slotted(), Named(first=3), Slotted], protocol))
    assert found[0].state == (None, {"a": 1})
    assert found[1].name.endswith(("Named", "partial"))
    assert found[2].name == f"{__name__}.Slotted"


def test_ordered_dicts_of_python_2_are_dicts() -> None:
    found = read(b"ccollections\nOrderedDict\n](](U\x01bK\x01e](U\x01aK\x02ee\x85R.")
    assert list(found.items()) == [("b", 1), ("a", 2)]


def test_numbers_in_place_of_names_are_no_classes_here() -> None:
    copyreg.add_extension(__name__, "Slotted", 240)
    data = pickle.dumps(Slotted, 2)
    copyreg.remove_extension(__name__, "Slotted", 240)
    assert read(data).name == "extension 240"


def test_objects_in_the_way_of_protocol_0_are_stubs() -> None:
    assert read(b"(I1\nios\nsystem\n.").name == "os.system"
    assert read(b"(cos\nsystem\nI1\no.").arguments == (1,)


@pytest.mark.parametrize(
    "data",
    [
        b"I1\nI2\nR.",  # a call of a number
        b"cos\nsystem\nI2\nR.",  # without a tuple
        b"Pkey\n.",
        b"I1\nQ.",
        b"\x80\x06N.",
        b"\x80\x05\x97.",  # a buffer that is elsewhere
        b"h\x05.",
        b"e.",
        b"I1\nI2\nI3\ns.",
        b"}]I1\ns.",  # a list as a key
        b"I1\nI2\nb.",
        b"\x8c\x01aK\x01\x93.",
        b"\xff.",
        b"Iabc\n.",
        b"I" + b"9" * 5000 + b"\n.",
        b".",
    ],
)
def test_what_no_pickler_writes_is_an_error_of_its_values(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        read(data)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_pickle_that_is_cut_off_is_known_as_that(protocol: int) -> None:
    data = pickle.dumps({"a": [1, 2.5, "ü", 2**70, (None, True)], "b": b"bytes"}, protocol)
    for length in range(len(data)):
        with pytest.raises((EOFError, UserError)):
            read(data[:length])


def test_a_key_that_would_take_for_ever_to_look_up_does_not() -> None:
    value: tuple[Any, ...] = ()
    for _ in range(BLOWN_UP):
        value = (value, value)
    data = pickle.dumps([value], 2).replace(b"]q", b"}q", 1)
    assert data.endswith(b"a.")
    found = read(data[:-2] + b"Ns.")
    assert isinstance(next(iter(found)), Stub)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"(" * (bounds.MAX_DEPTH + 1), "nested too deeply"),
        (b"]" * 600 + b"a" * 599 + b".", "nested too deeply"),
        (b"N0" * (bounds.MAX_OPERATIONS // 2) + b"N.", "2 million values"),
        (b"](" + b"N" * (bounds.MAX_ENTRIES + 1) + b"e.", "a million entries"),
        (b"N" + b"".join(b"r%b" % i.to_bytes(4, "little") for i in range(10**6 + 1)), "million"),
        (b"\x8a\xff" + b"\x01" * 255 + b"0\x8b\x01\x10\x00\x00" + b"\x01" * 5000, "1 MiB"),
        (b"X\x01\x00\x10\x00" + b"a" * 2**21, "1 MiB"),
    ],
    ids=["marks", "lists", "operations", "entries", "memo", "number", "text"],
)
def test_what_is_beyond_a_limit_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read(data)


def test_a_memo_with_a_huge_number_takes_no_room() -> None:
    assert read(b"Nr\xff\xff\xff\x7fj\xff\xff\xff\x7f\x86.") == (None, None)


def test_the_limits_are_those_of_the_page(request: pytest.FixtureRequest) -> None:
    page = Path(request.config.rootpath, "docs/weights.md").read_text(encoding="utf-8")
    for number in ("64 MiB", "2 million", "a million", "500 levels", "16 MiB", "1000 files"):
        assert number in page

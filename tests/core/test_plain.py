"""Values as JSON and back: the same again, and any other value is refused in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core import plain
from resnet_viz.core.errors import UserError
from resnet_viz.core.plain import plain_of, read_as, read_own
from resnet_viz.core.progress import Step
from resnet_viz.core.request import answer_kind
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.stored_run import StoredRun
from resnet_viz.jobs.messages import Failure, Ready
from tests.samples.requests import FOREIGN_LEAVES, LEAVES, request_kinds, values_of

REQUESTS = sorted(request_kinds(), key=lambda kind: kind.verb)
SENT = [*REQUESTS, *{answer_kind(kind): None for kind in REQUESTS}, Failure, Ready, Step]


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


class Place(NamedTuple):
    x: float
    y: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """One field of each kind."""

    derived: ClassVar = frozenset({"size"})

    parts: tuple[Part, ...]
    pair: tuple[int, str]
    place: Place | None
    colors: Mapping[Color, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    data: bytes


WHOLE = Whole((Part("a"), Part("b", True)), (1, "c"), Place(0.5, 2), {Color.RED: 1.0})
AS_JSON: dict[str, Any] = {
    "parts": [{"name": "a", "is_open": False}, {"name": "b", "is_open": True}],
    "pair": [1, "c"],
    "place": [0.5, 2],
    "colors": {"red": 1.0},
}


def there_and_back(value: object) -> Any:
    return json.loads(json.dumps(plain_of(value)))


@pytest.mark.parametrize("kind", SENT, ids=lambda kind: kind.__name__)
@given(st.data())
def test_all_that_travels_comes_back_the_same(kind: type, data: st.DataObject) -> None:
    value = data.draw(values_of(kind))
    assert read_own(kind, there_and_back(value)) == value


@pytest.mark.parametrize("kind", [TimingReport, StoredRun, Whole], ids=lambda kind: kind.__name__)
@given(st.data())
def test_what_files_hold_comes_back_the_same(kind: type, data: st.DataObject) -> None:
    value = data.draw(values_of(kind, FOREIGN_LEAVES))
    assert read_as(kind, there_and_back(value)) == value


def test_a_value_is_the_json_of_its_fields() -> None:
    assert there_and_back(WHOLE) == AS_JSON
    assert read_as(Whole, AS_JSON) == read_own(Whole, AS_JSON) == WHOLE


def test_what_has_no_json_is_a_bug() -> None:
    with pytest.raises(TypeError, match="a date has no JSON"):
        plain_of((date(2026, 1, 1),))


def test_a_field_with_a_default_may_be_missing_and_a_derived_one_may_be_there() -> None:
    values = {"parts": [], "pair": [1, "c"], "place": None, "size": 3}
    assert read_as(Whole, values) == Whole((), (1, "c"), None)


@pytest.mark.parametrize("read", [read_as, read_own])
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"parts": [{"name": "a", "is_open": 1}]}, r"^parts\[0\].is_open must be true or false"),
        ({"parts": [{}]}, r"^parts\[0\].name is missing$"),
        ({"parts": [{"name": "a", "age": 1}]}, r"^parts\[0\].age is unknown to this version"),
        ({"parts": "ab"}, "^parts must be a list, not 'ab'$"),
        ({"pair": [1]}, "^pair must be a list of 2, not a list$"),
        ({"pair": [True, "c"]}, r"^pair\[0\] must be a whole number, not True$"),
        ({"pair": [1, None]}, r"^pair\[1\] must be a text, not None$"),
        ({"place": ["x", 1]}, r"^place\[0\] must be a number, not 'x'$"),
        ({"colors": {"green": 1}}, "^colors must be red or blue, not 'green'$"),
        ({"colors": {"red": "1"}}, "^colors.red must be a number, not '1'$"),
        ({"colors": []}, "^colors must be an object, not a list$"),
        ({"x" * 99: 1}, "^x{40}… is unknown"),
    ],
)
def test_a_field_of_another_kind_is_named(read: Any, changed: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        read(Whole, AS_JSON | changed)


def test_numbers_become_what_is_declared() -> None:
    for read in (read_as, read_own):
        place = read(Place, [3, 4])
        assert [type(each) for each in place] == [float, int]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("two\nlines", "must be one line"),
        ("\ud800", "must be one line"),
        ("x" * 10_001, "has 10001 letters, and at most 10000 are allowed"),
    ],
)
def test_texts_of_others_are_short_lines_and_our_own_may_be_any(name: str, words: str) -> None:
    assert read_own(Part, {"name": name}) == Part(name)
    with pytest.raises(UserError, match=words):
        read_as(Part, {"name": name})


def test_lists_of_others_are_of_bounded_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MOST_ENTRIES", 2)
    values = AS_JSON | {"parts": [{"name": "a"}] * 3}
    assert len(read_own(Whole, values).parts) == 3
    with pytest.raises(UserError, match="parts has 3 entries, and at most 2 are allowed"):
        read_as(Whole, values)


def test_nested_json_goes_no_deeper_than_its_kind() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(UserError, match="name must be a text, not a list"):
        read_as(Part, {"name": deep})


@pytest.mark.parametrize("data", ["=", "ä", 3])
def test_bytes_are_base_64(data: object) -> None:
    assert there_and_back(Picture(b"\x89PNG")) == {"data": "iVBORw=="}
    with pytest.raises(UserError, match=r"^data must be (bytes in base 64|a text), not"):
        read_own(Picture, {"data": data})


def test_values_are_made_of_every_kind_that_is_declared() -> None:
    """The strategies above would pass with kinds that they never make."""
    assert {type(each) for each in (WHOLE.place, *WHOLE.colors)} == {Place, Color}
    assert set(FOREIGN_LEAVES) == set(LEAVES)

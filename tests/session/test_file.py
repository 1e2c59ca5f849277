"""Session files: the same document when it comes back, and one sentence for anything else."""

import json
import os
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.session import file
from resnet_viz.session.card_edits import add_counterpart
from resnet_viz.session.document import Document, without_member
from resnet_viz.session.edits import compare_weights, open_weights
from resnet_viz.session.file import bytes_of, document_from, read_session, values_of
from resnet_viz.session.json_text import json_bytes
from resnet_viz.session.member import Member, WeightsChoice
from tests.samples.documents import DOCUMENTS

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path("/work") if os.name == "posix" else Path("C:/work")
LEAST: dict[str, Any] = {
    "format": "resnet-viz session",
    "version": 1,
    "networks": ["resnet50", "resnet34"],
    "current": 0,
    "base": 0,
    "batch": 1,
    "view": {"level": "layer"},
}


def whole() -> dict[str, Any]:
    """A file in which every part has something, as an object to be spoilt."""
    document = open_weights(
        Document(), "resnet18", WeightsChoice(str(FOLDER / "my.pth"), "ema")
    ).document
    document = add_counterpart(document, "resnet34", "macs").document
    values: dict[str, Any] = json.loads(bytes_of(document, FOLDER))
    values["arrangement"]["camera"] = {
        "x": 1.0, "y": 2.0, "scale": 0.5, "room": [640.0, 360.0, False],
    }  # fmt: skip
    values["runs"] = [{"arch": "resnet18", "batch": 1, "uuid": "a uuid"}]
    return values


def written(tmp_path: Path, values: object) -> Path:
    path = tmp_path / "a.resnetviz"
    path.write_bytes(values if isinstance(values, bytes) else json.dumps(values).encode())
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_session(path)
    assert caught.value.message.startswith(f"{path} can't be opened: ")
    assert "\n" not in caught.value.message
    return caught.value.message.removeprefix(f"{path} can't be opened: ")


@given(DOCUMENTS)
@settings(max_examples=150, deadline=None)
def test_a_document_saved_and_opened_is_the_same(document: Document) -> None:
    values = json.loads(bytes_of(document, FOLDER))
    assert document_from(values, FOLDER) == document
    assert document_from(json.loads(json.dumps(values_of(document, None))), None) == document
    assert bytes_of(document_from(values, FOLDER), FOLDER) == bytes_of(document, FOLDER)


def test_a_file_as_it_was_promised_opens(tmp_path: Path) -> None:
    document = read_session(written(tmp_path, LEAST)).document
    assert [member.arch for member in document.networks] == ["resnet50", "resnet34"]
    assert document.view.level == "layer"
    assert values_of(document, tmp_path).items() >= (LEAST | {"view": ANY_VIEW}).items()


def test_the_smallest_file_of_the_documents_opens(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "session-file.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    assert read_session(written(tmp_path, example.encode())).document.networks[1].is_shown


class _Equal:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = object.__hash__


ANY_VIEW = _Equal()


def test_texts_come_back_as_the_canonical_ones(tmp_path: Path) -> None:
    path = written(tmp_path, LEAST | {"networks": ["resnet,depth=50", "resnet34"]})
    assert read_session(path).document.member.arch == "resnet50"


def test_of_many_networks_the_first_six_are_shown_where_nothing_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, LEAST | {"networks": ["resnet18"] * 9})
    shown = [member.is_shown for member in read_session(path).document.networks]
    assert shown == [True] * 6 + [False] * 3


def only_named(values: object, like: object) -> object:
    """What of JSON is at the places that another JSON has."""
    if isinstance(values, dict) and isinstance(like, dict):
        return {name: only_named(values.get(name), each) for name, each in like.items()}
    if isinstance(values, list) and isinstance(like, list):
        return [only_named(one, other) for one, other in zip(values, like, strict=True)]
    return values


def test_all_that_an_earlier_version_wrote_is_read_and_written_back() -> None:
    kept = Path(__file__).with_name("version-1.resnetviz")
    document = read_session(kept).document
    before = json.loads(kept.read_bytes())
    now = json.loads(bytes_of(document, kept.absolute().parent))
    assert only_named(now, before) == before
    assert [member.arch for member in document.networks] == ["resnet18", "resnet34"]
    weights = document.networks[0].weights
    assert weights == WeightsChoice(str(kept.absolute().parent / "weights" / "my18.pth"), "ema")


def test_a_file_from_before_boxes_had_figures_has_none_on_them(tmp_path: Path) -> None:
    old = {"level": "layer", "is_folded": True, "direction": "LR", "is_to_scale": False}
    view = read_session(written(tmp_path, LEAST | {"view": old | {"toggled": []}})).document.view
    assert view == View(Level.LAYER, True, Direction.LEFT_TO_RIGHT)
    assert view.values == ""


def test_a_figure_that_no_box_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="values=depth is a figure of whole networks"):
        read_session(written(tmp_path, LEAST | {"view": {"values": "depth"}}))


def test_what_is_unknown_is_kept_at_every_level_and_written_back() -> None:
    values = whole()
    values["later"] = {"a": [1, 2.5, None, "ü"]}
    values["unknown"] = True
    values["view"]["glow"] = 1
    values["run_setup"]["what_if"]["is_sparse"] = True
    values["arrangement"]["camera"]["tilt"] = 0.25
    values["members"][1]["note"] = "mine"
    values["members"][0]["weights"]["hash"] = "ab"
    values["runs"][0]["seen"] = [[]]
    document = document_from(deepcopy(values), FOLDER)
    assert json.loads(bytes_of(document, FOLDER)) == values


def test_what_is_unknown_of_a_network_goes_with_it() -> None:
    values = whole()
    values["members"][0]["note"] = "first"
    left = without_member(document_from(values, FOLDER), 0)
    assert "first" not in bytes_of(left, FOLDER).decode()


def test_what_is_unknown_within_something_that_is_gone_goes_too() -> None:
    values = whole()
    values["arrangement"]["camera"]["tilt"] = 0.25
    document = document_from(values, FOLDER)
    fitted = replace(document, arrangement=replace(document.arrangement, camera=None))
    assert values_of(fitted, FOLDER)["arrangement"]["camera"] is None


def test_paths_are_relative_to_the_session(tmp_path: Path) -> None:
    weights = WeightsChoice(str(tmp_path / "w" / "my50.pth"))
    document = open_weights(Document(), "resnet50", weights).document
    folder = tmp_path / "sessions"
    values = values_of(document, folder)
    assert values["members"][0]["weights"]["path"] == "../w/my50.pth"
    moved = document_from(values, tmp_path / "copied" / "here").member.weights
    assert moved == WeightsChoice(str(tmp_path / "copied" / "w" / "my50.pth"))


def test_a_second_file_of_weights_is_relative_to_the_session_too(tmp_path: Path) -> None:
    weights, second = (WeightsChoice(str(tmp_path / "w" / name)) for name in ("a.pth", "b.pth"))
    document = open_weights(Document(), "resnet50", weights).document
    document = compare_weights(document, second).document
    values = values_of(document, tmp_path / "sessions")
    assert values["members"][0]["against"]["path"] == "../w/b.pth"
    assert document_from(values, tmp_path / "sessions").member.against == second


def test_a_network_of_a_file_has_a_path_relative_to_the_session(tmp_path: Path) -> None:
    document = Document(networks=(Member(f"{tmp_path / 'net.py'}:make"),))
    values = values_of(document, tmp_path)
    assert values["networks"] == ["net.py:make"]
    assert document_from(values, tmp_path) == document


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda v: v.update(format="else"), "it isn't a ResNet Viz session file"),
        (lambda v: v.pop("format"), "it isn't a ResNet Viz session file"),
        (lambda v: v.update(version=2), "it has version 2, and this program reads up to version 1"),
        (lambda v: v.update(version=0), "it has version 0"),
        (lambda v: v.update(version="1"), "version must be a whole number"),
        (lambda v: v.pop("networks"), "networks must be a list"),
        (lambda v: v.update(networks=[]), "members 2"),
        (lambda v: (v.update(networks=[]), v.pop("members")), "networks has 0 entries"),
        (lambda v: v["networks"].__setitem__(1, "resnet51"), "networks[1]: "),
        (lambda v: v["networks"].__setitem__(1, 5), "networks[1] must be a text"),
        (lambda v: v["members"].pop(), "networks has 2 entries and members 1"),
        (lambda v: v["members"].__setitem__(0, "x"), "members[0] must be an object"),
        (lambda v: v["members"][1].update(is_shown=1), "members[1].is_shown must be true or"),
        (lambda v: v["members"][1].update(twin="x"), "members[1].twin: "),
        (lambda v: v["members"][0]["weights"].update(path=1), "members[0].weights.path must be"),
        (lambda v: v["members"][0]["weights"].pop("path"), "members[0].weights.path is missing"),
        (lambda v: v.update(current=2), "current=2 is not a place in networks"),
        (lambda v: v.update(base=True), "base must be a whole number"),
        (lambda v: v.update(batch=0), "batch=0 is out of range"),
        (lambda v: v["view"].update(level="atoms"), "view.level must be network or stage or"),
        (lambda v: v["view"].update(toggled=[1]), "view.toggled[0] must be a text"),
        (lambda v: v["coloring"].update(color_by="x"), "color_by=x is unknown"),
        (lambda v: v["runs"][0].pop("uuid"), "runs[0].uuid is missing"),
        (lambda v: v["run_setup"].update(threads=-1), "threads=-1 is out of range"),
        (lambda v: v["arrangement"]["camera"].update(scale=0), "scale above 0"),
        (lambda v: v["arrangement"]["camera"].update(room=[0, 9, True]), "height above 0"),
        (lambda v: v["arrangement"].update(search="two\nlines"), "arrangement.search must be"),
    ],
)
def test_a_damaged_file_is_refused_with_reason_and_place(
    spoil: Any, said: str, tmp_path: Path
) -> None:
    values = whole()
    spoil(values)
    assert said in refusal(written(tmp_path, values))


def nested(levels: int) -> bytes:
    text = json.dumps({**LEAST, "deep": 0}).replace('"deep": 0', '"deep": ' + "[" * (levels - 1))
    return (text[:-1] + "]" * (levels - 1) + "}").encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is not JSON: Expecting value at line 1, column 1"),
        (b'{\n "format": 1,\n  oops}', "at line 3, column 3"),
        (b'{"a": "not closed', "at line 1, column 7"),
        (b'{"a": 1, "a": 2}', "it has 'a' twice in one object"),
        (b'{"a": NaN}', "it has NaN, which is not a number in JSON"),
        (b'{"a": -Infinity}', "it has -Infinity"),
        (b'{"a": 1e999}', "it has 1e999, which is too large a number"),
        (b'{"a": ' + b"1" * 5000 + b"}", "a number that is too long"),
        (b'{\n"a": "\xff"}', "it is not text in UTF-8: see line 2"),
        (b"[" * 200_000, "nested deeper than 100 levels at line 1, column 101"),
        (nested(101), "nested deeper than 100 levels"),
        (b"[]", "it isn't a ResNet Viz session file"),
        (b" " * 16_000_001, "it is larger than 16 MB"),
    ],
)
def test_what_is_no_such_json_is_refused_with_reason_and_place(
    data: bytes, said: str, tmp_path: Path
) -> None:
    assert said in refusal(written(tmp_path, data))


def test_a_hundred_levels_are_kept_and_brackets_in_texts_are_no_levels(tmp_path: Path) -> None:
    document = read_session(written(tmp_path, nested(100))).document
    assert json.loads(bytes_of(document, tmp_path))["deep"] == json.loads(nested(100))["deep"]
    text = json.dumps(LEAST | {"note": "[" * 500 + '"{'}).encode()
    assert read_session(written(tmp_path, text)).document.unknown[0][0] == ("note",)


def test_half_a_letter_in_what_is_unknown_is_written_back(tmp_path: Path) -> None:
    data = json.dumps(LEAST | {"note": "\ud800 ü"}).encode()
    document = read_session(written(tmp_path, data)).document
    again = bytes_of(document, tmp_path)
    assert json.loads(again)["note"] == "\ud800 ü"
    assert "ü" in again.decode()


def test_a_file_has_lines_unless_they_would_make_it_too_large() -> None:
    values = {"deep": [[[[[[0] * 9]]]]]}
    lines, dense = json_bytes(values, 1000), json_bytes(values, 60)
    assert lines.count(b"\n") > 9
    assert dense.count(b"\n") == 1
    assert len(dense) <= 60 < len(lines)
    assert json.loads(lines) == json.loads(dense) == values


def test_a_document_that_no_file_may_hold_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MOST_BYTES", 100)
    with pytest.raises(UserError, match="larger"):
        bytes_of(Document(), None)


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.resnetviz"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no named pipes")
        os.mkfifo(path)
    assert refusal(path) in ("No such file or directory", "it is not a file")


WHOLE = whole()
FLOATS = st.floats(allow_nan=False, allow_infinity=False)  # JSON has no others
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | FLOATS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def places_of(values: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = values.items() if isinstance(values, dict) else enumerate(values)
    found = []
    for key, value in inside:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += places_of(value, (*path, key))
    return found


@given(st.sampled_from(places_of(WHOLE)), VALUES)
@settings(max_examples=300, deadline=None)
def test_any_value_in_any_place_is_refused_or_read_and_written_back(
    place: tuple[Any, ...], value: Any
) -> None:
    spoilt = deepcopy(WHOLE)
    inside: Any = spoilt
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    try:
        document = document_from(spoilt, FOLDER)
    except UserError:
        return
    assert document_from(json.loads(bytes_of(document, FOLDER)), FOLDER) == document

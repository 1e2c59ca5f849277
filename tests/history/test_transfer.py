"""Runs as JSON: equal when they come back, and nothing but a UserError for what is no such file."""

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.timing.measurement import PeakBytes, Quartiles, TimingReport
from resnet_viz.core.timing.note import Note, NoteKind, note_texts
from resnet_viz.core.timing.roofline import Bound, Ceilings
from resnet_viz.core.timing.trust_row import Verdict, verdict_of
from resnet_viz.core.timing.what_if import WhatIf
from resnet_viz.history import store, transfer
from resnet_viz.history.transfer import runs_from, runs_in, text_of
from tests.samples.runs import made_up_timing

SMALL = "resnet,stages=1-1,input=32,classes=10"
UUID = "6d1f3a52-9f0b-4c57-8a8e-0c6a4d1f2b33"


def full_report() -> TimingReport:
    """A run in which every field that can be absent is there."""
    report = made_up_timing(SMALL, ("a note", "another"))
    doubts = (*report.trust.doubts, Note(NoteKind.OVERHEAD, {"share": 0.07}))
    first = replace(report.layers[0], bound=Bound.MEMORY, ceiling_share=0.5, backward_ms=0.01)
    return replace(
        report,
        layers=(first, *report.layers[1:]),
        whole_ms=Quartiles(1.0, 0.9, 1.1, 0.8, 1.2),
        peak_bytes=PeakBytes(2**33, 2**33 + 1),
        what_if=WhatIf(is_fused=True),
        trust=replace(
            report.trust, doubts=doubts, twin_spread=0.02, kernel_share=0.9, wall_over_cpu=None
        ),
        ceilings=Ceilings((("gemm", 100.5),), ((2**18, 20.0), (2**27, 10.25)), "2026-01-01"),
        started_at="2026-08-01T10:00:00+00:00",
        image=(3, 32, 32),
        driver="550.1",
        system="Linux",
    )


def a_file(**changes: Any) -> dict[str, Any]:
    """A file of one run as an object, to be spoilt."""
    run = store.WholeRun(UUID, "A run", full_report())
    values: dict[str, Any] = json.loads(text_of([run]))
    return values | changes


WHOLE = a_file()


def places_of(values: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, the inner ones too."""
    inside = values.items() if isinstance(values, dict) else enumerate(values)
    found = []
    for key, value in inside:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += places_of(value, (*path, key))
    return found


PLACES = [place for place in places_of(WHOLE) if place[3:4] != ("layers",) or 0 in place[4:]]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from(["\ud800", 10**400, -1, "resnet50", "fp32", "\x00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def with_value(place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    spoilt = deepcopy(WHOLE)
    inside: Any = spoilt
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    return spoilt


def outcome_of(data: bytes) -> tuple[tuple[store.WholeRun, ...], str]:
    """The runs that a file has, or what is said against it."""
    try:
        return runs_from(data), ""
    except UserError as error:
        return (), error.message


def test_runs_come_back_equal() -> None:
    runs = tuple(
        store.WholeRun(UUID[:-1] + str(number), f"Nº {number} ×", report)
        for number, report in enumerate((full_report(), made_up_timing("resnet152")))
    )
    assert runs_from(text_of(runs).encode()) == runs
    assert text_of(runs_from(text_of(runs).encode())) == text_of(runs)
    assert runs_from(text_of([]).encode()) == ()


def test_letters_that_can_not_be_seen_are_spelled_out() -> None:
    values = json.loads(text_of([store.WholeRun(UUID, "a", full_report())]))
    values["runs"][0]["name"] = "a\u202eb"
    values["runs"][0]["report"]["device"]["name"] = "CPU\u200b\u2066"
    values["runs"][0]["report"]["torch"] = "2\xad"
    (run,) = runs_from(json.dumps(values).encode())
    assert run.name == r"a\u202eb"
    assert run.report.device.name == r"CPU\u200b\u2066"
    assert run.report.torch == r"2\xad"


def test_a_file_that_is_nested_deeply_is_refused() -> None:
    for levels in (30, 400, 5_000, 100_000):
        values = json.loads(text_of([store.WholeRun(UUID, "a", full_report())]))
        values["runs"][0]["report"]["arch"] = "HERE"
        data = json.dumps(values).replace('"HERE"', "[" * levels + "]" * levels)
        assert outcome_of(data.encode())[1]


def test_a_run_that_was_here_before_is_not_doubled_and_keeps_its_name(own_data: Path) -> None:
    path = own_data / "history.sqlite"
    number = store.add(path, full_report())
    text = text_of(store.read_all(path))
    store.rename(path, number, "Mine")
    runs = runs_from(text.encode())
    assert store.add_missing(path, (*runs, *runs)) == 0
    assert [run.name for run in store.list_runs(path)] == ["Mine"]
    other = own_data / "other.sqlite"
    assert store.add_missing(other, (*runs, *runs)) == 1
    assert store.read_all(other) == runs


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "isn't JSON"),
        (b"\xff\xfe", "isn't text in UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": ' + b"9" * 5000 + b"}", "a number that is too long"),
        (b"[]", "isn't a ResNet Viz runs file"),
        (b'{"format": "another"}', "isn't a ResNet Viz runs file"),
        (json.dumps(a_file(version=2)).encode(), "version 2"),
        (json.dumps(a_file(version=True)).encode(), "version must be a whole number"),
        (json.dumps(a_file(runs={})).encode(), "runs must be a list, not an object"),
        (json.dumps(a_file(runs=[{}])).encode(), r"runs\[0\] has no name"),
    ],
)
def test_what_is_no_file_of_runs_is_named(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        runs_from(data)


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("uuid",), "../../etc", "uuid isn't a UUID"),
        (("uuid",), 7, "uuid isn't a UUID"),
        (("name",), "a\nb", "one line"),
        (("extra",), 1, "has 'extra', which this version doesn't know"),
        (("report", "batch"), 0, "batch"),
        (("report", "batch"), True, "batch must be a whole number, not True"),
        (("report", "batch"), 10**30, "batch must be a whole number"),
        (("report", "arch"), "vgg16", "vgg16"),
        (("report", "precision"), "fp8", "precision must be fp32 or bf16 or fp16"),
        (("report", "images_per_s"), float("nan"), "images_per_s must be a finite number"),
        (("report", "images_per_s"), 10**400, "images_per_s must be a finite number"),
        (("report", "whole_ms", "median"), -1.0, "whole_ms.median is -1, and must be more than 0"),
        (("report", "whole_ms", "median"), 0.0, "whole_ms.median is 0, and must be more than 0"),
        (("report", "whole_ms", "p90"), -1.0, "whole_ms.p90 is -1, and must be from 0"),
        (("report", "images_per_s"), 1e300, r"images_per_s is 1e\+300, and must be"),
        (("report", "layers", 0, "median_ms"), -1.0, r"layers\[0\].median_ms is -1"),
        (("report", "layers", 0, "share"), 7.0, r"layers\[0\].share is 7"),
        (("report", "layers", 0, "gflops_per_s"), 1e300, r"layers\[0\].gflops_per_s"),
        (("report", "trust", "scale_factor"), -1.0, "trust.scale_factor is -1"),
        (("report", "trust", "half_agreement"), 2.0, "trust.half_agreement is 2"),
        (("report", "closure"), float("inf"), "closure must be a finite number"),
        (("report", "overhead"), -1.0, "overhead is -1"),
        (("report", "glue"), [["", -1.0]], r"glue\[0\] is -1"),
        (("report", "threads"), -1, "threads is -1"),
        (("report", "runs"), 2**62, "runs is 4.6"),
        (("report", "image"), [3, -32, 32], r"image\[1\] is -32"),
        (("report", "image"), [1] * 9, "image has 9 sizes"),
        (("report", "device", "memory_bytes"), -1, "device.memory_bytes is -1"),
        (("report", "peak_bytes", "measured"), -1, "peak_bytes.measured is -1"),
        (("report", "ceilings", "compute"), [], "ceilings.compute is empty"),
        (("report", "ceilings", "bandwidth"), [], "ceilings.bandwidth is empty"),
        (("report", "ceilings", "compute"), [["gemm", 0.0]], r"compute\[0\] has the speed 0"),
        (("report", "ceilings", "bandwidth"), [[1, -2.0]], r"bandwidth\[0\] has the speed -2"),
        (
            ("report", "ceilings", "bandwidth"),
            [[2, 1.0], [2, 1.0]],
            r"bandwidth\[1\] has the size 2",
        ),
        (("report", "ceilings", "bandwidth"), [[0, 1.0]], r"bandwidth\[0\] has the size 0"),
        (
            ("report", "trust", "doubts"),
            [{"kind": "overhead", "values": {"share": 1e300}}],
            r"doubts\[0\].share is 1e\+300",
        ),
        (("report", "torch"), "\ud800", "torch must be one line of letters that can be shown"),
        (("report", "device", "name"), "\x1b[2J", "name must be one line of letters"),
        (("report", "torch"), "x" * 10_001, "torch has 10001 letters"),
        (("report", "image"), [3, "32", 32], r"image\[1\] must be a whole number"),
        (("report", "ceilings", "compute"), [["gemm"]], r"compute\[0\] must be a list of 2"),
        (("report", "trust", "notes"), "note", "trust.notes must be a list"),
        (("report", "trust", "notes"), [7], r"trust.notes\[0\] must be a text"),
        (("report", "trust", "doubts"), [{"kind": "gossip"}], "kind must be unsteady or"),
        (("report", "trust", "doubts"), [{"kind": "overhead"}], "kind overhead has no share"),
        (
            ("report", "trust", "doubts"),
            [{"kind": "overhead", "values": {"share": "much"}}],
            "share must be a number",
        ),
        (("report", "device"), None, "device must be an object"),
        (("report", "layers"), [], "layers is empty"),
        (("report", "started_at"), "yesterday", "started_at must be a date and time"),
        (("report", "started_at"), "0001-01-01", "started_at must be a date and time"),
    ],
)
def test_a_field_that_is_wrong_is_named(place: tuple[str, ...], value: object, words: str) -> None:
    with pytest.raises(UserError, match=words):
        runs_from(json.dumps(with_value(("runs", 0, *place), value)).encode())


def test_notes_are_words_in_the_file_and_figures_beside_them() -> None:
    trust = WHOLE["runs"][0]["report"]["trust"]
    assert trust["notes"][-1] == "unreliable: per-layer timing slowed the pass by 7.0%"
    assert trust["doubts"][-1] == {"kind": "overhead", "values": {"share": 0.07}, "text": ""}


def test_a_file_whose_notes_are_only_words_shows_them_as_they_are() -> None:
    """The file was written by the version before notes had kinds."""
    file = Path(__file__).parent / "notes-as-words.json"
    (run,) = runs_in(file)
    words = json.loads(file.read_text())["runs"][0]["report"]["trust"]["notes"]
    assert len(words) == 4
    assert note_texts(run.report.trust.doubts) == tuple(words)
    assert verdict_of(run.report) is Verdict.UNTRUSTED
    assert not run.report.trust.is_trusted
    again = json.loads(text_of([run]))["runs"][0]["report"]
    assert again["trust"]["notes"] == words
    assert runs_from(text_of([run]).encode()) == (run,)


def test_a_layer_that_is_told_twice_is_refused() -> None:
    spoilt = deepcopy(WHOLE)
    layers = spoilt["runs"][0]["report"]["layers"]
    layers.append(layers[0])
    with pytest.raises(UserError, match="layers has a layer twice"):
        runs_from(json.dumps(spoilt).encode())


def test_a_file_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "runs.json"
    with pytest.raises(UserError, match=r"runs\.json can't be read: No such file"):
        runs_in(file)
    with pytest.raises(UserError, match="can't be imported: it is not a file"):
        runs_in(tmp_path)
    file.write_text("{}")
    with pytest.raises(
        UserError, match=r"runs\.json can't be imported: it isn't a ResNet Viz runs"
    ):
        runs_in(file)


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer, "MOST_BYTES", 100)
    file = tmp_path / "runs.json"
    file.write_text(json.dumps(WHOLE))
    with pytest.raises(UserError, match="it is larger than"):
        runs_in(file)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PLACES), VALUES)
@example(("runs", 0, "report", "arch"), "")
def test_whatever_stands_in_a_field_it_is_a_run_or_a_user_error(
    place: tuple[Any, ...], value: Any
) -> None:
    runs, refusal = outcome_of(json.dumps(with_value(place, value)).encode())
    assert runs_from(text_of(runs).encode()) == runs
    assert "\n" not in refusal
    assert len(refusal) < 400
    for run in runs:
        assert store._columns_of(run)["report"]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_whatever_a_file_holds_it_is_runs_or_a_user_error(data: bytes) -> None:
    with pytest.raises(UserError):
        runs_from(data)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(json.dumps(WHOLE))))
def test_a_file_that_was_cut_off_is_refused(length: int) -> None:
    text = json.dumps(WHOLE)[:length]
    if length < len(json.dumps(WHOLE)):
        with pytest.raises(UserError):
            runs_from(text.encode())

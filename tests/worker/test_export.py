"""The drawing process writes what the window shows, in its figures and its colours."""

import csv
import json
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.diagram.drawing import diagram_bytes, unfolded
from resnet_viz.diagram.files.formats import FORMATS
from resnet_viz.diagram.look import look_of
from resnet_viz.export.tables import TABLES
from resnet_viz.jobs.messages import ReplyKind, Verb, Worker
from tests.samples.runs import made_up_timing
from tests.worker.parent import Parent, parent_of


@pytest.fixture(scope="module")
def draw() -> Iterator[Parent]:
    with parent_of(Worker.DRAW) as parent:
        yield parent


def values_for(path: Path, **changed: Any) -> dict[str, Any]:
    return {
        "what": "diagram", "suffix": path.suffix, "theme": "light", "scale": 2, "has_legend": True,
        "is_transparent": False, "page": "drawing", "caption": "", "part": None,
        "path": str(path), "arch": "resnet18", "batch": 1, "level": "block", "is_folded": False,
        "direction": "TB", "is_to_scale": False, "toggled": [], "color_by": "op",
        "color_scale": "linear", "timing": None,
    } | changed  # fmt: skip


@pytest.mark.parametrize("suffix", [row.suffix for row in FORMATS])
def test_every_format_is_written(draw: Parent, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"picture{suffix}"
    reply = draw.ask(Verb.EXPORT, **values_for(path))
    assert reply.kind is ReplyKind.RESULT, reply.values
    assert reply.values == {"path": str(path), "size_bytes": path.stat().st_size, "note": ""}


def test_the_window_and_the_command_write_the_same_bytes(draw: Parent, tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    draw.ask(Verb.EXPORT, **values_for(path, level="layer", is_folded=True, theme="dark"))
    look = look_of("layer", is_folded=True, theme="dark")
    assert path.read_bytes() == diagram_bytes(network_named("resnet18"), look, ".svg")


def test_what_is_unfolded_in_the_window_is_unfolded_in_the_file(
    draw: Parent, tmp_path: Path
) -> None:
    path = tmp_path / "picture.svg"
    draw.ask(Verb.EXPORT, **values_for(path, level="stage", toggled=["layer2", "layer2.1"]))
    spec = parse("resnet18")
    look = unfolded(network_of(spec), look_of("stage"), ["layer2", "layer2.1"])
    assert path.read_bytes() == diagram_bytes(network_of(spec), look, ".svg")
    assert 'id="layer2.1.conv1"' in path.read_text(encoding="utf-8")


def test_colours_are_of_the_batch_and_the_run_on_screen(draw: Parent, tmp_path: Path) -> None:
    names = ("one", "eight", "times", "ceiling")
    one, eight, times, ceiling = (tmp_path / f"{name}.svg" for name in names)
    draw.ask(Verb.EXPORT, **values_for(one, color_by="macs"))
    draw.ask(Verb.EXPORT, **values_for(eight, color_by="macs", batch=8))
    timing = made_up_timing("resnet18").to_dict()
    draw.ask(Verb.EXPORT, **values_for(times, color_by="time", timing=timing))
    draw.ask(Verb.EXPORT, **values_for(ceiling, color_by="ceiling", timing=timing))
    texts = [path.read_text(encoding="utf-8") for path in (one, eight, times, ceiling)]
    assert len(set(texts)) == 4
    assert " ms" in texts[2]
    assert "Share of ceiling" in texts[3]


def test_the_scale_of_the_colours_is_that_on_screen(draw: Parent, tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    draw.ask(Verb.EXPORT, **values_for(path, color_by="macs", color_scale="log"))
    look = look_of(color_by="macs", color_scale="log")
    assert path.read_bytes() == diagram_bytes(network_named("resnet18"), look, ".svg")
    assert "MACs (paper), log scale" in path.read_text(encoding="utf-8")


def test_the_choices_of_the_dialog_reach_the_file(draw: Parent, tmp_path: Path) -> None:
    svg, pdf = tmp_path / "a.svg", tmp_path / "a.pdf"
    chosen = {"has_legend": False, "caption": "Mine.", "is_transparent": True}
    draw.ask(Verb.EXPORT, **values_for(svg, part=[0, 0, 90, 90], **chosen))
    draw.ask(Verb.EXPORT, **values_for(pdf, page="a4"))
    small = draw.ask(Verb.EXPORT, **values_for(tmp_path / "b.pdf", page="column"))
    assert "points tall; fold equal blocks" in small.values["note"]
    text = svg.read_text(encoding="utf-8")
    assert "Mine." in text
    assert "clip-path" in text
    assert "identity shortcut" not in text
    assert b"/MediaBox [ 0 0 841.8898 595.2756 ]" in pdf.read_bytes()


def test_a_picture_for_the_clipboard_is_svg_and_png(draw: Parent) -> None:
    reply = draw.ask(Verb.PICTURE, **values_for(Path("none")))
    assert reply.kind is ReplyKind.RESULT, reply.values
    look = look_of()
    assert reply.values["svg"].encode() == diagram_bytes(network_named("resnet18"), look, ".svg")
    assert b64decode(reply.values["png"]) == diagram_bytes(network_named("resnet18"), look, ".png")


def test_a_picture_of_too_many_pixels_is_svg_alone(draw: Parent) -> None:
    huge = "resnet,block=basic,stages=250-250-250,stem=cifar,input=32"
    reply = draw.ask(Verb.PICTURE, **values_for(Path("none"), arch=huge, level="layer"))
    assert reply.values["png"] == ""
    assert "</svg>" in reply.values["svg"]


@pytest.mark.parametrize("suffix", [row.suffix for row in FORMATS])
def test_a_file_that_can_not_be_replaced_is_told_and_stays_whole(
    draw: Parent, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"kept{suffix}"
    path.mkdir()  # what a test may not write to even as root
    (path / "old").write_text("old")
    reply = draw.ask(Verb.EXPORT, **values_for(path))
    assert reply.kind is ReplyKind.FAILED
    assert reply.values["is_mistake"]
    assert f"kept{suffix} was not saved: it is a folder" in reply.values["message"]
    assert [each.name for each in tmp_path.rglob("*")] == [path.name, "old"]


@pytest.mark.parametrize("suffix", [row.suffix for row in TABLES])
def test_tables_are_written_with_the_times_there_are(
    draw: Parent, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"table{suffix}"
    timing = made_up_timing("resnet18").to_dict()
    reply = draw.ask(Verb.EXPORT, **values_for(path, what="table", timing=timing))
    assert reply.kind is ReplyKind.RESULT, reply.values
    text = path.read_text(encoding="utf-8")
    if suffix == ".csv":
        rows = list(csv.DictReader(text.splitlines()))
        assert (
            sum(int(row["params"]) for row in rows)
            == report_of(network_named("resnet18")).totals.params
        )
        assert float(rows[0]["median_ms"]) > 0
    if suffix == ".json":
        assert json.loads(text)["timing"]["whole_ms"]["median"] > 0


@pytest.mark.parametrize("what", ["diagram", "table"])
def test_a_missing_folder_is_a_mistake(draw: Parent, tmp_path: Path, what: str) -> None:
    suffix = ".svg" if what == "diagram" else ".csv"
    reply = draw.ask(Verb.EXPORT, **values_for(tmp_path / "missing" / f"a{suffix}", what=what))
    assert reply.kind is ReplyKind.FAILED
    assert reply.values["is_mistake"]
    assert "missing" in reply.values["message"]
    assert list(tmp_path.iterdir()) == []

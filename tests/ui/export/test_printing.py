"""Printing, to a PDF that poppler reads: one page, all words on it, text and lines as such."""

import errno
import os
import re
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.figures import FIGURES
from resnet_viz.diagram.scene.heat import heat_of
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.scene.theme import PRINT
from resnet_viz.diagram.view import Level, View
from resnet_viz.ui.export.printing import ask_and_print, print_picture, turn_page
from tests.diagram.drawn import draw, every_text


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def said_by(*command: str | Path) -> str:
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    ("arch", "view"),
    [("resnet50", View()), ("preact164", View(Level.LAYER)), ("resnet18", View(Level.NETWORK))],
)
def test_all_words_are_on_one_page(
    qapp: QApplication, tmp_path: Path, arch: str, view: View
) -> None:
    picture = Picture(draw(arch, view).scene, PRINT, caption="The caption.")
    file = tmp_path / "a.pdf"
    printer = printer_to(file)
    turn_page(printer, picture)
    print_picture(printer, picture)
    assert "Pages:           1" in said_by("pdfinfo", file)
    html = said_by("pdftotext", "-bbox", file, "-")
    ((width, height),) = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', html)
    boxes = re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', html)
    for left, top, right, bottom in boxes:
        assert 0 < float(left) < float(right) < float(width)
        assert 0 < float(top) < float(bottom) < float(height)
    found = re.sub(r"\s", "", "".join(re.findall(r">([^<]*)</word>", html)))
    wanted = {re.sub(r"\s", "", text.text) for text in every_text(picture.scene)}
    assert sorted(word for word in wanted if word not in found) == []
    assert "identityshortcut" in found or view.level is Level.NETWORK
    assert "Thecaption." in found


def test_it_is_print_and_not_a_photograph(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    print_picture(printer_to(file), Picture(draw("resnet18", View()).scene, PRINT))
    assert len(said_by("pdfimages", "-list", file).splitlines()) == 2
    fonts = [line.split() for line in said_by("pdffonts", file).splitlines()[2:]]
    assert fonts
    assert all("Inter" in row[0] for row in fonts)
    assert {row[-5] for row in fonts} == {"yes"}


def test_the_page_is_turned_for_a_wide_picture_and_back(qapp: QApplication, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "a.pdf")
    turn_page(printer, Picture(draw("resnet50", View()).scene, PRINT))
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    turn_page(printer, Picture(draw("resnet,stages=12", View(Level.LAYER)).scene, PRINT))
    wide = draw("resnet,stages=12", View(Level.LAYER)).scene
    upright = wide.height > wide.width
    assert (printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait) == upright


def test_the_colours_of_a_figure_are_grey_on_paper(qapp: QApplication, tmp_path: Path) -> None:
    from PIL import Image

    scene = draw("resnet18", View()).scene
    heat = heat_of(scene, {"fc": 2.5, "conv1": 1.0}, FIGURES["time"], PRINT)
    file = tmp_path / "a.pdf"
    print_picture(printer_to(file), Picture(scene, PRINT, heat))
    said_by("pdftoppm", "-r", "60", "-png", "-singlefile", file, tmp_path / "a")
    with Image.open(tmp_path / "a.png") as image:
        pixels = image.convert("RGB").getcolors(1 << 24) or []
    colors = [color for _, color in pixels if isinstance(color, tuple)]
    assert max(max(color) - min(color) for color in colors) <= 3
    assert len(colors) > 20


def test_a_file_that_can_not_be_written_is_one_sentence(qapp: QApplication, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "missing" / "a.pdf")
    with pytest.raises(UserError, match=r"a.pdf was not saved: the folder .* does not exist"):
        print_picture(printer, Picture(draw("resnet18", View()).scene, PRINT))


def test_a_full_disk_leaves_the_old_file_whole(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.pdf"
    file.write_text("old")

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError, match="the disk is full"):
        print_picture(printer_to(file), Picture(draw("resnet18", View()).scene, PRINT))
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]


def test_a_printer_gets_the_same_page(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = printer_to(tmp_path / "a.pdf")
    monkeypatch.setattr(QPrinter, "outputFileName", lambda _: "")  # as if it printed to paper
    print_picture(printer, Picture(draw("resnet18", View()).scene, PRINT))
    assert "fc 1000" in said_by("pdftotext", tmp_path / "a.pdf", "-")


def test_a_printer_that_does_not_start_is_one_sentence(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinter, "outputFileName", lambda _: "")
    monkeypatch.setattr(QPainter, "begin", lambda *_: False)
    with pytest.raises(UserError, match=r"the printer did not start. Choose another"):
        print_picture(QPrinter(), Picture(draw("resnet18", View()).scene, PRINT))


def test_the_dialog_prints_when_it_is_accepted(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    failures: list[str] = []
    for folder in (tmp_path, tmp_path / "missing"):
        ask_and_print(Picture(draw("resnet18", View()).scene, PRINT), parent, failures.append)
        dialog = parent.findChildren(QPrintDialog)[-1]
        assert dialog.isVisible()
        assert dialog.printer().pageLayout().orientation() is QPageLayout.Orientation.Landscape
        dialog.printer().setOutputFileName(str(folder / "a.pdf"))
        dialog.accepted.emit(dialog.printer())
        dialog.done(0)
    assert "fc 1000" in said_by("pdftotext", tmp_path / "a.pdf", "-")
    assert len(failures) == 1
    assert "does not exist. Create it or choose another." in failures[0]

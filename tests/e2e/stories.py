"""What a person does in the window, and what is found out by it."""

import sys
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from tests.e2e.person import Person

Findings = dict[str, Any]


def story_main_job(person: Person) -> Findings:
    """Choose, see, cost, run, export: the program's main job."""
    window = person.window
    person.see_network("ResNet-50")
    first = window.session.shown.report.arch
    person.click(person.button("34"))
    person.see_network("ResNet-34")
    basic = (
        window.session.shown.report.arch,
        window.session.shown.report.totals.params,
        window.session.shown.report.totals.macs,
    )
    person.click(person.button("Bottleneck"))
    person.see_network("ResNet-50")
    person.photograph("before")
    person.click(window.toolbar.timed.run)
    person.wait_for(lambda: not window.runs.is_running, "the run's end")
    timing = window.session.shown.timing
    assert timing is not None
    window.panels.view.coloring.setCurrentIndex(window.panels.view.coloring.findData("time"))
    window.panels.view.coloring.activated.emit(0)
    time_fills = len(window.panels.canvas.heat.fills) if window.panels.canvas.heat else 0
    person.photograph("timed")
    window.panels.view.coloring.setCurrentIndex(window.panels.view.coloring.findData("op"))
    window.panels.view.coloring.activated.emit(0)
    said = [
        person.export("diagram", "diagram", suffix)
        for suffix in (".svg", ".pdf", ".png", ".dot", ".tex", ".mmd", ".html")
    ]
    said += [person.export("table", "table", suffix) for suffix in (".csv", ".json", ".md", ".tex")]
    window.actions_by_name["copy_picture"].trigger()
    person.wait_for(lambda: window.progress.doing().startswith("Copied"), "the copied picture")
    copied = QApplication.clipboard().mimeData().formats()
    return {
        "copied": copied,
        "first": first,
        "basic": basic,
        "last": window.session.shown.report.arch,
        "timing": timing.to_dict(),
        "time_fills": time_fills,
        "said": said,
        **heavy_modules(),
    }


def story_selection(person: Person) -> Findings:
    """A click in the diagram selects in the table, a row of the table selects in the diagram."""
    window = person.window
    person.see_network("ResNet-50")
    canvas, table = window.panels.canvas, window.panels.layers
    assert window.diagram.scene is not None
    item = next(each for each in window.diagram.scene.items if each.id == "layer3.2")
    x, y, width, height = item.rect
    middle = canvas.placement.to_widget(QPointF(x + width / 2, y + height / 2)).toPoint()
    person.click(canvas, middle)
    from_diagram = (canvas.selected(), table.selected_path())
    row = next(
        i for i, r in enumerate(window.session.shown.rows) if r.cost.path == "layer4.1.conv2"
    )
    table.scrollTo(table.model().index(row, 0))
    person.click(table.viewport(), table.visualRect(table.model().index(row, 0)).center())
    from_table = (canvas.selected(), table.selected_path())
    person.click(person.button("Pin as base"))
    window.compare.switch_block()
    person.see_network("ResNet-34")
    window.compare.show_comparison()
    person.photograph("compare")
    return {
        "from_diagram": from_diagram,
        "from_table": from_table,
        "comparison": window.panels.lab.compare.texts(),
    }


def story_travel(person: Person) -> Findings:
    """Point at a shortcut, click on it, search on and on, and go by keyboard."""
    window = person.window
    person.see_network("ResNet-50")
    canvas, field = window.panels.canvas, window.toolbar.search
    merged = _show_every_layer(person)
    lane = _lane_of(person, "layer2.1.shortcut")
    canvas.zoom_to(1.2)
    canvas.center_on(lane)
    place = canvas.placement.to_widget(lane).toPoint()
    QTest.mouseMove(canvas, place)
    person.wait_for(QToolTip.isVisible, "the card of a shortcut")
    card = QToolTip.text()
    person.photograph("lit")
    person.click(canvas, place)
    clicked = canvas.selected()
    QTest.keyClicks(field, "layer3.0.conv")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return)
    searched = (canvas.selected(), window.panels.layers.selected_path(), field.found.text())
    person.photograph("found")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    canvas.setFocus()
    travelled = []
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_End):
        QTest.keyClick(canvas, key)
        travelled.append(canvas.selected())
    return {
        "merged": merged,
        "card": card,
        "clicked": clicked,
        "searched": searched,
        "after_escape": (field.text(), window.runs.is_running),
        "travelled": travelled,
        **heavy_modules(),
    }


def _show_every_layer(person: Person) -> int:
    """Layers, which are merged to fit at first, and then all of them; how many boxes fitted."""
    diagram, note = person.window.diagram, person.window.panels.canvas.merged
    diagram.show_layers()
    person.wait_for(note.isVisible, "the note that equal blocks are merged to fit")
    merged = len(diagram.scene.items) if diagram.scene else 0
    person.click(note)
    person.wait_for(lambda: bool(diagram.scene and len(diagram.scene.items) > 100), "layers")
    return merged


def _lane_of(person: Person, path: str) -> QPointF:
    """A point of the scene in the middle of a shortcut's long line."""
    scene = person.window.diagram.scene
    assert scene
    shortcut = next(each for each in scene.shortcuts if each.id == path)
    corner, other = shortcut.strokes[0].points[1:3]
    return (QPointF(*corner) + QPointF(*other)) * 0.5


def story_family(person: Person) -> Findings:
    """Every kind of network by its control and in table 1, the counterpart, the source."""
    window = person.window
    person.see_network("ResNet-50")
    seen = {}
    for arch, title in (
        ("resnet20", "ResNet-20"),
        ("preact164", "PreAct-ResNet-164"),
        ("resnext50_32x4d,se=16,stem=deep,downsample=avg",
         "ResNeXt-50 32×4d, deep stem, avg downsample, SE 16"),
        ("plain34", "Plain-34"),
    ):  # fmt: skip
        window.networks.open_text(arch)
        person.see_network(title)
        seen[arch] = window.session.shown.report.totals.params
    person.click(person.button("With shortcuts"))
    person.see_network("ResNet-34")
    window.arranging.front(window.panels.table_one)
    table = window.panels.table_one
    person.wait_for(lambda: table.columnCount() == 7, "table 1")
    person.photograph("table")
    cell = table.item(1, 2)
    assert cell
    person.click(table.viewport(), table.visualItemRect(cell).center())
    person.see_network("ResNet-18")
    from_table = window.session.shown.report.arch
    window.networks.open_text("resnet50")
    window.compare.match_macs()
    person.see_network("ResNet-38 (basic, 3-5-7-3)")
    matched = (window.session.shown.report.arch, window.panels.notice.text())
    window.exports.write_source(person.folder / "network.py")
    return {"seen": seen, "from_table": from_table, "matched": matched, **heavy_modules()}


def story_weights(person: Person) -> Findings:
    """Weights bring their network and are timed; a hostile file is refused."""
    window = person.window
    person.see_network("ResNet-50")
    window.networks.read_weights(str(person.folder / "weights.pth"))
    person.see_network("ResNet-8 (basic, 1-1-1)")
    recognised = (window.session.shown.report.arch, window.panels.notice.text())
    person.click(window.toolbar.timed.run)
    person.wait_for(lambda: not window.runs.is_running, "the run's end")
    timing = window.session.shown.timing
    person.photograph("weights")
    window.networks.read_weights(str(person.folder / "hostile.pth"))
    person.wait_for(lambda: "hostile.pth" in window.panels.notice.text(), "the refusal")
    return {
        "recognised": recognised,
        "timed_with": timing.weights if timing else "",
        "refused": window.panels.notice.text(),
        **heavy_modules(),
    }


def heavy_modules() -> Findings:
    """What must never be loaded in the window's process, where it is all the same."""
    heavy = ("torch", "torchinfo", "pygraphviz")
    return {"modules": [name for name in heavy if name in sys.modules]}

"""The three main jobs, in as few steps as they may take, a step being a key that is pressed."""

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from resnet_viz.core.wording import NONE
from resnet_viz.diagram.scene.scene import Rect, Scene, Text, TextRole
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.export.export_dialog import ExportDialog
from resnet_viz.ui.paint.text import painted_text
from resnet_viz.ui.settings.settings import EXPORT_FOLDER, remember
from tests.e2e.person import Person
from tests.e2e.stories import Findings

READ_PX = 9.0


def story_jobs(person: Person) -> Findings:
    """Launch and look; export, twice; compare basic with bottleneck."""
    window, steps = person.window, dict[str, list[str]]()
    folder = person.folder / "pictures"
    folder.mkdir()
    remember(EXPORT_FOLDER, str(folder))
    person.see_network("ResNet-50")
    steps["look"] = []
    looked = look(person)
    person.photograph("launched")
    steps["export"] = ["ctrl+e", "Return"]
    saved = [exported(person, steps["export"]) for _ in range(2)]
    steps["compare"] = ["ctrl+j"]
    person.press(*steps["compare"])
    person.see_network("ResNet-34")
    pictures = (window.panels.lab.pictures.canvas, window.panels.canvas)
    person.wait_for(lambda: all(each.painter for each in pictures), "both pictures")
    person.photograph("compared")
    return {
        "steps": {job: len(keys) for job, keys in steps.items()},
        **looked,
        "saved": saved,
        "compared": [compared(each) for each in pictures],
    }


def look(person: Person) -> Findings:
    """How high the words of boxes are, and which of the totals are whole in sight."""
    window = person.window
    canvas, scene = window.panels.canvas, window.diagram.scene
    assert scene is not None
    sizes = [height_px(words, box, canvas.placement.scale) for box, words in boxes_of(scene)]
    labels = [each for each in window.panels.costs.findChildren(QLabel) if is_total(each)]
    screen = window.screen().availableGeometry()
    return {
        "words": (len(sizes), min(sizes)),
        "totals": {each.accessibleName(): is_whole(each) for each in labels},
        "inside": screen.contains(window.frameGeometry()),
    }


def is_total(label: QLabel) -> bool:
    """Whether a label of the card of costs is a figure of the network, and there is one."""
    return label.property("role") == "figure" and label.text() != NONE


def is_whole(label: QLabel) -> bool:
    """Whether every letter of a label is in sight."""
    has_room = label.width() >= label.sizeHint().width()
    return has_room and label.visibleRegion().boundingRect() == label.rect()


def exported(person: Person, keys: list[str]) -> str:
    """Exports by keys alone, and closes the dialog; what the dialog said."""
    window = person.window
    opens, *rest = keys
    person.press(opens)
    person.wait_for(lambda: isinstance(QApplication.activeWindow(), ExportDialog), "the dialog")
    dialog = window.findChildren(ExportDialog)[-1]
    person.press(*rest)
    person.wait_for(lambda: dialog.writing.outcome.message.text().startswith("✓"), "a file")
    said = dialog.writing.outcome.message.text()
    person.press("Escape")
    person.wait_for(lambda: QApplication.activeWindow() is window, "the window again")
    return said


def compared(canvas: Canvas) -> Findings:
    """Whose picture a canvas shows, how many boxes are whole above its foot, and where it is."""
    assert canvas.painter is not None
    scene, low = canvas.painter.scene, canvas.zoom_box.geometry().top()
    corners = [QPointF(box.x + box.width, box.y + box.height) for box, _ in boxes_of(scene)]
    ends = [canvas.placement.to_widget(corner) for corner in corners]
    whole = [end for end in ends if end.x() <= canvas.width() and end.y() <= low]
    return {"title": scene.title, "boxes": len(whole), "place": place_of(canvas)}


def boxes_of(scene: Scene) -> list[tuple[Rect, Text]]:
    """The boxes with words, and the first words of each."""
    return [
        (item.rect, text)
        for item in scene.items
        for text in item.texts
        if text.role is TextRole.LABEL and not item.is_round
    ]


def height_px(words: Text, box: Rect, scale: float) -> float:
    """How high words are on the screen, which grow as far as their box has room."""
    most = painted_text(words, "", box.width).most
    return max(words.size * scale, min(READ_PX, words.size * scale * most))


def place_of(widget: QWidget) -> tuple[int, int, int, int]:
    """Where a widget is on the screen: left, top, right, bottom, as far as its window goes."""
    place = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    seen = place.intersected(widget.window().geometry())
    return seen.left(), seen.top(), seen.right(), seen.bottom()

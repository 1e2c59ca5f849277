"""The four workspaces, their tabs and panels, and a comparison that is saved and opened again."""

from typing import Any

from PySide6.QtWidgets import QApplication, QTabBar

from resnet_viz.session.arrangement import Side, Workspace
from resnet_viz.ui.lab.cards.card import NetworkCard
from resnet_viz.ui.window.workspaces import MIDDLE
from tests.e2e.job_stories import place_of
from tests.e2e.person import Person
from tests.e2e.stories import Findings

SESSION = "pair.resnetviz"


def story_workspaces(person: Person) -> Findings:
    """Goes to every workspace by its key and to every tab there by the mouse."""
    window = person.window
    person.see_network("ResNet-50")
    found = {}
    for key in ("alt+4", "alt+3", "alt+2", "alt+1"):
        before = window.arranging.workspace
        person.press(key)
        person.wait_for(lambda before=before: window.arranging.workspace != before, key)  # type: ignore[misc]
        found[key] = {
            "workspace": window.arranging.workspace,
            "pressed": [each for each in Workspace if is_pressed(person, each)],
            "middle": [name for name in MIDDLE if window.panels.part(name).isVisible()],
            "pages": pages(person),
        }
        person.photograph(key)
    return {"seen": found, "network": window.session.document.member.arch}


def is_pressed(person: Person, workspace: Workspace) -> bool:
    """Whether the button of a workspace says that it is in front."""
    return person.window.toolbar.workspaces.button(workspace).isChecked()


def pages(person: Person) -> dict[str, Any]:
    """The tabs of the workspace in front, each clicked: its title, and where its page is."""
    tabs = person.window.panels.tabs
    bar = tabs.findChild(QTabBar)
    assert isinstance(bar, QTabBar)
    found = {}
    for place in range(bar.count()):
        if bar.isVisible() and bar.isTabVisible(place):
            person.click(bar, bar.tabRect(place).center())
            page = tabs.page()
            assert page is not None
            person.wait_for(page.isVisible, bar.tabText(place))
            QApplication.processEvents()
            found[bar.tabText(place)] = place_of(page)
    return found


def story_panels(person: Person) -> Findings:
    """Hides each panel by its key and shows it again; hides two, and has all back."""
    window = person.window
    person.see_network("ResNet-50")
    sizes = shown(person)
    hidden: dict[str, list[list[str]]] = {}
    for key in ("F7", "F8", "shift+F8", "F9"):
        hidden[key] = []
        for _ in range(2):
            before = shown(person)
            person.press(key)
            person.wait_for(lambda before=before: shown(person) != before, key)  # type: ignore[misc]
            hidden[key].append(shown(person))
    for key in ("F7", "F9"):
        person.press(key)
    person.wait_for(lambda: len(shown(person)) == 2, "two panels")
    person.photograph("hidden")
    wide = window.panels.canvas.width()
    person.press("alt+2")
    other = shown(person)
    person.press("alt+1")
    back = shown(person)
    window.actions_by_name["reset"].trigger()
    person.photograph("reset")
    return {
        "first": sizes,
        "hidden": hidden,
        "other": other,
        "back": back,
        "reset": shown(person),
        "wider": wide - window.panels.canvas.width(),
    }


def shown(person: Person) -> list[str]:
    """The sides in sight."""
    QApplication.processEvents()
    return [side for side in Side if person.window.panels.frame.is_shown(side)]


def story_comparison_saved(person: Person) -> Findings:
    """Compares by one key, turns to a tab there, and saves."""
    window = person.window
    person.see_network("ResNet-50")
    person.press("ctrl+j")
    person.see_network("ResNet-34")
    bar = window.panels.tabs.findChild(QTabBar)
    assert isinstance(bar, QTabBar)
    stages = next(each for each in range(bar.count()) if bar.tabText(each) == "Stages")
    person.click(bar, bar.tabRect(stages).center())
    window.files.save_to(person.folder / SESSION)
    person.wait_for((person.folder / SESSION).exists, "the file")
    return comparison(person)


def story_comparison_opened(person: Person) -> Findings:
    """What a new process shows of it."""
    person.see_network("ResNet-34")
    found = comparison(person)
    person.photograph("opened")
    return found


def comparison(person: Person) -> Findings:
    """What is on screen of a comparison, once both pictures are."""
    window = person.window
    drawn = window.panels.lab.pictures.canvas
    person.wait_for(lambda: drawn.painter is not None, "the picture of A")
    base, current = drawn.painter, window.panels.canvas.painter
    return {
        "workspace": window.arranging.workspace,
        "tab": window.panels.tabs.key(),
        "pictures": [each.scene.title if each else "" for each in (base, current)],
        "is_seen": window.panels.lab.pictures.isVisible(),
        "cards": [cards_text(card) for card in window.panels.lab.cards.shown()],
    }


def cards_text(card: NetworkCard) -> list[object]:
    """What a card says."""
    return [card.letter.text(), card.title.words, *card.figures.texts()]

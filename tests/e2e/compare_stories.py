"""A comparison by the keys of a real keyboard and by the mouse: from one network to six."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from resnet_viz.ui.lab.cards.card import NetworkCard
from tests.e2e.person import Person
from tests.e2e.stories import Findings

FURTHER = ("resnet18", "resnet101", "resnext50_32x4d", "resnet20")


def story_cards(person: Person) -> Findings:
    """The twin by one key; cards gone through, moved, typed over and dragged; six of them."""
    window = person.window
    person.see_network("ResNet-50")
    found: dict[str, list[str]] = {}
    person.press("ctrl+j")
    person.see_network("ResNet-34")
    found["twin"] = archs(person)
    person.press("ctrl+alt+k")
    person.wait_for(lambda: has_card(person, "resnet34"), "the keyboard on a card")
    person.press("Left")
    person.wait_for(lambda: has_card(person, "resnet50"), "the card before it")
    person.press("ctrl+Right")
    person.wait_for(lambda: archs(person)[0] == "resnet34", "the cards in another order")
    found["moved"] = archs(person)
    person.press("F2")
    person.wait_for(lambda: focus_card(person) is None, "the field of a card")
    field = QApplication.focusWidget()
    assert field
    QTest.keyClicks(field, "resnet152")
    person.press("Return")
    person.see_network("ResNet-152")
    found["typed"] = archs(person)
    for arch in FURTHER:
        window.actions_by_name["add_network"].trigger()
        QTest.keyClicks(window.panels.lab.cards.add.edit, arch)
        person.press("Return")
        person.wait_for(lambda arch=arch: archs(person)[-1] == arch, arch)  # type: ignore[misc]
    person.photograph("six")
    found["six"] = archs(person)
    drag(person, 0, 5)
    found["dragged"] = archs(person)
    for _ in range(len(window.session.timeline.done)):
        person.press("ctrl+z")
    person.wait_for(lambda: not window.session.timeline.done, "the first document")
    found["undone"] = archs(person)
    return found


def archs(person: Person) -> list[str]:
    """The networks on the cards, in their order."""
    QApplication.processEvents()
    cards = person.window.panels.lab.cards.shown()
    return [card.facts.arch for card in cards if card.facts]


def focus_card(person: Person) -> NetworkCard | None:
    """The card that has the keyboard."""
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, NetworkCard) else None


def has_card(person: Person, arch: str) -> bool:
    """Whether the keyboard is on the card of a network."""
    card = focus_card(person)
    return card is not None and card.facts is not None and card.facts.arch == arch


def drag(person: Person, source: int, target: int) -> None:
    """Moves a card by the mouse to the far side of another."""
    cards = person.window.panels.lab.cards.shown()
    card, goal = cards[source], cards[target]
    end = card.mapFromGlobal(goal.mapToGlobal(QPoint(goal.width() - 10, 20)))
    QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    for point in (QPoint(90, 20), end):
        QTest.mouseMove(card, point)
        QApplication.processEvents()
    person.photograph("dragging")
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=end)

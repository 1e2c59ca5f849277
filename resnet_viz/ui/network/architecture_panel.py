"""The controls of the architecture: every change is a new spec, or a mark at its field."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet import rules
from resnet_viz.core.resnet.depth import depth_formula, nearest_depths, spread_text
from resnet_viz.core.resnet.edit import changed
from resnet_viz.core.resnet.keys import KEYS
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.presets import IMAGENET_SPEC, preset_of, usual_spec
from resnet_viz.core.resnet.spec import Block, ResNetSpec
from resnet_viz.session import edits
from resnet_viz.ui.network import architecture_choices as choices
from resnet_viz.ui.network.architecture_controls import ArchitectureControls
from resnet_viz.ui.network.architecture_layout import CHOICES, FURTHER, Layout, tab_in_order
from resnet_viz.ui.network.preset_chips import CIFAR_CHIPS, IMAGENET_CHIPS, PresetChips
from resnet_viz.ui.network.stages_edit import StagesEdit
from resnet_viz.ui.network.typed_edit import TEXTS
from resnet_viz.ui.network.weights_row import WeightsRow
from resnet_viz.ui.parts.choice import ButtonRow, Spin
from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.session.session import Session

HELD = {"depth", "stages", *TEXTS, *choices.SPINS}  # fields that are held or typed in


class DepthSpin(Spin):
    """Depth by its legal steps for a block and a number of stages."""

    def __init__(self, changed: Callable[[int], None]) -> None:
        super().__init__(1, 9999, changed)
        self._block, self._stages = Block.BOTTLENECK, 4

    def show_depth(self, spec: ResNetSpec) -> None:
        """Shows the depth of a network, from which the steps go on."""
        self._block, self._stages = spec.block, len(spec.stages)
        self.show_value(spec.depth)

    def stepBy(self, steps: int) -> None:
        here = self.value()
        below, above = (nearest_depths(here + s, self._block, self._stages) for s in (-1, 1))
        if steps:
            self.setValue(above[-1] if steps > 0 else below[0])


class Typing(NamedTuple):
    """What a number that is being typed changes: `before` is what its first digit changed."""

    key: str = ""
    before: ResNetSpec = IMAGENET_SPEC
    after: ResNetSpec = IMAGENET_SPEC

    def start_of(self, key: str, draft: ResNetSpec) -> ResNetSpec:
        """What the next digit changes: a number on the way takes nothing along for good."""
        return self.before if (key, draft) == (self.key, self.after) else draft


class ArchitecturePanel(QFrame):
    """Shows the session's network and asks for another with each change.

    What a person asks for that is not legal is kept as a draft: the next change goes on from it,
    and Esc goes back to the network on screen.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._draft = IMAGENET_SPEC
        self._wrong = ""  # the key of the field that is wrong
        self._typing = Typing()
        self._further: tuple[Any, ...] = ()
        self._imagenet = PresetChips(IMAGENET_CHIPS, self._on_preset)
        self._cifar = PresetChips(CIFAR_CHIPS, self._on_preset, has_menu=True)
        self._depth = DepthSpin(self._changer("depth"))
        self._formula = plain_label()
        blocks = [(block, block.capitalize()) for block in Block]
        self._block = ButtonRow(blocks, lambda value: self._change("block", Block(value)))
        self._stages = StagesEdit(self._changer("stages"))
        self._controls = ArchitectureControls(self._change, self._mark)
        self.weights = WeightsRow()
        self._twins = {"plain": QPushButton(), "twin": QPushButton()}
        self._twins["plain"].clicked.connect(lambda: session.edit(edits.switch_plain))
        self._twins["twin"].clicked.connect(lambda: session.edit(edits.switch_block))
        self._fields = self._make_fields()
        twins = tuple(self._twins.values())
        self._layout = Layout(self, self._fields, self._make_further, twins, self._take)
        choices.add_tips(self._all_controls())
        tab_in_order(self.children_in_order())
        self._listen((self._depth, *self._stages.spins, *self._controls.spins.values()))
        session.network_changed.connect(self._show)
        self._show()

    def furnish(self) -> None:
        """Makes what is folded away, where it was not seen yet."""
        self._layout.further.fill()
        tab_in_order(self.children_in_order())

    def focus_first(self) -> None:
        """Puts the keyboard where a person starts."""
        self._depth.setFocus()

    def children_in_order(self) -> list[QWidget]:
        """What is in the panel from top to bottom."""
        column = self.layout()
        assert column is not None
        items = [column.itemAt(place) for place in range(column.count())]
        widgets = [widget for item in items if item and (widget := item.widget())]
        return [*widgets, *self._twins.values()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._wrong:
            if self._wrong in self._controls.typed:
                self._controls.typed[self._wrong].clear()
            self._show()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() is QEvent.Type.ShortcutOverride and bool(self._wrong)
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # a wrong value is given up before anything else is cancelled
            return True
        return super().event(event)

    def _listen(self, spins: Iterable[Spin]) -> None:
        for spin in spins:
            spin.emptied.connect(self._forgive)
            spin.editingFinished.connect(self._on_left)

    def _make_further(self) -> dict[str, Field]:
        """The fields that are folded away."""
        added = self._controls.add(FURTHER)
        fields = {key: Field(choices.TITLES[key], control) for key, control in added.items()}
        choices.add_tips(added)
        self._listen(each for each in added.values() if isinstance(each, Spin))
        self._fields |= fields
        self._controls.show_spec(self._draft)
        return fields

    def _show(self) -> None:
        """Shows the network in every control and takes all marks away; one of the family only."""
        if not self._session.document.member.is_of_family:
            return
        spec = spec_of(self._session.shown.network)
        preset = preset_of(spec)
        for chips in (self._imagenet, self._cifar):
            chips.show_value(preset.name if preset else "")
        self._depth.show_depth(spec)
        self._formula.setText(depth_formula(spec).partition(" ")[2])
        self._block.show_value(spec.block)
        self._stages.show_value(spec.stages)
        self._open_further(spec)
        self._controls.show_spec(spec)
        self._twins["plain"].setText("With shortcuts" if spec.is_plain else "Plain twin")
        self._twins["twin"].setText(f"⇄ {spec.block.other.capitalize()} twin")
        self._forgive()

    def _forgive(self) -> None:
        """Takes all marks away and goes on from the network on screen."""
        if not self._session.document.member.is_of_family:
            return
        self._draft, self._wrong = spec_of(self._session.shown.network), ""
        for field in self._fields.values():
            field.show_state(State.PLAIN)
        for line in self._layout.messages():
            line.show_note("")
        self._layout.lines["depth"].show_note(spread_text(self._draft))

    def _on_left(self) -> None:
        """A field that was left empty, or was wrong and forgiven, shows the network again."""
        self._typing = Typing()
        if not self._wrong:
            self._show()

    def _open_further(self, spec: ResNetSpec) -> None:
        """Opens the rest of the choices when one of them becomes other than usual."""
        values = tuple(getattr(spec, key) for key in FURTHER)
        usual = usual_spec(spec)
        is_usual = values == tuple(getattr(usual, key) for key in FURTHER)
        if values != self._further and not is_usual:
            self._layout.further.set_open(True)
        self._further = values

    def _changer(self, key: str) -> Callable[[Any], None]:
        return partial(self._change, key)

    def _change(self, key: str, value: Any) -> None:
        """Asks for another value when that is legal, else marks its field and keeps a draft."""
        is_going_on = key in HELD
        draft = self._typing.start_of(key, self._draft) if is_going_on else self._draft
        try:
            self._draft = changed(draft, key, value)
            rules.checked(self._draft)
            self._session.edit(edits.set_choice, key, value, draft, is_going_on=is_going_on)
        except UserError as error:
            self._mark(error.field if error.field in self._fields else key, error)
        else:
            self._show()
        self._typing = Typing(key, draft, self._draft)

    def _mark(self, key: str, error: UserError) -> None:
        if key in FURTHER:
            self._layout.further.set_open(True)
        if key == "stages" or self._wrong != key:
            for name, field in self._fields.items():
                field.show_state(State.BAD if name == key else State.PLAIN)
        self._wrong = key
        for line in self._layout.messages():
            if line is self._layout.lines[key]:
                line.show_error(key, error)
            else:
                line.show_note("")

    def _take(self, key: str, text: str) -> None:
        """A nearest legal value that a person clicks."""
        if key in self._controls.typed:
            self._controls.typed[key].setText(text)
        self._change(key, KEYS[key].read(text))

    def _on_preset(self, name: str) -> None:
        """A preset is the network as it was published, its images and classes too."""
        self._session.edit(edits.open_network, name)
        self._show()

    def _all_controls(self) -> dict[str, QWidget]:
        return {
            **{key: field.control for key, field in self._fields.items()},
            "depth": self._depth,
            **self._twins,
            **{block: self._block.button(block) for block in Block},
        }

    def _make_fields(self) -> dict[str, Field]:
        controls: dict[str, QWidget] = {
            "name": self._imagenet,
            "cifar": self._cifar,
            "depth": self._depth_row(),
            "block": self._block,
            "stages": self._stages,
            **self._controls.add(CHOICES),
            "weights": self.weights,
        }
        marks: dict[str, Callable[[State], None]] = {
            "stages": self._stages.show_state,
            "depth": lambda state: set_state(self._depth, state),
        }
        return {
            key: Field(choices.TITLES[key], control, marks.get(key))
            for key, control in controls.items()
        }

    def _depth_row(self) -> QWidget:
        """The depth, and how it is counted."""
        self._depth.setAccessibleName(choices.TITLES["depth"])
        self._formula.setProperty("role", "muted")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._depth, 2)
        line.addWidget(self._formula, 3)
        return row

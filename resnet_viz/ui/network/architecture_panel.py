"""The controls of the architecture: every change is a new spec, or a mark at its field."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet import rules
from resnet_viz.core.resnet.arch import KEYS
from resnet_viz.core.resnet.depth import depth_formula, nearest_depths, spread_text
from resnet_viz.core.resnet.edit import changed
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.presets import BY_NAME, IMAGENET_SPEC, preset_of, switched
from resnet_viz.core.resnet.spec import Block, Image, ResNetSpec
from resnet_viz.session import edits
from resnet_viz.ui.network import architecture_choices as choices
from resnet_viz.ui.network.architecture_layout import lay_out_choices
from resnet_viz.ui.network.preset_chips import CIFAR_CHIPS, IMAGENET_CHIPS, PresetChips
from resnet_viz.ui.network.stages_edit import StagesEdit
from resnet_viz.ui.network.weights_row import WeightsRow
from resnet_viz.ui.parts.choice import ButtonRow, Combo, Spin, TextEdit
from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.session.session import Session

Rows = Sequence[tuple[str, str]]
HELD = {"depth", "stages", "input", *choices.SPINS}  # fields that are held or typed in


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


class ArchitecturePanel(QFrame):
    """Shows the session's network and asks for another with each change.

    What a person asks for that is not legal is kept as a draft: the next change goes on from it.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._draft = IMAGENET_SPEC
        self._imagenet = PresetChips(IMAGENET_CHIPS, self._on_preset)
        self._cifar = PresetChips(CIFAR_CHIPS, self._on_preset, has_menu=True)
        self._depth = DepthSpin(self._changer("depth"))
        self._formula = QLabel()
        blocks = [(block, block.capitalize()) for block in Block]
        self._block = ButtonRow(blocks, lambda value: self._change("block", Block(value)))
        self._stages = StagesEdit(self._changer("stages"))
        self._combos = {key: self._combo(key, rows) for key, rows in choices.COMBOS.items()}
        self._spins = {key: self._spin(key, *limits) for key, limits in choices.SPINS.items()}
        self._spins["se"].setSpecialValueText("none")
        self._spins["se"].setPrefix("÷ ")
        self._plain = QPushButton("Plain twin")
        self._plain.setCheckable(True)
        self._plain.clicked.connect(self._on_plain)
        self._image = TextEdit()
        self._image.textEdited.connect(self._on_image)
        self.weights = WeightsRow()
        self._fields = self._make_fields()
        self._groups = lay_out_choices(self, self._fields, self._formula)
        choices.add_tips(self._controls())
        session.network_changed.connect(self._show)
        self._show()

    def focus_first(self) -> None:
        """Puts the keyboard where a person starts."""
        self._depth.setFocus()

    def _show(self) -> None:
        """Shows the network in every control and takes all marks away."""
        spec = spec_of(self._session.shown.network)
        self._draft = spec
        preset = preset_of(spec)
        for chips in (self._imagenet, self._cifar):
            chips.show_value(preset.name if preset else "")
        self._depth.show_depth(spec)
        self._formula.setText("\n".join(filter(None, (depth_formula(spec), spread_text(spec)))))
        self._block.show_value(spec.block)
        self._stages.show_value(spec.stages)
        for key, combo in self._combos.items():
            combo.show_value(getattr(spec, key))
        for key, spin in self._spins.items():
            spin.show_value(getattr(spec, key))
        self._plain.setChecked(spec.is_plain)
        if self._parsed_image() != spec.image:  # what a person types is left as it is
            self._image.setText(" × ".join(map(str, spec.image)))
        self._enable(spec)
        for field in self._fields.values():
            field.show_error(None)

    def _combo(self, key: str, rows: Rows) -> Combo:
        return Combo(rows, lambda value: self._change(key, KEYS[key].read(value)))

    def _spin(self, key: str, least: int, most: int) -> Spin:
        return Spin(least, most, self._changer(key))

    def _changer(self, key: str) -> Callable[[Any], None]:
        return partial(self._change, key)

    def _change(self, key: str, value: Any) -> None:
        """Asks for another value; the draft is gone on from, legal or not."""
        draft = self._draft
        is_going_on = key in HELD
        self._try(
            key,
            lambda: changed(draft, key, value),
            lambda: self._session.edit(
                edits.set_choice, key, value, draft, is_going_on=is_going_on
            ),
        )

    def _try(self, key: str, make: Callable[[], ResNetSpec], ask: Callable[[], None]) -> None:
        """Asks for the new spec when it is legal, else marks the field and keeps it as a draft."""
        try:
            self._draft = make()
            rules.checked(self._draft)
            ask()
        except UserError as error:
            self._mark(error.field if error.field in self._fields else key, error)
            return
        self._show()

    def _mark(self, key: str, error: UserError) -> None:
        for name, field in self._fields.items():
            field.show_error(error if name == key else None)
        for group in self._groups:
            if self._fields[key] in group.fields:
                group.set_open(True)

    def _take(self, key: str, text: str) -> None:
        """A nearest legal value that a person clicks."""
        value = KEYS[key].read(text)
        if key == "input":
            self._image.setText(text)
        self._change(key, value)

    def _on_preset(self, name: str) -> None:
        spec = switched(self._draft, BY_NAME[name])
        self._try("name", lambda: spec, lambda: self._session.edit(edits.open_network, str(spec)))

    def _on_plain(self) -> None:
        self._try(
            "shortcut",
            lambda: spec_of(self._session.shown.network),
            lambda: self._session.edit(edits.switch_plain),
        )

    def _on_image(self, text: str) -> None:
        try:
            image = self._read_image(text)
        except UserError as error:
            self._mark("input", error)
        else:
            self._change("input", image)

    def _parsed_image(self) -> Image | None:
        try:
            return self._read_image(self._image.text())
        except UserError:
            return None

    def _read_image(self, text: str) -> Image:
        image = KEYS["input"].read(text.replace(" ", ""))
        assert isinstance(image, Image)
        return image

    def _enable(self, spec: ResNetSpec) -> None:
        is_bottleneck = spec.block is Block.BOTTLENECK
        self._combos["stride_in"].setEnabled(is_bottleneck)
        self._combos["downsample"].setEnabled(spec.shortcut.has_projections)
        for key in ("groups", "group_width"):
            self._spins[key].setEnabled(is_bottleneck)

    def _controls(self) -> dict[str, QWidget]:
        return {
            **{key: field.control for key, field in self._fields.items()},
            "shortcut": self._combos["shortcut"],
            "plain": self._plain,
            **{block: self._block.button(block) for block in Block},
        }

    def _make_fields(self) -> dict[str, Field]:
        shortcut = QWidget()
        line = QHBoxLayout(shortcut)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self._combos["shortcut"].setAccessibleName(choices.TITLES["shortcut"])
        line.addWidget(self._combos["shortcut"], 1)
        line.addWidget(self._plain)
        controls: dict[str, QWidget] = {
            "name": self._imagenet,
            "cifar": self._cifar,
            "block": self._block,
            "depth": self._depth,
            "stages": self._stages,
            **self._combos,
            **self._spins,
            "shortcut": shortcut,
            "input": self._image,
            "weights": self.weights,
        }
        return {
            key: Field(choices.TITLES[key], control, partial(self._take, key))
            for key, control in controls.items()
        }

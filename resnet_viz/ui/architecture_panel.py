"""The controls of the architecture: every change is a new spec, or a mark at its field."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from resnet_viz.core import rules
from resnet_viz.core.arch import read_image, read_stages
from resnet_viz.core.depth import nearest_depths, stages_for_depth
from resnet_viz.core.errors import UserError
from resnet_viz.core.presets import BY_NAME, PRESETS
from resnet_viz.core.spec import Block, Image, ResNetSpec, StrideIn
from resnet_viz.ui.choice import ButtonRow, Combo, Spin
from resnet_viz.ui.field import Field
from resnet_viz.ui.stages_edit import StagesEdit

STRIDES = ((StrideIn.CONV3X3, "3×3 (v1.5)"), (StrideIn.CONV1X1, "1×1 (v1, paper)"))


class DepthSpin(Spin):
    """Depth by its legal steps for the block in force."""

    block = Block.BOTTLENECK

    def stepBy(self, steps: int) -> None:
        here = self.value()
        below, above = (nearest_depths(here + side, self.block) for side in (-1, 1))
        if steps:
            self.setValue(above[-1] if steps > 0 else below[0])


class ArchitecturePanel(QFrame):
    """Shows a spec; `spec_edited` carries the new one after each legal change."""

    spec_edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._spec = PRESETS[0].spec
        self._presets = ButtonRow(
            [(preset.name, str(preset.spec.depth)) for preset in PRESETS],
            lambda name: self._try("name", lambda: self._with_structure(BY_NAME[name].spec)),
            role="chip",
        )
        self._depth = DepthSpin(1, 9999, self._on_depth)
        self._block = ButtonRow(
            [(block, block.capitalize()) for block in Block],
            lambda value: self._try("block", lambda: self._spec.with_block(Block(value))),
        )
        self._stages = StagesEdit(self._on_stages)
        self._stride = Combo(STRIDES, self._on_stride)
        self._image = QLineEdit()
        self._image.textEdited.connect(self._on_image)
        self._classes = Spin(0, 10 * rules.MAX_CLASSES, self._on_classes)
        self._formula = QLabel()
        self._formula.setProperty("role", "muted")
        self._fields = {
            "name": Field("Preset", self._presets, lambda _: None),
            "block": Field("Block", self._block, lambda _: None),
            "depth": Field("Depth", self._depth, lambda text: self._depth.setValue(int(text))),
            "stages": Field("Stages", self._stages, self._take_stages),
            "stride_in": Field("Stride in", self._stride, lambda _: None),
            "input": Field("Input", self._image, self._take_image),
            "classes": Field(
                "Classes", self._classes, lambda text: self._classes.setValue(int(text))
            ),
        }
        self._add_tips()
        self._lay_out()

    def show_spec(self, spec: ResNetSpec) -> None:
        """Shows a legal spec in every control and takes all marks away."""
        self._spec = spec
        self._depth.block = spec.block
        names = [name for name, preset in BY_NAME.items() if _is_like(preset.spec, spec)]
        self._presets.show_value(names[0] if names else "")
        self._depth.show_value(spec.depth)
        self._block.show_value(spec.block)
        self._stages.show_value(spec.stages)
        self._stride.show_value(spec.stride_in)
        self._stride.setEnabled(spec.block is Block.BOTTLENECK)
        if self._parsed_image() != spec.image:  # what a person types is left as it is
            self._image.setText(" × ".join(map(str, spec.image)))
        self._classes.show_value(spec.classes)
        self._formula.setText(_depth_formula(spec))
        for field in self._fields.values():
            field.show_error(None)

    def focus_first(self) -> None:
        """Puts the keyboard where a person starts."""
        self._depth.setFocus()

    def _lay_out(self) -> None:
        heading = QLabel("Architecture")
        heading.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(7)
        column.addWidget(heading)
        for name, field in self._fields.items():
            column.addWidget(field)
            if name == "depth":
                column.addWidget(_indented(self._formula))

    def _add_tips(self) -> None:
        for preset in PRESETS:
            button = self._presets.button(preset.name)
            button.setToolTip(f"{preset.title}: {preset.source}")
            button.setAccessibleName(preset.title)
        for block in Block:
            tip = f"Use {block} blocks and keep the stages, so that the depth follows"
            self._block.button(block).setToolTip(tip)
        self._depth.setToolTip("Layers with weights as the paper counts them")
        self._stride.setToolTip("Which convolution of a down-sampling bottleneck strides")
        self._image.setToolTip("224, 224x192 (height x width) or 3x224x224 (channels first)")
        self._classes.setToolTip("Outputs of the last, fully connected layer")

    def _try(self, name: str, make: Callable[[], ResNetSpec]) -> None:
        """Takes the new spec when it is legal, else marks the field and keeps the last one."""
        try:
            spec = rules.checked(make())
        except UserError as error:
            self._fields[name].show_error(error)
            return
        self.show_spec(spec)
        self.spec_edited.emit(spec)

    def _with_structure(self, other: ResNetSpec) -> ResNetSpec:
        return replace(self._spec, block=other.block, stages=other.stages)

    def _on_depth(self, depth: int) -> None:
        block, count = self._spec.block, len(self._spec.stages)
        self._try(
            "depth",
            lambda: replace(self._spec, stages=stages_for_depth(depth, block, count)),
        )

    def _on_stages(self, stages: tuple[int, ...]) -> None:
        self._try("stages", lambda: replace(self._spec, stages=stages))

    def _take_stages(self, text: str) -> None:
        self._on_stages(read_stages(text))

    def _on_stride(self, value: str) -> None:
        self._try("stride_in", lambda: replace(self._spec, stride_in=StrideIn(value)))

    def _on_image(self, text: str) -> None:
        self._try("input", lambda: replace(self._spec, image=read_image(text.replace(" ", ""))))

    def _take_image(self, text: str) -> None:
        self._image.setText(text)
        self._on_image(text)

    def _on_classes(self, classes: int) -> None:
        self._try("classes", lambda: replace(self._spec, classes=classes))

    def _parsed_image(self) -> Image | None:
        try:
            return read_image(self._image.text().replace(" ", ""))
        except UserError:
            return None


def _is_like(preset: ResNetSpec, spec: ResNetSpec) -> bool:
    return (preset.block, preset.stages) == (spec.block, spec.stages)


def _depth_formula(spec: ResNetSpec) -> str:
    return f"{spec.depth} = 2 + {spec.block.convs}·{sum(spec.stages)}"


def _indented(widget: QWidget) -> QWidget:
    widget.setContentsMargins(Field.INDENT, 0, 0, 0)
    return widget

"""A choice of the architecture that is typed as text: the input's size, the stem's channels."""

from collections.abc import Callable, Mapping
from typing import Any

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.edit import changed
from resnet_viz.core.resnet.keys import KEYS
from resnet_viz.core.resnet.rules import dashed
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.ui.parts.choice import TextEdit

TEXTS: Mapping[str, Callable[[ResNetSpec], str]] = {
    "input": lambda spec: " × ".join(map(str, spec.image)),
    "stem_width": lambda spec: dashed(spec.stem_channels),
}


class TypedEdit(TextEdit):
    """The field of a key in `TEXTS`: `taken` gets each value typed, `refused` what is none."""

    def __init__(
        self, key: str, taken: Callable[[Any], None], refused: Callable[[UserError], None]
    ) -> None:
        super().__init__()
        self._key, self._taken, self._refused = key, taken, refused
        self.textEdited.connect(self._on_typed)

    def show_spec(self, spec: ResNetSpec) -> None:
        """Shows a network's value; what a person types stays where it says the same."""
        text = TEXTS[self._key](spec)
        if text != self.text() and not (self.isModified() and self._is_said(spec)):
            self.setText(text)

    def _on_typed(self) -> None:
        try:
            value = self._value()
        except UserError as error:
            self._refused(error)
        else:
            self._taken(value)

    def _is_said(self, spec: ResNetSpec) -> bool:
        try:
            return changed(spec, self._key, self._value()) == spec
        except UserError:
            return False

    def _value(self) -> Any:
        return KEYS[self._key].read(self.text().replace(" ", ""))

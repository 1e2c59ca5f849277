"""The controls of the architecture's choices by their keys: combo boxes, numbers, typed texts."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.keys import KEYS
from resnet_viz.core.resnet.spec import Block, ResNetSpec
from resnet_viz.ui.network import architecture_choices as choices
from resnet_viz.ui.network.typed_edit import TEXTS, TypedEdit
from resnet_viz.ui.parts.choice import Combo, Spin

SHORTEST = 8  # letters of a choice that are seen in the narrowest panel
WORDS_OF_ZERO = {"se": "None", "classes": "No fc layer"}


class ArchitectureControls:
    """`changed` is called with the key of a choice and its value, `refused` with what is wrong.

    Those that are folded away at first are added later.
    """

    def __init__(
        self, changed: Callable[[str, Any], None], refused: Callable[[str, UserError], None]
    ) -> None:
        self._changed, self._refused = changed, refused
        self.combos: dict[str, Combo] = {}
        self.spins: dict[str, Spin] = {}
        self.typed: dict[str, TypedEdit] = {}

    def add(self, keys: Iterable[str]) -> dict[str, QWidget]:
        """Makes the controls of some choices."""
        added: dict[str, QWidget] = {}
        for key in keys:
            if key in choices.COMBOS:
                added[key] = self.combos[key] = self._combo(key)
            elif key in choices.SPINS:
                added[key] = self.spins[key] = self._spin(key)
            elif key in TEXTS:
                changed, refused = partial(self._changed, key), partial(self._refused, key)
                added[key] = self.typed[key] = TypedEdit(key, changed, refused)
        return added

    def show_spec(self, spec: ResNetSpec) -> None:
        """Shows a network's choices, and which of them it has."""
        for key, combo in self.combos.items():
            combo.show_value(getattr(spec, key))
        for key, spin in self.spins.items():
            spin.show_value(getattr(spec, key))
        for edit in self.typed.values():
            edit.show_spec(spec)
        is_bottleneck = spec.block is Block.BOTTLENECK
        has = {
            "stride_in": is_bottleneck,
            "downsample": spec.shortcut.has_projections,
            "groups": is_bottleneck,
            "group_width": is_bottleneck,
            "se_min": bool(spec.se),
        }
        for key, control in (*self.combos.items(), *self.spins.items()):
            control.setEnabled(has.get(key, True))

    def _combo(self, key: str) -> Combo:
        combo = Combo(choices.COMBOS[key], lambda text: self._changed(key, KEYS[key].read(text)))
        combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(SHORTEST)
        return combo

    def _spin(self, key: str) -> Spin:
        spin = Spin(*choices.SPINS[key], partial(self._changed, key))
        spin.setSpecialValueText(WORDS_OF_ZERO.get(key, ""))
        if key == "se":
            spin.setPrefix("÷ ")
        return spin

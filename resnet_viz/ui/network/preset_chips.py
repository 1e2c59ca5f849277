"""The published networks as chips, a row for each large family, and a menu of them all."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from resnet_viz.core.resnet.presets import BY_NAME, PRESETS, Family
from resnet_viz.ui.parts.choice import ButtonRow
from resnet_viz.ui.parts.tip import set_tip

IMAGENET_CHIPS = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")
CIFAR_CHIPS = ("resnet20", "resnet56", "resnet110", "resnet1202")


class PresetChips(QWidget):
    """A row of chips; `chosen` is called with the name of a network."""

    def __init__(
        self, names: tuple[str, ...], chosen: Callable[[str], None], *, has_menu: bool = False
    ) -> None:
        super().__init__()
        self._chosen = chosen
        rows = [(name, str(BY_NAME[name].spec.depth)) for name in names]
        self._row = ButtonRow(rows, chosen, role="chip")
        for name in names:
            button, preset = self._row.button(name), BY_NAME[name]
            set_tip(button, f"{preset.title}: {preset.source}")
            button.setAccessibleName(preset.title)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._row, 1)
        if has_menu:
            line.addWidget(self._menu_button())

    def show_value(self, name: str) -> None:
        """Presses the network's chip in, or none."""
        self._row.show_value(name)

    def _menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setText("…")
        button.setProperty("role", "chip")
        set_tip(button, "All published networks: plain, pre-activation, ResNeXt, Wide ResNet, …")
        button.setAccessibleName("All published networks")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        button.setMenu(menu)
        return button

    def _fill(self, menu: QMenu) -> None:
        """Makes the entries when they are first looked at: they are not needed to start."""
        if menu.actions():
            return
        for family in Family:
            inner = menu.addMenu(family)
            for preset in PRESETS:
                if preset.family is family:
                    action = inner.addAction(preset.title)
                    set_tip(action, preset.source)
                    action.triggered.connect(lambda _=False, name=preset.name: self._chosen(name))

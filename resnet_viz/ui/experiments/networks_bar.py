"""Which networks an experiment compares: depth and kinds, that on screen, and others by ARCH."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.ladder import DEPTHS, PRESETS, Chosen, chosen_in
from resnet_viz.core.experiments.net import WORDS, NetKind
from resnet_viz.core.models.source import source_in
from resnet_viz.core.networks import network_named
from resnet_viz.core.wording import sentence
from resnet_viz.ui.experiments.on_screen import OnScreen
from resnet_viz.ui.experiments.slider import Slider
from resnet_viz.ui.experiments.switch import SWITCHES, Switch
from resnet_viz.ui.experiments.toggles import Toggles
from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field

EXAMPLE = "resnet20,se=4"
FURTHER_TIP = "Further networks of the family by their text, with a space between two of them"
SCREEN_TIP = "The network on screen, {title}, with the input of the data"
OTHER_TIP = "{title} by itself, with the input that it was recorded with"
SLIDER_WIDTH, FURTHER_WIDTH, SCREEN_LETTERS = 110, 146, 16
SEVERAL_TIP = "Adds this depth, or takes it away. The slider changes the deepest"


class NetworksBar(QObject):
    """The switches of networks. `chosen` carries the networks by ARCH.

    `refused` carries what is wrong with a text that names none, '' when it is right again.
    """

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._chosen = Chosen((), ())
        self._has_several = False
        self._screen = OnScreen("", "")
        self._experiment = next(iter(EXPERIMENTS))
        self.slider = Slider(0, len(DEPTHS) - 1)
        self.slider.setFixedWidth(SLIDER_WIDTH)
        self.layers = plain_label()
        self.presets = Toggles([(str(depth), str(depth)) for depth in PRESETS], "chip")
        self.kinds = Toggles([(kind, WORDS[kind].capitalize()) for kind in NetKind])
        self.on_screen = QCheckBox()
        self.further = typed_field()
        self.further.setPlaceholderText(EXAMPLE)
        self.further.setFixedWidth(FURTHER_WIDTH)
        set_tip(self.further, FURTHER_TIP)
        self._further_field = Field("More", self.further)
        self.further.setAccessibleName("More networks")
        self._depth = self._depth_part()
        self._connect()

    def widgets(self) -> tuple[QWidget, ...]:
        """All of them, in their order."""
        return self._depth, self.presets, self.kinds, self.on_screen, self._further_field

    def show_networks(self, archs: tuple[str, ...], experiment: Experiment) -> None:
        """Shows these networks of an experiment; a network of others is the only one."""
        has_several = Switch.DEPTHS in SWITCHES[experiment]
        self._chosen = chosen_in(archs, has_several=has_several)
        self._has_several, self._experiment = has_several, experiment
        is_other = any(map(source_in, archs))
        for widget in (self._depth, self.presets, self.kinds, self._further_field):
            widget.setHidden(is_other)
        depths = self._chosen.depths
        self.slider.show_value(DEPTHS.index(max(depths)) if depths else 0)
        self.layers.setText(f"{max(depths)} layers" if depths else "")
        self.presets.show_values([str(depth) for depth in depths])
        self.kinds.show_values(self._chosen.kinds)
        for depth in PRESETS:
            set_tip(self.presets.button(str(depth)), SEVERAL_TIP if has_several else "")
            self.presets.button(str(depth)).setAccessibleName(f"{depth} layers")
        self._show_others()

    def show_screen(self, screen: OnScreen) -> None:
        """The network on screen is another one."""
        self._screen = screen
        cut = screen.title[:SCREEN_LETTERS]
        self.on_screen.setText("On screen: " + (cut if cut == screen.title else f"{cut}…"))
        self._show_others()

    def _show_others(self) -> None:
        screen, archs = self._screen, self._chosen.archs
        why_not = screen.why_not(self._experiment)
        usual = SCREEN_TIP if screen.is_of_family else OTHER_TIP
        set_tip(self.on_screen, why_not or usual.format(title=screen.title))
        self.on_screen.setEnabled(not why_not)
        self.on_screen.blockSignals(True)
        self.on_screen.setChecked(screen.arch in archs)
        self.on_screen.blockSignals(False)
        text = " ".join(each for each in self._chosen.others if each != self._screen.arch)
        if not self.further.hasFocus() or not text:
            self.further.blockSignals(True)
            self.further.setText(text)
            self.further.blockSignals(False)
            self._further_field.show_state(State.PLAIN)

    def _choose(self, **changes: object) -> None:
        chosen = self._chosen._replace(**changes)  # type: ignore[arg-type]  # each by its name
        self.chosen.emit(chosen.archs)

    def _on_depth(self, place: int) -> None:
        """The slider changes the deepest."""
        depths = self._chosen.depths
        kept = set(depths[:-1]) if self._has_several else set()
        self._take_depths(kept | {DEPTHS[place]})

    def _on_preset(self, value: str) -> None:
        depth, depths = int(value), set(self._chosen.depths)
        if not self._has_several:
            depths = {depth}
        elif depth in depths and len(depths) > 1:
            depths.remove(depth)
        else:
            depths.add(depth)
        self._take_depths(depths)

    def _take_depths(self, depths: set[int]) -> None:
        kinds = self._chosen.kinds or (NetKind.PLAIN, NetKind.RESIDUAL)
        self._choose(depths=tuple(sorted(depths)), kinds=kinds)

    def _on_kind(self, value: str) -> None:
        kinds = set(self._chosen.kinds) ^ {NetKind(value)}
        if not kinds and not self._chosen.others:
            self.kinds.show_values(self._chosen.kinds)  # one network has to be there
            return
        depths = self._chosen.depths or (DEPTHS[self.slider.value()],)
        ordered = tuple(kind for kind in NetKind if kind in kinds)
        self._choose(depths=depths, kinds=ordered)

    def _on_screen(self, is_on: bool) -> None:
        if not self._screen.is_of_family:
            self.chosen.emit((self._screen.arch,) if is_on else ())
            return
        archs = tuple(each for each in self._chosen.archs if each != self._screen.arch)
        taken = (*archs, self._screen.arch) if is_on else archs
        if taken:
            self.chosen.emit(taken)
        else:
            self._show_others()

    def take_typed(self) -> None:
        """What is typed counts now, unless it names no network."""
        texts = self._typed()
        if texts is None:
            return
        kept = [each for each in self._chosen.others if each == self._screen.arch]
        regular = self._chosen._replace(others=()).archs
        archs = tuple(dict.fromkeys((*regular, *texts, *kept)))
        if archs and archs != self._chosen.archs:
            self.chosen.emit(archs)

    def _typed(self) -> list[str] | None:
        """The texts that are typed, None where one names no network, which is said."""
        texts = self.further.text().split()
        try:
            for text in texts:
                network_named(text)
        except UserError as error:
            self._further_field.show_state(State.BAD)
            self.refused.emit(sentence(error.message))
            return None
        self._further_field.show_state(State.PLAIN)
        self.refused.emit("")
        return texts

    def _connect(self) -> None:
        self.slider.valueChanged.connect(self._on_depth)
        self.presets.toggled.connect(self._on_preset)
        self.kinds.toggled.connect(self._on_kind)
        self.on_screen.toggled.connect(self._on_screen)
        self.further.textEdited.connect(lambda _: self._typed())
        self.further.editingFinished.connect(self.take_typed)

    def _depth_part(self) -> QWidget:
        depth = QWidget()
        row = QHBoxLayout(depth)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Field("Depth", self.slider))
        self.layers.setMinimumWidth(self.layers.fontMetrics().horizontalAdvance("110 layers "))
        row.addWidget(self.layers)
        return depth

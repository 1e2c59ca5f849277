"""What a card says of its network, in words."""

from typing import NamedTuple

from resnet_viz.core.cost.measure import Measure
from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.lab.difference import Form, Tendency, difference_text, tendency_of
from resnet_viz.core.lab.run_settings import is_alike, is_within_error
from resnet_viz.core.timing.time_measures import LATENCY
from resnet_viz.core.wording import NONE, THIN_SPACE, digits_grouped, in_brief
from resnet_viz.session.cards import cards_of
from resnet_viz.session.document import Document
from resnet_viz.session.edits import title_named
from resnet_viz.session.member import is_there
from resnet_viz.ui.costs.cost_panel import known_digits
from resnet_viz.ui.session.shown import Shown, ShownCard

NEAR = {
    "stages": "same stages as {name}",
    "depth": "nearest depth to {name}",
    "macs": "nearest MACs to {name}",
    "params": "nearest parameters to {name}",
    "latency": "nearest latency to {name}",
}
"""How a counterpart was found, by the keys that session files have."""

NOT_TIMED = "Not timed yet"
OTHER_SETTINGS = "Timed with other settings than the base"
WITHIN_ERROR = "The difference from the base is within the error of both runs"
MORE, LESS = "▲", "▼"


class Figure(NamedTuple):
    """A figure on a card; `change` is how it differs from the base, '' for the base itself."""

    name: str
    value: str
    change: str = ""
    tendency: Tendency = Tendency.NEITHER
    tip: str = ""

    @property
    def spoken(self) -> str:
        """All of it for a screen reader: what is a colour on screen is a word there."""
        words = f"{self.name}: {self.value}"
        if not self.change:
            return words
        changed = self.change.rstrip(f"{THIN_SPACE}{MORE}{LESS}")
        return ", ".join(filter(None, (f"{words}, {changed}", self.tendency)))


class CardFacts(NamedTuple):
    """`place` is that among all networks; `error` says why the costs can't be counted.

    One that `is_absent` is a network of others that waits for something.
    """

    place: int
    letter: str
    arch: str
    title: str
    subtitle: str
    is_base: bool
    is_current: bool
    figures: tuple[Figure, ...]
    error: str = ""
    is_absent: bool = False


def facts_of(document: Document, shown: Shown) -> tuple[CardFacts, ...]:
    """What every card says, in their order."""
    return tuple(_facts(document, each, shown.reference) for each in shown.cards)


def _facts(document: Document, shown: ShownCard, base: ShownCard) -> CardFacts:
    card, report = shown.card, shown.report
    title = report.network.title if report else title_named(card.member.arch)
    return CardFacts(
        card.place,
        card.letter,
        card.member.arch,
        title,
        " · ".join(_about(document, shown)),
        card.is_base,
        card.is_current,
        tuple(_figures(document, shown, base)),
        shown.error,
        not is_there(card.member.arch),
    )


def _about(document: Document, shown: ShownCard) -> list[str]:
    """Block, stages, and how it was found."""
    structure = shown.report.network.structure if shown.report else None
    words = [structure.block, structure.stages_text] if structure else []
    member = shown.card.member
    if member.matched_to and member.matched_by in NEAR:
        cards = cards_of(document)
        letters = (card.letter for card in cards if card.member.arch == member.matched_to)
        name = next(letters, member.matched_to)
        words.append(NEAR[member.matched_by].format(name=name))
    return words


def _figures(document: Document, shown: ShownCard, base: ShownCard) -> list[Figure]:
    keys = ("params", document.convention.measure.key, "activations")
    counted = [_counted(measure_named(key), shown, base) for key in keys]
    return [*counted, _latency(shown, base)]


def _counted(measure: Measure, shown: ShownCard, base: ShownCard) -> Figure:
    report, other = shown.report, base.report
    if report is None:
        return Figure(measure.short_title, NONE)
    exact = measure.network_text(report, digits_grouped)
    figure = Figure(
        measure.short_title,
        in_brief(measure.network_text(report, measure.unit.short)),
        tip=f"{exact}\n{measure.tip}",
    )
    known = measure.is_known_of(report) and other is not None and measure.is_known_of(other)
    if shown.card.is_base or not known or other is None:
        return figure
    return _against(figure, measure.key, measure.of_network(report), measure.of_network(other))


def _latency(shown: ShownCard, base: ShownCard) -> Figure:
    run = shown.timing
    if run is None:
        return Figure("Latency", NONE, tip=NOT_TIMED)
    text = f"{known_digits(run.whole_ms.median, run)} ms"
    if shown.card.is_base or base.timing is None:
        return Figure("Latency", text, tip=LATENCY.tip)
    if not is_alike(run, base.timing):
        return Figure("Latency", text, tip=OTHER_SETTINGS)
    if is_within_error(run, base.timing):
        return Figure("Latency", text, tip=WITHIN_ERROR)
    figure = Figure("Latency", text, tip=LATENCY.tip)
    return _against(figure, LATENCY.key, LATENCY.value(run), LATENCY.value(base.timing))


def _against(figure: Figure, key: str, value: float | None, base: float | None) -> Figure:
    change = difference_text(Form.PERCENT, value, base, str)
    figure = figure._replace(change=change, tendency=tendency_of(key, value, base))
    if value is None or base is None or value == base:
        return figure
    return figure._replace(change=f"{change}{THIN_SPACE}{MORE if value > base else LESS}")

"""What a figure of costs is: its words, its unit, its values, and where it is shown."""

from collections.abc import Callable
from enum import Enum, Flag, auto
from typing import TYPE_CHECKING, Any, NamedTuple

from resnet_viz.core.cost.cost import LayerCost, Sums
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.cost.totals import Totals
from resnet_viz.core.wording import NONE, bytes_text, digits_grouped, number_text

if TYPE_CHECKING:  # a window is painted before layers are grouped
    from resnet_viz.core.cost.groups import GroupCost

Number = int | float
AnyCost = LayerCost | Sums | Totals
Text = Callable[[Any], str]  # of a number of the unit's own kind
Field = Callable[["LayerCost | GroupCost"], Number | None]

NOT_COUNTED = "not counted"  # what is shown for work without a formula
WHY_NOT_COUNTED = "The work of this kind of layer has no formula"


class Place(Flag):
    """Where a figure is shown."""

    LAYERS = auto()  # the table of layers in the window
    VALUES = auto()  # tables of layers and groups in files, the exact values of CSV
    FILES = auto()  # the same, where people read it
    COLORS = auto()
    SELECTION = auto()  # what is said of a selected box
    CARD = auto()  # the card of costs
    TOTALS = auto()  # the totals below the command `cost`
    COMPARISON = auto()


class Better(Enum):
    """Which of two values of a figure a person would rather have, all else being equal."""

    FEWER = auto()
    MORE = auto()
    NEITHER = auto()  # it says what a network is, and not what it costs


EVERYWHERE = ~Place(0)
TABLES = Place.LAYERS | Place.VALUES | Place.FILES


class Unit(NamedTuple):
    """What a figure is counted in, and how its numbers are written: in short, and in full."""

    name: str
    short: Text
    full: Text


def counts(name: str) -> Unit:
    """Whole numbers of such things: `25.56 M`, `25 557 032`."""
    return Unit(name, number_text, digits_grouped)


BYTES = Unit("bytes", bytes_text, bytes_text)
PREDICTED_BYTES = Unit("bytes", lambda size: f"≈ {bytes_text(size)}", bytes_text)
INTENSITY = Unit("operations for each byte", lambda ratio: f"{ratio:.1f}", lambda r: f"{r:.1f}")


class Measure(NamedTuple):
    """A figure: its word in files and commands, its title, its unit and what it is.

    One of three functions gives its value: `value` that of a layer, of a group's sums or of the
    whole; `field` that of a layer, which may have none, a group having its last layer's; `whole`
    that of the network.
    What `is_ratio` does not sum over layers; what `is_work` needs a formula, which some have not.
    `head` is its title in columns, legends and lines, `brief` that on the card, with a `note` next
    to it; `remark` is what a legend adds; `share_key` heads its share in files.
    """

    key: str
    title: str
    unit: Unit
    tip: str
    value: Callable[[AnyCost], Number] | None = None
    places: Place = EVERYWHERE
    is_ratio: bool = False
    is_work: bool = False
    is_exact: bool = False  # whether tables write it in full
    head: str = ""
    brief: str = ""
    note: str = ""
    remark: str = ""
    share_key: str = ""
    field: Field | None = None
    whole: Callable[[CostReport], Number | None] | None = None
    better: Better = Better.FEWER

    @property
    def heading(self) -> str:
        """Its title where it heads a column or a line."""
        return self.head or self.title

    @property
    def short_title(self) -> str:
        """Its title where there is little room."""
        return self.brief or self.title

    @property
    def is_sum(self) -> bool:
        """Whether that of several layers is the sum of theirs."""
        return self.value is not None and not self.is_ratio

    def value_of(self, cost: AnyCost) -> Number | None:
        """That of a layer, of sums or totals; None where no part of it is known."""
        assert self.value is not None
        value = self.value(cost)
        return value if value or self.is_known(cost) else None

    def is_known(self, cost: AnyCost) -> bool:
        """Whether its value is the whole truth: else layers without a formula are missing in it."""
        if not self.is_work:
            return True
        return cost.is_counted if isinstance(cost, LayerCost) else cost.is_complete

    def text_of(self, cost: AnyCost, write: Text) -> str:
        """Its value as `write` writes it: `not counted`, or `at least 4.09 G`."""
        return text_of(self.value_of(cost), write, is_least=not self.is_known(cost))

    @property
    def table_text(self) -> Text:
        """How tables write its numbers."""
        return self.unit.full if self.is_exact else self.unit.short

    def at(self, layer: LayerCost) -> Number | None:
        """That of a layer; None where it is not known."""
        return self.field(layer) if self.field else self.value_of(layer)

    def text_at(self, layer: LayerCost) -> str:
        """That of a layer as tables write it."""
        return self.field_text(layer, self.table_text) if self.field else self.cell_of(layer)

    def field_text(self, layer: "LayerCost | GroupCost", write: Text) -> str:
        """Its field as `write` writes it, `–` for a layer that has none."""
        value = self.field(layer) if self.field else None
        return NONE if value is None else write(value)

    def cell_of(self, cost: AnyCost) -> str:
        """That of a layer, of sums or totals as tables write it, `–` for zero."""
        if self.is_work and not self.is_known(cost):
            return self.text_of(cost, self.table_text)
        assert self.value is not None
        value = self.value(cost)
        return self.table_text(value) if value else NONE

    def share_of(self, cost: AnyCost, totals: Totals) -> float | None:
        """What part of the network's it is, 0 to 1; None where that is not known."""
        return share_of(self.value_of(cost), self.whole_of(totals))

    def whole_of(self, totals: Totals) -> Number | None:
        """What shares of it are of; None where some of that is not known."""
        return self.value_of(totals) if self.is_known(totals) else None

    def of_network(self, report: CostReport) -> Number | None:
        """That of a whole network; None where it has none, or no part of it is known."""
        return self.whole(report) if self.whole else self.value_of(report.totals)

    def is_known_of(self, report: CostReport) -> bool:
        """Whether that of a whole network is the whole truth."""
        return self.whole is not None or self.is_known(report.totals)

    def network_text(self, report: CostReport, write: Text) -> str:
        """That of a whole network as `write` writes it, `–` where it has none."""
        if self.whole is None:
            return self.text_of(report.totals, write)
        value = self.whole(report)
        return NONE if value is None else write(value)


def share_of(part: Number | None, whole: Number | None) -> float | None:
    """A part over the whole, 0 where that is nothing; None where one of both is not known."""
    if part is None or whole is None:
        return None
    return part / whole if whole else 0.0


def percent_text(share: float | None) -> str:
    """A share of the network's: `6.5%`, `–` for none."""
    return f"{share:.1%}" if share else NONE


def text_of(value: Number | None, write: Text, *, is_least: bool = False) -> str:
    """A value in words: `not counted` for None, `at least …` where more is not known."""
    if value is None:
        return NOT_COUNTED
    return f"at least {write(value)}" if is_least else write(value)

"""How the window is arranged and where a person looks: saved, and no step to undo."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import isfinite

from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.choices import PairSetup
from resnet_viz.core.lab.diff.figure import Figure
from resnet_viz.core.lab.difference import Form
from resnet_viz.core.leaves import text_from
from resnet_viz.core.text.letters import shown_text
from resnet_viz.session.chart_choice import FIRST_CHART, ChartChoice
from resnet_viz.session.learn_choice import FIRST_LEARN, LearnChoice
from resnet_viz.session.sweep_choice import FIRST_SWEEP, SweepChoice

MOST_SEARCHED = 200  # letters
FIRST_PAIR = PairSetup()


class Workspace(StrEnum):
    """Which of the four workspaces is in front."""

    EXPLORE = "explore"
    COMPARE = "compare"
    TIME = "time"
    LEARN = "learn"


@dataclass(frozen=True, slots=True)
class Camera:
    """The point of the scene in the middle of the canvas, in points, and the scale.

    `room` is what the picture's columns were chosen for: width, height, and whether equal blocks
    may be drawn as one for it; without it they are those of a file.
    """

    x: float
    y: float
    scale: float
    room: tuple[float, float, bool] | None = None

    def __post_init__(self) -> None:
        width, height, _ = self.room or (1.0, 1.0, False)
        if not isfinite(width * height) or min(width, height) <= 0:
            raise UserError("a camera's room needs a width and a height above 0", "camera")
        if not all(map(isfinite, (self.x, self.y, self.scale))) or self.scale <= 0:
            raise UserError("a camera needs finite numbers and a scale above 0", "camera")


@dataclass(frozen=True, slots=True)
class Sorting:
    """The column that the table of layers is sorted by, as its head has it; '' for their order."""

    column: str = ""
    is_descending: bool = False

    def __post_init__(self) -> None:
        text_from(self.column, "sorting.column")


class Side(StrEnum):
    """A part of a workspace that can be hidden."""

    LEFT = "left"
    MAIN = "main"
    BELOW = "below"
    RIGHT = "right"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class Places:
    """The tab in front of one workspace by its key, its panel sizes in pixels, what is hidden.

    `columns` are the widths of left, middle and right, `rows` the heights of what is in the middle
    and the tabs; without sizes panels have their first ones.
    """

    workspace: Workspace
    tab: str = ""
    columns: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    hidden: tuple[Side, ...] = ()

    def __post_init__(self) -> None:
        text_from(self.tab, "places.tab")


FIRST_HIDDEN = {Workspace.COMPARE: (Side.LEFT, Side.RIGHT)}  # the cards say what is edited there


def first_places(workspace: Workspace) -> Places:
    """Where everything is in a workspace that nobody arranged yet."""
    return Places(workspace, hidden=FIRST_HIDDEN.get(workspace, ()))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The workspace in front, the places of each, camera, selection, search, grouping, sorting.

    `selection` is the path of a layer, block or stage, '' for none, `selected` what is selected
    next to it; without a `camera` the picture is fitted into the window. `layer_columns` are the
    columns of the table of layers shown, in order; none for the first ones. It has views of a
    recorded network, which compute nothing, where it `shows_views`. A comparison writes
    its `differences` in one form, shows all rows or `only_differing` ones, its pictures with marks
    of what differs or without, and has a `chart`.
    What differs is shown of `differing_figure`, by stage or, with `differing_layers`, by layer.
    `pair` are the blocks that the page of blocks compares. `sweep` is what the page of
    sweeps shows, `learn` what the Learn workspace does.
    """

    workspace: Workspace = Workspace.EXPLORE
    places: tuple[Places, ...] = ()
    selection: str = ""
    search: str = ""
    grouping: Grouping = Grouping.STAGE
    camera: Camera | None = None
    sorting: Sorting = Sorting()
    selected: tuple[str, ...] = ()
    layer_columns: tuple[str, ...] = ()
    shows_views: bool = False
    differences: Form = Form.PERCENT
    only_differing: bool = False
    shows_marks: bool = True
    differing_figure: Figure = Figure.MACS
    differing_layers: bool = False
    chart: ChartChoice = FIRST_CHART
    pair: PairSetup = FIRST_PAIR
    sweep: SweepChoice = FIRST_SWEEP
    learn: LearnChoice = FIRST_LEARN

    def __post_init__(self) -> None:
        for name in ("selection", "search"):
            text_from(getattr(self, name), name)
        for name in ("selected", "layer_columns"):
            for text in getattr(self, name):
                text_from(text, name)

    def placed(self, workspace: Workspace) -> Places:
        """The places of a workspace: the last that were given, else its first ones."""
        found = (each for each in reversed(self.places) if each.workspace is workspace)
        return next(found, first_places(workspace))

    def placing(self, places: Places) -> "Arrangement":
        """The same with other places of one workspace."""
        others = tuple(each for each in self.places if each.workspace is not places.workspace)
        return replace(self, places=(*others, places))


FIRST_ARRANGEMENT = Arrangement()


def searchable(text: str) -> str:
    """What a person typed, as a search that a file can hold: one line of at most 200 letters."""
    return shown_text(text[:MOST_SEARCHED])[:MOST_SEARCHED]

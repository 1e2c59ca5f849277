"""How the window is arranged and where a person looks: saved, and no step to undo."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from resnet_viz.core.cost.groups import Grouping
from resnet_viz.core.errors import UserError, shown_text
from resnet_viz.core.leaves import text_from

MOST_SEARCHED = 200  # letters


class Workspace(StrEnum):
    """Which of the four workspaces is in front."""

    EXPLORE = "explore"
    COMPARE = "compare"
    TIME = "time"
    LEARN = "learn"


@dataclass(frozen=True, slots=True)
class Camera:
    """The point of the scene in the middle of the canvas, in points, and the scale."""

    x: float
    y: float
    scale: float

    def __post_init__(self) -> None:
        if not all(map(isfinite, (self.x, self.y, self.scale))) or self.scale <= 0:
            raise UserError("a camera needs finite numbers and a scale above 0", "camera")


@dataclass(frozen=True, slots=True)
class Sorting:
    """The column that the table of layers is sorted by, as its head has it; '' for their order."""

    column: str = ""
    is_descending: bool = False

    def __post_init__(self) -> None:
        text_from(self.column, "sorting.column")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Workspace, tab, panel sizes in pixels, camera, selection, search, grouping and sorting.

    `tab` is a tab's key and `selection` the id of a box, '' for none; without a `camera` the
    picture is fitted into the window, and panels without sizes have their first ones.
    """

    workspace: Workspace = Workspace.EXPLORE
    tab: str = "layers"
    selection: str = ""
    search: str = ""
    grouping: Grouping = Grouping.STAGE
    camera: Camera | None = None
    columns: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    sorting: Sorting = Sorting()

    def __post_init__(self) -> None:
        for name in ("tab", "selection", "search"):
            text_from(getattr(self, name), name)


FIRST_ARRANGEMENT = Arrangement()


def searchable(text: str) -> str:
    """What a person typed, as a search that a file can hold: one line of at most 200 letters."""
    return shown_text(text[:MOST_SEARCHED])[:MOST_SEARCHED]

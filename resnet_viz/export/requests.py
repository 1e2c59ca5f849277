"""What the drawing process is asked to write as a table."""

from dataclasses import dataclass

from resnet_viz.core.lab.choices import PairSetup
from resnet_viz.core.request import Request, Worker
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.diagram.requests import Preview, SavedFile


@dataclass(frozen=True, slots=True)
class SaveTable(Request[SavedFile]):
    """The layer table of a network as a file, with the times of a run where there is one."""

    verb = "table"
    worker = Worker.DRAW

    arch: str
    batch: int
    timing: TimingReport | None
    path: str
    suffix: str


@dataclass(frozen=True, slots=True)
class PreviewTable(Request[Preview]):
    """The first lines of what `SaveTable` would write."""

    verb = "table_preview"
    worker = Worker.DRAW

    arch: str
    batch: int
    timing: TimingReport | None
    suffix: str


@dataclass(frozen=True, slots=True)
class SaveBlocks(Request[SavedFile]):
    """Two blocks against each other as a file, in the network that `arch` names.

    `suffix` is that of a picture or of a table; `.tex` is either, as `is_table` says. `theme` is
    the picture's.
    """

    verb = "blocks"
    worker = Worker.DRAW

    arch: str
    setup: PairSetup
    path: str
    suffix: str
    is_table: bool
    theme: str

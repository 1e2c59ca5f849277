"""What the drawing process is asked to draw, in the look that is on screen."""

from dataclasses import dataclass

from resnet_viz.core.request import Request, Worker
from resnet_viz.diagram.files.extent import Extent
from resnet_viz.diagram.look import Look


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file that was written; `note` is what there is to say of it, '' for nothing."""

    path: str
    size_bytes: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class SaveDiagram(Request[SavedFile]):
    """The diagram of the network that `arch` names as a file, in the format of its `suffix`.

    With `others` it is a figure of them all, next to each other in their order.
    """

    verb = "export"
    worker = Worker.DRAW

    arch: str
    look: Look
    path: str
    suffix: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopiedPicture:
    """A picture as SVG and as PNG; `png` is empty where it is too large for pixels."""

    svg: str
    png: bytes


@dataclass(frozen=True, slots=True)
class CopyPicture(Request[CopiedPicture]):
    """The diagram of the network that `arch` names, for the clipboard."""

    verb = "picture"
    worker = Worker.DRAW

    arch: str
    look: Look


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before it is written: a small PNG of it, or the first lines of what is text.

    `extent` is None where the file has no size. `problem` is why it can't be written as asked,
    '' where it can.
    """

    png: bytes = b""
    text: str = ""
    extent: Extent | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PreviewDiagram(Request[Preview]):
    """What `SaveDiagram` would write; the PNG fits into a square of `side_px` pixels."""

    verb = "preview"
    worker = Worker.DRAW

    arch: str
    look: Look
    suffix: str
    side_px: int
    others: tuple[str, ...] = ()

"""What every file of the drawing process needs: to be saved, its first lines, its layouts."""

from collections.abc import Iterable
from pathlib import Path

from resnet_viz.core.files.save import save_bytes
from resnet_viz.diagram.requests import SavedFile
from resnet_viz.worker.layout import lay_out

HEAD_LINES, HEAD_LETTERS = 30, 80  # of a text file's preview


def saved(path: str, data: bytes, note: str = "") -> SavedFile:
    """Writes a file whole, or raises UserError and leaves what was there."""
    save_bytes(Path(path), data)
    return SavedFile(str(Path(path)), len(data), note)


def head_of(text: str) -> str:
    """The first lines of a text, each no longer than is seen."""
    lines = text.splitlines()[:HEAD_LINES]
    return "\n".join(line[:HEAD_LETTERS] for line in lines)


def laid_out_here(dots: Iterable[str]) -> dict[str, str]:
    """Laid out here: this is the drawing process."""
    return {dot: lay_out(dot) for dot in dots}

"""What was chosen of a file, as one value."""

from dataclasses import dataclass, replace
from pathlib import Path

from resnet_viz.diagram.look import Look
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.diagram.scene.theme import THEMES


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """What was chosen of a picture; `is_part` for the visible area only, `values` on boxes.

    `networks` is a choice of `ui.export.figures`, '' for the one on screen.
    """

    is_part: bool
    theme: str
    page: str
    scale: float
    values: str
    has_legend: bool
    is_transparent: bool
    caption: str
    networks: str = ""

    def applied_to(self, shown: Look, in_view: Rect) -> Look:
        """The look on screen, written as chosen."""
        return replace(
            shown,
            view=replace(shown.view, values=self.values),
            theme=THEMES[self.theme],
            has_legend=self.has_legend,
            scale=self.scale,
            is_transparent=self.is_transparent,
            page=self.page,
            caption=self.caption,
            part=in_view if self.is_part else None,
        )


@dataclass(frozen=True, slots=True)
class FileChoice:
    """A picture, or the layer table where there is none, in the format of a suffix, as a file."""

    path: Path
    suffix: str
    picture: PictureChoice | None

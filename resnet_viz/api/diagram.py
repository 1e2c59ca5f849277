"""A network's diagram: made, shown in a notebook, saved as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsFloat

from resnet_viz.api.networks import Arch, given_to, networks_for
from resnet_viz.api.runs import time
from resnet_viz.core.given import real_number
from resnet_viz.core.graph.network import Network

if TYPE_CHECKING:
    from resnet_viz.diagram.look import Look

WITHIN_CELL = "max-width:100%;height:auto"  # a notebook's, which a wide picture runs out of

FRAME = 'sandbox="allow-scripts" style="width:100%;height:620px;border:0"'


@dataclass(frozen=True, slots=True)
class Diagram:
    """A network, or several, and how they are drawn; shows itself in a notebook."""

    network: Network
    look: Look
    others: tuple[Network, ...] = ()

    @property
    def networks(self) -> tuple[Network, ...]:
        """All of them in order."""
        return (self.network, *self.others)

    @property
    def source(self) -> str:
        """DOT text of the whole, for Graphviz."""
        from resnet_viz.diagram.drawing import dot_source

        return dot_source(self.networks, self.look)

    def save(
        self,
        path: str | Path,
        *,
        scale: SupportsFloat = 2.0,
        page: str = "drawing",
        transparent: bool = False,
    ) -> None:
        """Writes `.svg .pdf .png .dot .tex .mmd .html` by the path's suffix, whole or not at all.

        `scale` is a PNG's, 1 to 4; `page` a PDF's: `drawing`, `a4`, `letter`, `column` (88 mm) or
        `wide` (180 mm). UserError where it can't be written, or has no such thing.
        """
        from resnet_viz.core.files.save import save_bytes
        from resnet_viz.diagram.drawing import diagram_bytes

        path = Path(path)
        enlarged = real_number("scale", scale)
        look = replace(self.look, scale=enlarged, page=page, is_transparent=transparent)
        save_bytes(path, diagram_bytes(self.networks, look, path.suffix))

    def _repr_html_(self) -> str | None:
        """The interactive page in a frame of its own, which can't touch the notebook around it.

        None for several networks, which a page doesn't show: their picture is shown instead.
        """
        from resnet_viz.diagram.drawing import diagram_bytes

        if self.others:
            return None
        look = replace(self.look, caption="", part=None, is_transparent=False)
        page = escape(diagram_bytes(self.network, look, ".html").decode())
        title = escape(self.network.graph.title)
        return f'<iframe {FRAME} title="{title}" srcdoc="{page}"></iframe>'

    def _repr_svg_(self) -> str:
        from resnet_viz.diagram.drawing import diagram_bytes

        picture = diagram_bytes(self.networks, self.look, ".svg").decode()
        return picture.replace("<svg ", f'<svg style="{WITHIN_CELL}" ', 1)


def draw(
    arch: Arch | Sequence[Arch],
    level: str = "block",
    *,
    fold: bool = False,
    unfold: Sequence[str] = (),
    color_by: str = "op",
    color_scale: str = "linear",
    values: str = "",
    direction: str = "TB",
    theme: str = "light",
    to_scale: bool = False,
    legend: bool = True,
    caption: str | bool = False,
    differences: bool = False,
    input: Any = None,
) -> Diagram:
    """The diagram at level `network`, `stage`, `block` or `layer`.

    Of a list of up to six networks it is one figure, with equal stages aligned. A module is drawn
    as it runs with `input`, which is as in `cost`.
    `color_by` is `op`, `stage`, `params`, `macs`, `flops`, `activations`, `bytes`, `memory`, or
    `time` or `ceiling`, the share of this machine's measured ceiling, which take a timed run on
    the CPU first; a figure's `color_scale` is `linear` or `log`. `values` writes a figure on each
    box: one of those, `buffers`, `bytes_read`, `bytes_written` or `receptive_field`.
    `direction` is `TB` or `LR`, from left to right. `to_scale` draws layers and blocks as high as
    their output and as wide as the logarithm of its channels. `caption` is a text, or True for
    title, parameters and MACs. `differences` marks on two networks what differs between them.
    `unfold` are paths of stages and blocks that are drawn open though the level folds them, or
    folded though it doesn't. UserError for an unknown word or path.
    """
    from resnet_viz.diagram.drawing import as_marked, as_several, caption_asked, unfolded
    from resnet_viz.diagram.look import look_of, view_of

    archs = tuple(arch) if isinstance(arch, list | tuple) else (arch,)
    networks = as_several(networks_for(archs, input))
    view = view_of(level, direction, is_folded=fold, is_to_scale=to_scale, values=values)
    look = look_of(view, color_by=color_by, color_scale=color_scale, theme=theme)
    look = unfolded(networks, look, unfold)
    look = replace(look, has_legend=legend, caption=caption_asked(networks, caption))
    look = as_marked(networks, look) if differences else look
    if look.is_timed:
        times = [time(each, input=given_to(each, input)).layers for each in archs]
        look = replace(look, times=times[0], times_of_others=tuple(times[1:]))
    return Diagram(networks[0], look, networks[1:])

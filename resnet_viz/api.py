"""The Python API: a network by its text or its spec, built, costed, drawn and timed."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsFloat, SupportsIndex

from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.given import device_text, real_number, whole_number
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.compare import Comparison
from resnet_viz.core.lab.compare import compare as comparison_of
from resnet_viz.core.lab.diff.diff import Diff, diff_of
from resnet_viz.core.limits import check_batch
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions, precision_named
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.core.weights.place import WeightsPlace, place_of

__all__ = [
    "Diagram",
    "ResNetSpec",
    "UserError",
    "build",
    "compare",
    "cost",
    "diff",
    "draw",
    "parse",
    "sweep",
    "time",
]

if TYPE_CHECKING:
    import torch
    from torch import nn

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


def build(
    arch: str | ResNetSpec,
    device: str | torch.device = "cpu",
    *,
    weights: str | Path | None = None,
) -> nn.Module:
    """The real model on a device, weights initialised as in the paper or read from a file.

    `device` is a `torch.device` or PyTorch's name for one, or `meta` for shapes alone. `weights` is
    a file of any of the usual kinds; nothing of it is run. Of several sets of weights in it the
    first that is the network's is loaded, plain ones before running averages, and a warning says
    which; `FILE::SET` chooses another. Names of other projects become ours, entries that are no
    network's are left out. UserError where the device is not here, and for a file that can't be
    read or is another network's.
    """
    from resnet_viz.engine.devices import device_named
    from resnet_viz.engine.model.build import model_of

    asked = device_text(device)
    place = asked if asked == "meta" else device_named(asked).id
    if weights is None:
        return model_of(network_named(arch), place)
    return _loaded(network_named(arch), place_of(weights), place)


def _loaded(network: Network, file: WeightsPlace, device: str) -> nn.Module:
    """The network with a file's weights; a warning says which of several sets they are."""
    from resnet_viz.core.resnet.recognition.found import weights_for
    from resnet_viz.core.weights.contents import read_contents
    from resnet_viz.engine.model.weights import load

    found = weights_for(read_contents(file.path), network, file.set_name)
    if found.taken:
        warnings.warn(f"{file.path.name}: {found.taken}", stacklevel=3)
    return load(network, found.tensors, device)


def cost(arch: str | ResNetSpec, batch: SupportsIndex = 1) -> CostReport:
    """Parameters, MACs, FLOPs and activations of each layer and in all; no PyTorch."""
    return report_of(network_named(arch), whole_number("batch", batch))


def sweep(
    recipe: str,
    *,
    batch: SupportsIndex = 1,
    where: str = "",
    front: Sequence[str] = (),
) -> dict[str, list[Any]]:
    """Every network of a recipe as a dict of lists, for pandas, polars and pyarrow; no PyTorch.

    `recipe` is ARCH whose name and values may be lists and ranges, such as
    `resnet,depth=20..200:6,block=basic|bottleneck,stages=1..4-2`; `batch` counts where it has no
    `batch=`. `where` chooses, such as `macs<4e9 and params<=25M`. With a `front` of two measures or
    more `is_front` says which networks no other beats. Two combinations of one network are two
    rows. Those that make no network are left out with a warning. UserError for what can't be read.
    """
    from resnet_viz.core.lab.sweep.measures import front_named
    from resnet_viz.core.lab.sweep.points import points_of
    from resnet_viz.core.lab.sweep.recipe import recipe_of
    from resnet_viz.core.lab.sweep.swept import SweepAsked, Swept, check_any, sweep_of
    from resnet_viz.export.sweeps import columns_of

    images = check_batch(whole_number("batch", batch))
    names = front_named(front if isinstance(front, str) else ",".join(front)) if front else ()
    asked = SweepAsked(recipe_of(recipe), images, where, names)
    points = points_of(asked.recipe, range(asked.recipe.count), images)
    found = sweep_of(asked, map(Swept, points))
    check_any(found)
    if found.refusals:
        first = found.refusals[0]
        text = f"{found.refused} of {asked.recipe.count} combinations can't be built"
        warnings.warn(f"{text}. {first.text}: {first.reason}", stacklevel=2)
    return columns_of(found)


def compare(*archs: str | ResNetSpec, batch: SupportsIndex = 1) -> Comparison:
    """Every cost of two or more networks, with the differences from the first; no PyTorch."""
    count = whole_number("batch", batch)
    return comparison_of([report_of(network_named(arch), count) for arch in archs])


def diff(a: str | ResNetSpec, b: str | ResNetSpec, *, batch: SupportsIndex = 1) -> Diff:
    """What differs between two networks, by stage and layer; no PyTorch.

    `.sentences` say it in short, `.stages` and `.layers` are its rows, `.to_dict()` is the JSON of
    the command. `draw([a, b], differences=True)` is its picture.
    """
    return diff_of(network_named(a), network_named(b), whole_number("batch", batch))


def draw(
    arch: str | ResNetSpec | Sequence[str | ResNetSpec],
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
) -> Diagram:
    """The diagram at level `network`, `stage`, `block` or `layer`; no PyTorch.

    Of a list of up to six networks it is one figure, with equal stages aligned.

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

    archs = (arch,) if isinstance(arch, str | ResNetSpec) else arch
    networks = as_several([network_named(each) for each in archs])
    view = view_of(level, direction, is_folded=fold, is_to_scale=to_scale, values=values)
    look = look_of(view, color_by=color_by, color_scale=color_scale, theme=theme)
    look = unfolded(networks, look, unfold)
    look = replace(look, has_legend=legend, caption=caption_asked(networks, caption))
    look = as_marked(networks, look) if differences else look
    if look.is_timed:
        times = [time(network.name).layers for network in networks]
        look = replace(look, times=times[0], times_of_others=tuple(times[1:]))
    return Diagram(networks[0], look, networks[1:])


def time(
    arch: str | ResNetSpec,
    device: str | torch.device = "cpu",
    batch: SupportsIndex = 1,
    *,
    precision: str = "fp32",
    threads: SupportsIndex = 0,
    weights: str | Path = "",
    autocast: bool = False,
    channels_last: bool = False,
    fused: bool = False,
    training: bool = False,
    autotune: bool = False,
    tf32: bool = False,
    long: bool = False,
) -> TimingReport:
    """A timed pass, whole and layer by layer, with its own error stated; not stored.

    `threads` 0 leaves PyTorch's own choice; `weights` is a file, as `build` takes it. `autocast`
    converts operation by operation in place of a cast; `fused` folds batch norms into
    convolutions; `training` times forward and backward; `autotune` and `tf32` are CUDA's; `long`
    takes enough passes for a 90th percentile. UserError for what the device can't do.
    """
    from resnet_viz.core.progress import ignore_progress
    from resnet_viz.engine.timing.timing import time_network

    casting = Casting.AUTOCAST if autocast else Casting.CAST
    what_if = WhatIf(
        casting=casting,
        is_channels_last=channels_last,
        is_fused=fused,
        is_training=training,
        is_autotuned=autotune,
        is_tf32=tf32,
    )
    options = TimingOptions(
        device_text(device),
        whole_number("batch", batch),
        precision_named(precision),
        whole_number("threads", threads),
        str(weights),
        what_if,
        is_long=long,
    )
    return time_network(network_named(arch), options, ignore_progress)

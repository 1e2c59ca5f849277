"""The command `draw`: a diagram of one network or several as a file."""

from collections.abc import Sequence
from dataclasses import replace

from resnet_viz.cli.commands.weights import weights_figures
from resnet_viz.cli.network import networks_asked
from resnet_viz.cli.output import say
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.source import source_in
from resnet_viz.core.timing.measurement import LayerTime
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.weights.figures import layer_figures
from resnet_viz.core.wording import bytes_text
from resnet_viz.diagram.drawing import (
    as_several,
    caption_of,
    check_look,
    diagram_and_note,
    unfolded,
)
from resnet_viz.diagram.files.formats import check_form_networks
from resnet_viz.diagram.look import Look, check_weighed

DONE = 0


def save_diagram(
    archs: Sequence[str],
    output: str,
    look: Look,
    weights: tuple[str, str] = ("", ""),
    unfold: Sequence[str] = (),
    *,
    has_caption: bool = False,
) -> int:
    """Draws networks to a file by its suffix, side by side where they are several.

    `weights` are a file of the first one's, for figures of them, and one to compare them with.
    """
    networks, path = as_several(networks_asked(archs)), typed_path(output)
    look = unfolded(networks, look, unfold)
    look = replace(look, caption=caption_of(networks) if has_caption else "")
    form, _ = check_look(look, path.suffix)  # before a timed run is made for nothing
    check_form_networks(form, len(networks))
    check_weighed(look, *weights)
    if look.is_weighed:
        figures = weights_figures(networks[0], *weights)
        look = replace(look, weights=tuple(layer_figures(figures.tensors).values()))
    if look.is_timed:
        times = [_times(network) for network in networks]
        look = replace(look, times=times[0], times_of_others=tuple(times[1:]))
    data, note = diagram_and_note(networks, look, path.suffix)
    save_bytes(path, data)
    say(f"saved {path} ({bytes_text(len(data))})")
    if note:
        say(f"warning: {note}")
    return DONE


def _times(network: Network) -> tuple[LayerTime, ...]:
    from resnet_viz.cli.progress import progress_shown
    from resnet_viz.cli.timed_run import store_run

    if source := source_in(network.name):
        from resnet_viz.cli.others.process import timed

        report = timed(source, TimingOptions())
        store_run(report)
        return report.layers
    from resnet_viz.engine.timing.timing import time_network

    with progress_shown() as on_progress:
        report = time_network(network, TimingOptions(), on_progress)
    store_run(report)
    return report.layers

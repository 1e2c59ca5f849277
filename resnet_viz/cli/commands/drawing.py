"""The command `draw`: a diagram as a file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from resnet_viz.cli.network import network_asked
from resnet_viz.cli.output import say
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.figures import TIMED
from resnet_viz.core.save import save_bytes
from resnet_viz.core.timing.measurement import LayerTime, TimingOptions
from resnet_viz.core.wording import bytes_text
from resnet_viz.diagram.drawing import caption_of, check_look, diagram_and_note, unfolded
from resnet_viz.diagram.look import Look

DONE = 0


def save_diagram(
    arch: str, output: str, look: Look, unfold: Sequence[str] = (), *, has_caption: bool = False
) -> int:
    """Draws a network to a file by its suffix."""
    network, path = network_asked(arch), Path(output).expanduser()
    look = unfolded(network, look, unfold)
    look = replace(look, caption=caption_of(network) if has_caption else "")
    check_look(look, path.suffix)  # before a timed run is made for nothing
    if look.coloring.color_by in TIMED:
        look = replace(look, times=_times(network))
    data, note = diagram_and_note(network, look, path.suffix)
    save_bytes(path, data)
    say(f"saved {path} ({bytes_text(len(data))})")
    if note:
        say(note)
    return DONE


def _times(network: Network) -> tuple[LayerTime, ...]:
    from resnet_viz.cli.progress import progress_shown
    from resnet_viz.cli.timed_run import store_run
    from resnet_viz.engine.timing.timing import time_network

    with progress_shown() as on_progress:
        report = time_network(network, TimingOptions(), on_progress)
    store_run(report)
    return report.layers

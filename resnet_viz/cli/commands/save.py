"""The command `save`: a network with its weights as a file that other programs open."""

from dataclasses import replace

from resnet_viz.cli.network import network_or_weights
from resnet_viz.cli.output import say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.models.source import Source, source_in
from resnet_viz.core.progress import Step
from resnet_viz.core.saving.formats import format_of, opset_for
from resnet_viz.core.saving.words import saved_text
from resnet_viz.core.weights.place import place_of

DONE = 0


def save_model(arch: str, output: str, weights: str, opset: int) -> int:
    """Writes the file; what can't be asked for is refused before PyTorch is loaded."""
    opset_for(format_of(typed_path(output)), opset)
    if source := source_in(arch):
        return _save_other(source, output, weights, opset)
    network = network_or_weights(arch, weights)
    place = place_of(weights) if weights else None
    with progress_shown() as on_progress:
        on_progress(Step("loading PyTorch"))
        from resnet_viz.engine.saving.saving import save_network

        saved = save_network(network, output, place, opset, on_progress)
    say(saved_text(saved))
    return DONE


def _save_other(source: Source, output: str, weights: str, opset: int) -> int:
    from resnet_viz.cli.others.process import saved_elsewhere

    path = str(typed_path(output).absolute())
    say(saved_text(replace(saved_elsewhere(source, path, opset, weights), path=output)))
    return DONE

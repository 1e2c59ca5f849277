"""The command `weights`: the figures of every parameter in a file, next to those of another."""

from resnet_viz.cli.network import network_or_weights
from resnet_viz.cli.output import print_result
from resnet_viz.cli.progress import progress_shown
from resnet_viz.core.graph.network import Network
from resnet_viz.core.weights.figures import WeightsFigures
from resnet_viz.core.weights.place import place_of
from resnet_viz.core.wording import counted
from resnet_viz.export.tables import table_named
from resnet_viz.export.weights import weights_table

DONE = 0


def show_weights(arch: str, file: str, against: str, form: str) -> int:
    """All tensors of the weights that a file has of a network, or of the one that it names."""
    figures = weights_figures(network_or_weights(arch, file), file, against)
    table = weights_table(figures)
    if form:
        print_result(table_named(form).write(table))
        return DONE
    from resnet_viz.cli.terminal import grid_of, heading, show

    name = place_of(file).title
    compared = f", compared with {place_of(against).title}" if against else ""
    facts = f"{counted(len(figures.tensors), 'tensor')} of {name}{compared}"
    show(heading(table.title, facts), grid_of(table))
    return DONE


def weights_figures(network: Network, file: str, against: str) -> WeightsFigures:
    """The figures of a network's weights in a file; UserError where they are another network's."""
    with progress_shown() as on_progress:
        from resnet_viz.engine.model.looked_at import looked_at

        return looked_at(network, file, against, on_progress)

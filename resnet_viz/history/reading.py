"""Reads a stored report back: its fields by their kinds, then what the kinds can't say."""

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.leaves import is_refused, text_from, wrong
from resnet_viz.core.models.source import source_in
from resnet_viz.core.networks import network_named
from resnet_viz.core.plain import read_as
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.sense import check_sense

MOST_NAME_LETTERS = 200
MOST_LEVELS = 20  # a report has six


def report_from(values: object) -> TimingReport:
    """The report that a `to_dict()` gives; UserError names the field that is wrong.

    Letters of its texts that can't be seen, or turn the direction of writing, are spelled out.
    """
    report = read_as(TimingReport, _without_hidden(values))
    check_sense(report)
    _check_layers(report)
    return report


def name_from(value: object, place: str) -> str:
    """A name for people: one line of 1 to 200 letters, without space around it."""
    name = shown_text(text_from(value, place).strip())
    if not name or len(name) > MOST_NAME_LETTERS:
        wanted = f"one line of 1 to {MOST_NAME_LETTERS} letters"
        raise wrong(place, wanted, name)
    return name


def _without_hidden(values: object, level: int = 0) -> object:
    """JSON values with harmless texts; what is refused is left for who says so."""
    if level > MOST_LEVELS:
        return values
    if isinstance(values, str):
        return values if is_refused(values) else shown_text(values)
    if isinstance(values, dict):
        return {key: _without_hidden(value, level + 1) for key, value in values.items()}
    if isinstance(values, list):
        return [_without_hidden(value, level + 1) for value in values]
    return values


def _check_layers(report: TimingReport) -> None:
    """UserError unless the layers are those of the network that the run names, each once.

    Those of a network that was recorded are only known from the run: it may have changed since.
    """
    found = [layer.path for layer in report.layers]
    paths = frozenset(found) if source_in(report.arch) else _paths_in(report.arch)
    strange = [path for path in found if path not in paths]
    if strange:
        named = shortened(report.arch)
        raise UserError(f"layers has '{shortened(strange[0])}', and {named} has no such layer")
    if len(set(found)) < len(found):
        raise UserError("layers has a layer twice")


def _paths_in(arch: str) -> frozenset[str]:
    """The layers of a network. That it has no legal name is said without all those that are."""
    try:
        return frozenset(node.path for node in network_named(arch).graph.nodes)
    except UserError:
        raise UserError(f"arch '{shortened(arch)}' doesn't name a network", "arch") from None

"""The palette's offers: every action, the published networks, a typed one, layers and runs."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.core.models.source import source_in
from resnet_viz.core.resnet.arch import is_network_name, is_own_name, ours_of, parse
from resnet_viz.core.resnet.presets import BY_NAME, PRESETS, title_of
from resnet_viz.core.timing.stored_run import StoredRun
from resnet_viz.core.wording import sentence
from resnet_viz.ui.find.offer import Found, Offer, Section
from resnet_viz.ui.parts.action import ActionEntry

NOT_NOW = "not available now"


def action_offers(entries: Sequence[ActionEntry], but: str) -> Iterator[Offer]:
    """Every action, those of an inner menu too; without the one that opened the palette."""
    for entry in entries:
        inner = entry.made.menu()
        if isinstance(inner, QMenu):
            yield from _inner_offers(entry, inner)
        elif entry.name != but:
            made = entry.made
            reason = "" if made.isEnabled() else entry.reason or NOT_NOW
            mark = "✓ " if made.isCheckable() and made.isChecked() else ""
            detail = f"{mark}{', '.join(entry.keys)}"
            yield Offer(
                Section.ACTIONS, f"action:{entry.name}", made.text(), made.trigger, detail, reason
            )


def network_offers(open_text: Callable[[str], object]) -> Iterator[Offer]:
    """The published networks."""
    for preset in PRESETS:
        yield Offer(
            Section.NETWORKS,
            f"network:{preset.name}",
            preset.title,
            partial(open_text, preset.name),
            preset.name,
        )


def layer_offers(rows: Sequence[LayerRow], select: Callable[[str], object]) -> Iterator[Offer]:
    """The layers on screen."""
    for row in rows:
        path = row.cost.path
        yield Offer(Section.LAYERS, f"layer:{path}", path, partial(select, path))


def run_offers(runs: Sequence[StoredRun], open_run: Callable[[int], object]) -> Iterator[Offer]:
    """The stored runs."""
    for run in runs:
        key, text = f"run:{run.uuid}", run.name or run.arch
        yield Offer(Section.RUNS, key, text, partial(open_run, run.id), run.arch)


def typed_offer(
    typed: str, open_text: Callable[[str], object], open_model: Callable[[str], object]
) -> tuple[Found, ...]:
    """A typed network that is not listed: opened where it is legal, else what is wrong with it."""
    text = typed.strip()
    if source_in(text):
        offer = Offer(Section.NETWORKS, "", f"Open model {text}", partial(open_model, text))
        return (Found(Section.NETWORKS, (offer,)),)
    name, comma, _ = text.partition(",")
    ours = ours_of(text)
    is_listed = not comma and (is_own_name(name) or ours in BY_NAME)
    if is_listed or not is_network_name(name):
        return ()
    try:
        title = title_of(parse(text))
    except UserError as error:
        offer = Offer(Section.NETWORKS, "", f"Open {text}", _nothing, "", sentence(error.message))
    else:
        do = partial(open_text, text)
        offer = Offer(Section.NETWORKS, "", f"Open {title}", do, ours or text)
    return (Found(Section.NETWORKS, (offer,)),)


def _inner_offers(entry: ActionEntry, menu: QMenu) -> Iterator[Offer]:
    """The entries of a menu that is filled when it is opened."""
    menu.aboutToShow.emit()
    for made in menu.actions():
        if made.isEnabled() and not made.isSeparator():
            mark = "✓" if made.isCheckable() and made.isChecked() else ""
            text = f"{entry.row.text}: {made.text().replace('&', '')}"
            key = f"action:{entry.name}:{made.text()}"
            yield Offer(Section.ACTIONS, key, text, made.trigger, mark)


def _nothing() -> None:
    """What an offer does that can't be done."""

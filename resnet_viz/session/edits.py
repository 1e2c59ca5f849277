"""What a person changes, each as the next document with the words for undo."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import Any, NamedTuple

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.lab.figures import BY_OPERATION, BY_STAGE, FIGURES, VALUES
from resnet_viz.core.message import Message
from resnet_viz.core.models.source import source_in
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.edit import changed, twin_of
from resnet_viz.core.resnet.presets import title_of
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import Image, ResNetSpec
from resnet_viz.core.wording import shape_text
from resnet_viz.diagram.scene.color_choice import Coloring
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.session import document as documents
from resnet_viz.session.document import Document
from resnet_viz.session.member import WeightsChoice, canonical, shown_network

KEY_WORDS = {
    "se": "SE reduction",
    "se_min": "SE minimum",
    "stride_in": "stride",
    "input": "input size",
}


class Edit(NamedTuple):
    """The next document, what was done in words, and the key of edits that go on in a gesture."""

    document: Document
    text: Message
    merge: str = ""


def set_choice(document: Document, key: str, value: Any, draft: ResNetSpec | None = None) -> Edit:
    """Another value for a key of ARCH, with what has to follow.

    A `draft` is what is not legal yet and is to be gone on from, in place of the current network.
    UserError where the network is not legal then, or not of the family.
    """
    spec = checked(changed(draft or parse(document.member.arch), key, value))
    words = Message(
        "Set {key} to {value}",
        {"key": KEY_WORDS.get(key, key.replace("_", " ")), "value": _value_text(value)},
    )
    return Edit(documents.with_network(document, str(spec)), words, f"network.{key}")


def switch_plain(document: Document) -> Edit:
    """The same layers without shortcuts; of a plain network, that with the shortcuts it had."""
    member = document.member
    spec = twin_of(parse(member.arch), parse(member.twin) if member.twin else None)
    return Edit(
        documents.with_network(document, str(spec)),
        Message("Take shortcuts away" if spec.is_plain else "Put shortcuts back"),
    )


def switch_block(document: Document) -> Edit:
    """Basic for bottleneck or back, with the stages kept."""
    spec = parse(document.member.arch)
    return set_choice(document, "block", spec.block.other)._replace(merge="")


def open_network(document: Document, arch: str) -> Edit:
    """Another network in the place of the current one; UserError for a text that names none."""
    return opened(documents.with_network(document, arch), "Open {title}")


def look_at(document: Document, arch: str) -> Edit:
    """Back or forward to a network: to its member where there is one."""
    return opened(documents.looking_at(document, arch), "Go to {title}")


def open_weights(document: Document, arch: str, weights: WeightsChoice) -> Edit:
    """The network that a file of weights belongs to, with them."""
    name = PurePath(weights.path).name
    before = document.member.weights
    is_other_set = before is not None and before.path == weights.path and before != weights
    template = "Use {set} of {name}" if is_other_set else "Open weights {name}"
    words = Message(template, {"name": name, "set": weights.set_name})
    return Edit(documents.with_weights(document, arch, weights), words)


def remove_weights(document: Document) -> Edit:
    """Random weights again."""
    document = documents.with_weights(document, document.member.arch, None)
    return Edit(document, Message("Remove weights"))


def compare_weights(document: Document, against: WeightsChoice | None) -> Edit:
    """The weights next to those of another file; None ends that."""
    changed = documents.with_weights_against(document, against)
    if against is None:
        return Edit(changed, Message("End comparing weights"))
    name = PurePath(against.path).name
    return Edit(changed, Message("Compare weights with {name}", {"name": name}))


def open_run(document: Document, arch: str, batch: int, uuid: str) -> Edit:
    """Network and batch of a stored run, with its times."""
    return opened(documents.with_run(document, arch, batch, uuid), "Open run of {title}")


def set_batch(document: Document, batch: int) -> Edit:
    """Another batch; UserError where it is out of range."""
    words = Message("Set batch to {batch}", {"batch": batch})
    return Edit(replace(document, batch=batch), words, "batch")


def set_convention(document: Document, convention: Convention) -> Edit:
    """Another way to count work."""
    words = Message("Count work as {label}", {"label": convention.label})
    return Edit(replace(document, convention=convention), words)


def set_coloring(document: Document, coloring: Coloring) -> Edit:
    """Another figure or scale that colours the boxes; UserError for one that is not known."""
    colored = replace(document, coloring=coloring)
    names = {BY_OPERATION: "operation", BY_STAGE: "stage"}
    name = names.get(coloring.color_by) or FIGURES[coloring.color_by].title
    is_same = coloring.color_by == document.coloring.color_by
    template = "Set colour scale to {scale}" if is_same else "Colour by {name}"
    return Edit(colored, Message(template, {"name": name, "scale": coloring.scale}))


def set_level(document: Document, level: Level) -> Edit:
    """Another level of detail, with every box as the level has it."""
    words = Message("Show {level} level", {"level": level})
    return _seen(document, lambda view: replace(view, level=level, toggled=()), words)


def set_folded(document: Document, *, is_folded: bool) -> Edit:
    """Equal neighbours as one box or not, with every box as the level has it."""
    words = Message("Merge equal blocks" if is_folded else "Show every block")
    return _seen(document, lambda view: replace(view, is_folded=is_folded, toggled=()), words)


def fold_all(document: Document) -> Edit:
    """One box for each stage."""
    words = Message("Collapse all")
    return _seen(
        document, lambda view: replace(view, level=Level.STAGE, is_folded=True, toggled=()), words
    )


def unfold_all(document: Document) -> Edit:
    """Every layer of every block."""
    words = Message("Expand all")
    return _seen(
        document, lambda view: replace(view, level=Level.LAYER, is_folded=False, toggled=()), words
    )


def toggle(document: Document, key: str, name: str, shown: View | None = None) -> Edit:
    """One stage, run or block the other way round; `name` is what people call it.

    `shown` is the view that a person sees, where that is not the document's own.
    """
    words = Message("Expand or collapse {name}", {"name": name})
    return _seen(document, lambda view: (shown or view).toggling(key), words)


def set_direction(document: Document, direction: Direction) -> Edit:
    """Another way for the data to flow."""
    is_to_the_right = direction is Direction.LEFT_TO_RIGHT
    words = Message("Draw left to right" if is_to_the_right else "Draw top to bottom")
    return _seen(document, lambda view: replace(view, direction=direction), words)


def set_to_scale(document: Document, *, is_to_scale: bool) -> Edit:
    """Blocks and layers drawn to scale or not."""
    words = Message("Scale boxes to tensor size" if is_to_scale else "Draw boxes of one size")
    return _seen(document, lambda view: replace(view, is_to_scale=is_to_scale), words)


def set_values(document: Document, key: str) -> Edit:
    """Another figure on boxes, '' for none; UserError for one that no box has."""
    title = VALUES[key].title if key in VALUES else ""
    words = Message(
        "Show {title} on boxes" if title else "Show no values on boxes", {"title": title}
    )
    return _seen(document, lambda view: replace(view, values=key), words)


def _seen(document: Document, change: Callable[[View], View], words: Message) -> Edit:
    return Edit(replace(document, view=change(document.view)), words)


def opened(document: Document, template: str) -> Edit:
    """Another current network, with words about its `{title}`."""
    return Edit(document, Message(template, {"title": title_named(document.member.arch)}))


def title_named(arch: str) -> str:
    """What people call a network."""
    arch = canonical(arch)
    return shown_network(arch).title if source_in(arch) else title_of(parse(arch))


def _value_text(value: Any) -> str:
    if isinstance(value, Image):
        return shape_text(value)
    return "-".join(map(str, value)) if isinstance(value, tuple) else str(value)

"""Which networks a picture shows, as choices: the one on screen, or several next to each other."""

from resnet_viz.core.errors import UserError
from resnet_viz.session import edits
from resnet_viz.session.document import Document
from resnet_viz.session.member import shown_network

PUBLISHED, TWIN, COMPARED, DIFFERING = "published", "twin", "compared", "differing"
FIVE = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")  # He et al. 2015, table 1
TITLES = {
    TWIN: "With its plain twin",
    COMPARED: "All of the comparison",
    DIFFERING: "What differs from the base",
    PUBLISHED: "The published five",
}


def figure_rows(document: Document) -> tuple[tuple[str, str], ...]:
    """Key and title of each choice of several networks that there is."""
    return tuple((key, title) for key, title in TITLES.items() if archs_of(document, key))


def archs_of(document: Document, key: str) -> tuple[str, ...]:
    """The networks of a choice in order; none where there are no such, or it is not of several."""
    if key == PUBLISHED:
        return FIVE
    if key == TWIN:
        return _twins(document)
    if key == DIFFERING:
        base = document.compared_with
        return (base.arch, document.member.arch) if base else ()
    shown = tuple(member.arch for member in document.shown)
    return shown if key == COMPARED and len(shown) > 1 else ()


def _twins(document: Document) -> tuple[str, ...]:
    """The plain network first, as in figure 3 of the paper."""
    try:
        twin = edits.switch_plain(document).document.member.arch
    except UserError:  # only the family has twins
        return ()
    return tuple(sorted((document.member.arch, twin), key=_has_shortcuts))


def _has_shortcuts(arch: str) -> bool:
    return bool(shown_network(arch).graph.shortcuts)

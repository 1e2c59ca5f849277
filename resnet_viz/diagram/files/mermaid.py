"""A network as a Mermaid flowchart: a subgraph for each stage, shortcuts in lines of their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.tree import Join, ShortcutKind
from resnet_viz.diagram.cells.box_words import lines_below
from resnet_viz.diagram.cells.cell import (
    AnyCell,
    Box,
    Bypass,
    FramedCell,
    Ground,
    Section,
    WholeCell,
    aside_of,
    exit_of,
    plain_cells,
    spine_of,
)
from resnet_viz.diagram.cells.labels import count_text
from resnet_viz.diagram.cells.part import Part
from resnet_viz.diagram.files.unplaced import title_with
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.scene.theme import Pen, Theme, Tint
from resnet_viz.diagram.view import Direction

MOST_LINKS = 500  # a page may not raise it from within a diagram: mermaid.js.org, maxEdges
ENTITIES = str.maketrans({"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;"})
SUM = "#43;"  # a bare plus sign would begin a Markdown list
INDENT = "    "
SHORTCUT_NAMES = {
    ShortcutKind.IDENTITY: "identity",
    ShortcutKind.ZERO_PAD: "zero-padded",
    ShortcutKind.PROJECTION: "projection",
    ShortcutKind.NORMED: "normed",
    ShortcutKind.RESAMPLED: "resampled",
}


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two nodes; of a shortcut where it has a kind."""

    tail: str
    head: str
    kind: ShortcutKind | None = None
    label: str = ""
    how: Join = Join.ADD


def mermaid_of(parts: Sequence[Part], direction: Direction, picture: Picture) -> str:
    """The whole picture as Mermaid's text, the same bytes each time.

    Several networks are a subgraph each.
    UserError for more than the 500 links that Mermaid draws.
    """
    theme, scene = picture.theme, picture.scene
    sections = [section for part in parts for section in part.sections]
    links = [link for part in parts for link in _links(part.sections)]
    if len(links) > MOST_LINKS:
        raise UserError(
            f"this diagram has {len(links)} links and Mermaid draws {MOST_LINKS} at most. "
            "Merge equal blocks or choose a coarser level",
            "output",
        )
    lines = [
        "---",
        f'title: "{title_with(scene.title, picture.heat, scene.values_title)}"',
        "---",
        f"flowchart {direction}",
        *_indented(line for part in parts for line in _part(part, theme)),
        *_indented(map(_link, links)),
        *_indented(_classes(sections, theme)),
        *_indented(_link_styles(links, theme)),
        *_indented(_heated(picture.heat, theme)),
    ]
    return "\n".join(lines) + "\n"


def _part(part: Part, theme: Theme) -> Iterator[str]:
    lines = (line for section in part.sections for line in _section(section, theme))
    if part.name:
        yield from _subgraph(part.name.rstrip("."), part.title, lines, theme)
    else:
        yield from lines


def _section(section: Section, theme: Theme) -> Iterator[str]:
    cells = (line for cell in section.cells for line in _cell(cell, theme))
    if section.is_framed:
        title = " · ".join(filter(None, (section.title, section.subtitle)))
        yield from _subgraph(section.id, title, cells, theme)
    else:
        yield from cells


def _cell(cell: AnyCell, theme: Theme) -> Iterator[str]:
    if isinstance(cell, FramedCell):
        inner = (line for each in cell.cells for line in _cell(each, theme))
        yield from _subgraph(cell.id, cell.heading, inner, theme)
        return
    if isinstance(cell, WholeCell):
        yield from _range(cell, cell.grounds, (0, len(cell.boxes)), theme)
        return
    nodes = map(_node, _boxes(cell))
    if cell.is_framed:
        yield from _subgraph(cell.id, count_text(cell.count) or cell.title, nodes, theme)
    else:
        yield from nodes


def _range(
    cell: WholeCell, grounds: Sequence[Ground], places: tuple[int, int], theme: Theme
) -> Iterator[str]:
    """The boxes of a whole cell from one place to another, in the frames between."""
    first, end = places
    while grounds:
        outer = grounds[0]
        inner = [each for each in grounds[1:] if each.end <= outer.end]
        yield from map(_node, cell.boxes[first : outer.first])
        lines = _range(cell, inner, (outer.first, outer.end), theme)
        yield from _subgraph(outer.id, outer.heading, lines, theme)
        first, grounds = outer.end, grounds[1 + len(inner) :]
    yield from map(_node, cell.boxes[first:end])


def _subgraph(name: str, title: str, inner: Iterable[str], theme: Theme) -> Iterator[str]:
    yield f'subgraph {_id(name)}["{title.translate(ENTITIES)}"]'
    yield from _indented(inner)
    yield "end"
    yield f"style {_id(name)} {_tint(theme.frame)}"


def _node(box: Box) -> str:
    if box.is_round:
        sign = SUM if box.words[0] == "+" else box.words[0]
        return f'{_id(box.id)}(("{sign}")):::{box.op}'
    first = " ".join(filter(None, (box.words[0], count_text(box.count))))
    lines = (first, *lines_below(box))
    text = "<br/>".join(line.translate(ENTITIES) for line in lines)
    return f'{_id(box.id)}["{text}"]:::{box.op}'


def _links(sections: Iterable[Section]) -> Iterator[Link]:
    """Every arrow in the order of the data flow, each block's shortcut after its main path."""
    before = ""
    for section in sections:
        for cell in plain_cells(section.cells):
            if isinstance(cell, WholeCell):
                yield from _whole_links(cell, before)
                before = exit_of(cell).id
                continue
            chain = ["" if cell.is_apart else before, *(box.id for box in cell.spine)]
            yield from (Link(tail, head) for tail, head in pairwise(chain) if tail)
            if cell.bypass:
                yield from _bypass(cell.bypass, chain)
            before = chain[-1]


def _whole_links(cell: WholeCell, before: str) -> Iterator[Link]:
    """Every arrow of a whole cell; what comes in does so from the box before."""
    yield from (Link(edge.tail or before, edge.head) for edge in cell.links)
    for skip in cell.skips:
        label = " ".join(filter(None, (SHORTCUT_NAMES[skip.kind], count_text(skip.count))))
        for edge in skip.edges:
            yield Link(edge.tail or before, edge.head, skip.kind, label, skip.how)
            label = ""


def _bypass(bypass: Bypass, chain: list[str]) -> Iterator[Link]:
    """The shortcut, from the node it leaves past its own layers into the sum."""
    way = [chain[bypass.fork], *(box.id for box in bypass.aside), chain[bypass.add + 1]]
    label = " ".join(filter(None, (SHORTCUT_NAMES[bypass.kind], bypass.note)))
    for tail, head in pairwise(way):
        yield Link(tail, head, bypass.kind, label, bypass.how)
        label = ""


def _link(link: Link) -> str:
    label = f'|"{link.label.translate(ENTITIES)}"|' if link.label else ""
    return f"{_id(link.tail)} -->{label} {_id(link.head)}"


def _classes(sections: Iterable[Section], theme: Theme) -> Iterator[str]:
    boxes = (box for section in sections for cell in section.cells for box in _boxes(cell))
    for op in dict.fromkeys(box.op for box in boxes):
        yield f"classDef {op} {_tint(theme.tint_of(op))}"


def _heated(heat: BoxColors | None, theme: Theme) -> Iterator[str]:
    """The colours of the nodes that a figure or a stage colours."""
    if heat is not None:
        for name, fill in heat.fills.items():
            yield f"style {_id(name)} {_tint(theme.filled(fill, heat.inks[name]))}"


def _boxes(cell: AnyCell) -> tuple[Box, ...]:
    return (*spine_of(cell), *aside_of(cell))


def _link_styles(links: list[Link], theme: Theme) -> Iterator[str]:
    pens: dict[Pen, list[str]] = {}
    for place, link in enumerate(links):
        if link.kind:
            pens.setdefault(theme.pen_of(link.kind, link.how), []).append(str(place))
    for kind, how in product(ShortcutKind, Join):
        pen = theme.pen_of(kind, how)
        if pen in pens:
            yield f"linkStyle {','.join(pens.pop(pen))} {_pen(pen)}"


def _tint(tint: Tint) -> str:
    return f"fill:{tint.fill},stroke:{tint.line},color:{tint.ink}"


def _pen(pen: Pen) -> str:
    dash = f",stroke-dasharray:{' '.join(f'{length:g}' for length in pen.dash)}" if pen.dash else ""
    return f"stroke:{pen.color},stroke-width:{pen.width:g}px{dash}"


def _id(path: str) -> str:
    """A path as a word that Mermaid takes for a name and nothing else."""
    return path.replace(".", "_")


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (INDENT + line for line in lines)

"""A whole network as one DOT text that plain `dot` renders: a cluster for each stage.

From top to bottom stages are side by side. From left to right they are one long row: dot keeps
rows one below the other in no order that one could choose.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import graphviz

from resnet_viz.diagram.cells.cell import (
    AnyCell,
    Cell,
    FramedCell,
    Section,
    WholeCell,
    exit_of,
    is_apart,
    spine_of,
)
from resnet_viz.diagram.cells.dot import append_row, place_beside
from resnet_viz.diagram.cells.labels import count_text
from resnet_viz.diagram.cells.part import Part
from resnet_viz.diagram.files.dot_look import (
    append_point,
    dot_box,
    dot_pen,
    dot_shortcut,
    empty_dot,
    fork_name,
)
from resnet_viz.diagram.files.dot_whole import append_whole
from resnet_viz.diagram.files.unplaced import title_with
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.view import Direction

SPINE = "spine"  # of one group, dot keeps it straight past boxes of any width
SPINE_WEIGHT = "10"  # a cluster bends the main path without it


@dataclass(frozen=True, slots=True)
class Side:
    """On which side of the main path dot puts shortcuts, and a frame's title opposite to them."""

    port: str  # the compass point of a sum where they enter
    heading: str
    label_angle: str  # of a folded run's count, from the shortcut's end


SIDES = {
    Direction.TOP_TO_BOTTOM: Side("e", "t", "-18"),
    Direction.LEFT_TO_RIGHT: Side("n", "b", "35"),
}


def dot_of(parts: Sequence[Part], direction: Direction, picture: Picture) -> str:
    """DOT text of the whole picture, labels and colours in it, the same bytes each time.

    Several networks are a cluster each, with their stages one after the other; equal stages
    begin in one row.
    """
    scene = picture.scene
    dot = empty_dot(title_with(scene.title, picture.heat, scene.values_title), picture.theme)
    dot.attr(rankdir=direction)
    if len(parts) == 1:
        _append_network(dot, parts[0].sections, direction, picture)
        return str(dot.source)
    for part in parts:
        with dot.subgraph(name=f"cluster_{part.name.rstrip('.')}") as network:
            title = f"<<b>{escape(part.title)}</b>>"
            network.attr(label=title, id=part.name.rstrip("."), color="transparent", fontsize="13")
            _append_chain(network, part.sections, direction, picture)
    _append_rows(dot, parts)
    return str(dot.source)


def _append_network(
    dot: graphviz.Digraph, sections: Sequence[Section], direction: Direction, picture: Picture
) -> None:
    """A network by itself, its stages side by side where there is room for that."""
    beside = _beside(sections, direction)
    for place, section in enumerate(sections, start=1):
        _append_section(dot, section, SIDES[direction], picture)
        if place < len(beside) and not _is_single(section):
            _append_gutter(dot, section, picture)
    for left, right in pairwise(beside):
        _append_joint(dot, left, right, picture)
    _append_links(dot, sections[len(beside) - 1 :])
    _append_row(dot, beside)


def _append_chain(
    dot: graphviz.Digraph, sections: Sequence[Section], direction: Direction, picture: Picture
) -> None:
    """A network among others, its stages one after the other."""
    for section in sections:
        _append_section(dot, section, SIDES[direction], picture)
    _append_links(dot, sections)


def _append_links(dot: graphviz.Digraph, sections: Sequence[Section]) -> None:
    for one, other in pairwise(sections):
        last, first = exit_of(one.cells[-1]), other.cells[0]
        if not is_apart(first):
            dot.edge(last.id, _entry_of(first), weight=SPINE_WEIGHT, **_way_in(first))


def _append_rows(dot: graphviz.Digraph, parts: Sequence[Part]) -> None:
    """The first nodes of equal stages in one row, in the order of the networks."""
    found: dict[str, list[str]] = {}
    for part in parts:
        for section in part.sections:
            entry = _entry_of(section.cells[0])
            found.setdefault(part.key_of(section), []).append(entry)
    for names in found.values():
        for one, other in pairwise(names):
            dot.edge(one, other, style="invis")
        append_row(dot, names)


def _beside(sections: Sequence[Section], direction: Direction) -> Sequence[Section]:
    """The sections side by side; those after them go on from the last, in its direction."""
    if direction is Direction.LEFT_TO_RIGHT:
        return sections[:1]
    if len(sections) == 1:
        return sections
    is_head_below = sections[-2].is_framed and not sections[-1].is_framed
    return sections[:-1] if is_head_below else sections


def _is_single(section: Section) -> bool:
    """Whether a section is one box, which needs no way up to the next."""
    return len(section.cells) == len(spine_of(section.cells[0])) == 1


def _append_section(dot: graphviz.Digraph, section: Section, side: Side, picture: Picture) -> None:
    name = f"cluster_{section.id}" if section.is_framed else section.id
    with dot.subgraph(name=name) as part:
        if section.is_framed:
            heading = f"<<b>{escape(section.title)}</b>  {escape(section.subtitle)}>"
            frame = picture.theme.frame
            part.attr(label=heading, id=section.id, style="rounded,filled", fontsize="11")
            part.attr(fillcolor=frame.fill, color=frame.line, labelloc=side.heading)
        _append_cells(part, section.cells, side, picture)


def _append_cells(
    dot: graphviz.Digraph, cells: Sequence[AnyCell], side: Side, picture: Picture
) -> None:
    """Cells one after the other, those in a frame in a cluster."""
    for cell in cells:
        if isinstance(cell, FramedCell):
            frame = picture.theme.frame
            with dot.subgraph(name=f"cluster_{cell.id}") as part:
                part.attr(label=f"<<b>{escape(cell.heading)}</b>>", id=cell.id, labeljust="l")
                part.attr(style="rounded,filled", fillcolor=frame.fill, color=frame.line)
                _append_cells(part, cell.cells, side, picture)
        elif isinstance(cell, WholeCell):
            append_whole(dot, cell, side.port, picture)
        else:
            _append_cell(dot, cell, side, picture)
    for above, below in pairwise(cells):
        if is_apart(below):
            continue
        way = _way_in(below)
        dot.edge(exit_of(above).id, _entry_of(below), weight=SPINE_WEIGHT, **way)


def _append_cell(dot: graphviz.Digraph, cell: Cell, side: Side, picture: Picture) -> None:
    if cell.bypass:
        append_point(dot, _fork_of(cell), picture)
        dot.node(_fork_of(cell), group=SPINE)
    for box in cell.spine:
        dot.node(box.id, group=SPINE, **dot_box(box, picture))
    chain = [box.id for box in cell.spine]
    if cell.bypass:
        chain.insert(cell.bypass.fork, _fork_of(cell))
    for tail, head in pairwise(chain):
        way = {"dir": "none"} if cell.bypass and head == _fork_of(cell) else {}
        dot.edge(tail, head, weight=SPINE_WEIGHT, **way)
    _append_bypass(dot, cell, side, picture)


def _append_bypass(dot: graphviz.Digraph, cell: Cell, side: Side, picture: Picture) -> None:
    bypass = cell.bypass
    if not bypass:
        return
    pen = dot_pen(picture.theme.pen_of(bypass.kind, bypass.how))
    classes = dot_shortcut(bypass.kind, bypass.how)
    add = cell.spine[bypass.add].id
    for box in bypass.aside:
        dot.node(box.id, **dot_box(box, picture))
    first = place_beside(cell.spine, bypass)
    for beside, box in zip(cell.spine[first:], bypass.aside, strict=False):
        append_row(dot, (beside.id, box.id))
    way = [_fork_of(cell), *(box.id for box in bypass.aside), add]
    for tail, head in pairwise(way[:-1]):
        dot.edge(tail, head, weight="2", **pen)
    last = {"id": bypass.id, "class": classes, "headport": side.port, **pen}
    if not bypass.aside:
        last |= {"constraint": "false", "tailport": side.port}
    if cell.is_framed and cell.count > 1:
        last |= {
            "headlabel": f"<<b>{count_text(cell.count)}</b>>",
            "labeldistance": "4.5",
            "labelangle": side.label_angle,
        }
    dot.edge(way[-2], add, **last)


def _append_gutter(dot: graphviz.Digraph, left: Section, picture: Picture) -> None:
    """The turning points right of a column; declared here, dot keeps them here."""
    for end in ("high", "low"):
        append_point(dot, f"{left.id}.{end}", picture)


def _append_joint(dot: graphviz.Digraph, left: Section, right: Section, picture: Picture) -> None:
    """The main path from one column up the gutter to the next, past three turning points."""
    if is_apart(right.cells[0]):
        return
    last, entry = exit_of(left.cells[-1]), _entry_of(right.cells[0])
    if _is_single(left):
        dot.edge(last.id, entry, **_way_in(right.cells[0]))
        return
    low, high = f"{left.id}.low", f"{left.id}.high"
    start = last.id
    if last.is_round:  # its side takes the shortcut
        start = f"{left.id}.end"
        append_point(dot, start, picture)
        dot.edge(last.id, start, weight=SPINE_WEIGHT, dir="none")
    append_row(dot, (start, low))
    dot.edge(start, low, dir="none")
    dot.edge(high, low, weight=SPINE_WEIGHT, dir="none")
    dot.edge(high, entry, **_way_in(right.cells[0]))


def _append_row(dot: graphviz.Digraph, sections: Sequence[Section]) -> None:
    """The first nodes of all columns at one height, the gutters between them."""
    names = []
    for section in sections:
        names.append(_entry_of(section.cells[0]))
        if section is not sections[-1] and not _is_single(section):
            names.append(f"{section.id}.high")
            dot.edge(*names[-2:], style="invis")
    append_row(dot, names)


def _way_in(cell: AnyCell) -> dict[str, str]:
    """No arrow head where the line only forks."""
    return {"dir": "none"} if _has_fork(cell) else {}


def _entry_of(cell: AnyCell) -> str:
    """The node that the main path enters first: a box, or the point where the shortcut leaves."""
    if isinstance(cell, FramedCell):
        return _entry_of(cell.cells[0])
    return _fork_of(cell) if _has_fork(cell) else spine_of(cell)[0].id


def _has_fork(cell: AnyCell) -> bool:
    """Whether the main path comes in at a point, from where several lines may go on."""
    if isinstance(cell, FramedCell):
        return _has_fork(cell.cells[0])
    if isinstance(cell, WholeCell):
        return cell.has_entry
    return cell.bypass is not None and not cell.bypass.fork


def _fork_of(cell: AnyCell) -> str:
    return fork_name(cell.id)

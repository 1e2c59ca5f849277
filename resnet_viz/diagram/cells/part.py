"""One network of a picture: its sections, under a name of its own where there are several."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.diagram.cells.cell import (
    ENTRY,
    AnyCell,
    Box,
    Bypass,
    Edge,
    FramedCell,
    Section,
    Skip,
    WholeCell,
)


class Part(NamedTuple):
    """A network's title and sections in order of the data flow.

    All ids in them start with `name`, which is '' where there is only one network.
    """

    title: str
    sections: tuple[Section, ...]
    name: str = ""

    def key_of(self, section: Section) -> str:
        """The section's row: by its id in its network, that of the same stage in all of them."""
        return section.row or section.id.removeprefix(self.name)

    @property
    def in_rows(self) -> "Part":
        """The same with its sections in rows by their order, for networks without equal stages."""
        rows = (replace(each, row=str(place)) for place, each in enumerate(self.sections))
        return self._replace(sections=tuple(rows))


def part_names(count: int) -> tuple[str, ...]:
    """What the ids of so many networks start with: `n1.`, `n2.` …; nothing for one."""
    return tuple(f"n{place}." for place in range(1, count + 1)) if count > 1 else ("",)


def named(section: Section, name: str) -> Section:
    """The section with every id in it, and the paths of all layers, under a name."""
    if not name:
        return section
    cells = tuple(_named_cell(cell, name) for cell in section.cells)
    return replace(section, id=name + section.id, cells=cells)


def _named_cell(cell: AnyCell, name: str) -> AnyCell:
    if isinstance(cell, FramedCell):
        inner = tuple(_named_cell(each, name) for each in cell.cells)
        return replace(cell, id=name + cell.id, cells=inner)
    if isinstance(cell, WholeCell):
        return replace(
            cell,
            id=name + cell.id,
            boxes=_named_boxes(cell.boxes, name),
            grounds=tuple(replace(each, id=name + each.id) for each in cell.grounds),
            links=_named_edges(cell.links, name),
            skips=tuple(_named_skip(skip, name) for skip in cell.skips),
            exit=_named_end(cell.exit, name),
        )
    bypass = cell.bypass and _named_bypass(cell.bypass, name)
    spine = _named_boxes(cell.spine, name)
    return replace(cell, id=name + cell.id, spine=spine, bypass=bypass)


def _named_boxes(boxes: Sequence[Box], name: str) -> tuple[Box, ...]:
    return tuple(
        replace(box, id=name + box.id, members=tuple(name + path for path in box.members))
        for box in boxes
    )


def _named_bypass(bypass: Bypass, name: str) -> Bypass:
    return replace(bypass, id=name + bypass.id, aside=_named_boxes(bypass.aside, name))


def _named_skip(skip: Skip, name: str) -> Skip:
    aside = tuple(name + path for path in skip.aside)
    return replace(skip, id=name + skip.id, edges=_named_edges(skip.edges, name), aside=aside)


def _named_edges(edges: Sequence[Edge], name: str) -> tuple[Edge, ...]:
    return tuple(Edge(_named_end(edge.tail, name), name + edge.head) for edge in edges)


def _named_end(path: str, name: str) -> str:
    return name + path if path != ENTRY else ENTRY

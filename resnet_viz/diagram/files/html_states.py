"""Every state a page can show: the cells of all levels, folded and not, each distinct one once."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import StageView
from resnet_viz.core.lab.figures import Counted
from resnet_viz.diagram.cells.cell import Section
from resnet_viz.diagram.cells.cutting.chained import as_chained
from resnet_viz.diagram.cells.cutting.flow import Flow, flow_of
from resnet_viz.diagram.cells.cutting.outline import Outline, outline_of
from resnet_viz.diagram.cells.fold import key_of_run, runs_of
from resnet_viz.diagram.cells.lying import as_laid_out
from resnet_viz.diagram.files.html_cells import Cells
from resnet_viz.diagram.layout.frames import SUBTITLE_SIZE, TITLE_SIZE
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.view import Direction, Level, View

MOST_STATES = 96  # of parts that are laid out whole, each by Graphviz


@dataclass(frozen=True, slots=True)
class PageStates:
    """What a page is made of: its views, the sections of each, their layouts, and the costs."""

    sections: Mapping[View, tuple[Section, ...]]
    layouts: Mapping[str, str]
    counted: Counted


class _Views:
    """The views whose cells make up those of all states of a network in stages."""

    def __init__(self, graph: Graph, view: View) -> None:
        blocks = tuple(block.path for block in graph.blocks)
        plain = replace(view, is_folded=False, toggled=())
        folded = replace(plain, is_folded=True)
        self.network = replace(plain, level=Level.NETWORK)
        self.stage = replace(plain, level=Level.STAGE)
        self.block = replace(plain, level=Level.BLOCK)
        self.merged = replace(folded, level=Level.BLOCK)
        self.layer = replace(plain, level=Level.LAYER)
        self.layer_merged = replace(folded, level=Level.LAYER)
        self.opened = replace(self.block, toggled=blocks)
        self.opened_merged = replace(self.merged, toggled=blocks)

    @property
    def all(self) -> tuple[View, ...]:
        levels = (self.network, self.stage, self.block, self.merged, self.layer, self.layer_merged)
        return (*levels, self.opened, self.opened_merged)


def page_views(graph: Graph, view: View) -> tuple[View, ...]:
    """The views that a page needs the cells of."""
    if as_chained(graph) is not None:
        return tuple(dict.fromkeys(_Views(graph, view).all))
    return tuple(_whole_views(graph, view))


def _whole_views(graph: Graph, view: View) -> Iterator[View]:
    """Each level, then what is opened or closed in each of them in turn: the first ones."""
    plain = replace(view, toggled=())
    levels = [replace(plain, level=level, is_folded=f) for f in (False, True) for level in Level]
    flow = flow_of(graph)
    return islice(_in_turn([_opened(graph, level, flow) for level in levels]), MOST_STATES)


def _opened(graph: Graph, view: View, flow: Flow) -> Iterator[View]:
    """A view, then what is opened or closed in it: first one thing, then two, then more."""
    waiting, known = deque([view]), {view}
    while waiting:
        here = waiting.popleft()
        yield here
        for key in _keys_in(outline_of(graph, here, flow)):
            if not key or key in here.toggled:
                continue
            after = replace(here, toggled=tuple(sorted((*here.toggled, key))))
            if after not in known:
                known.add(after)
                waiting.append(after)


def _keys_in(outline: Outline) -> list[str]:
    """What can be opened or closed, frames before boxes: there are few of them, in plain sight."""
    framed = [outline.keys[each.id] for each in outline.grounds if each.id in outline.keys]
    return list(dict.fromkeys(each.own for each in (*framed, *outline.keys.values())))


def _in_turn(several: Iterable[Iterator[View]]) -> Iterator[View]:
    """The first of each, then the second of each, until all are at their ends."""
    left = list(several)
    while left:
        for each in tuple(left):
            found = next(each, None)
            if found is None:
                left.remove(each)
            else:
                yield found


def laid_out(sections: Sequence[Section], direction: Direction) -> tuple[Section, ...]:
    """The sections as they are laid out, each by itself."""
    return tuple(each for section in sections for each in as_laid_out((section,), direction))


def states_data(graph: Graph, view: View, states: PageStates) -> dict[str, Any]:
    """The sections with their cells in all states, as plain values for a page's script."""
    nodes = (*graph.inputs, *graph.nodes)
    cells = Cells({node.path: place for place, node in enumerate(nodes)}, states.layouts)
    chained = as_chained(graph)
    if chained is None:
        return {"states": list(_states(graph, states, cells)), "sections": [], "cells": cells.rows}
    views = _Views(graph, view)
    sections: list[dict[str, Any]] = []
    for place, stage in enumerate(chained.stages):
        found = {v: states.sections[v][place] for v in views.all}
        sections.append(_stage_data(stage, views, found, cells))
    return {"sections": sections, "cells": cells.rows}


def _stage_data(
    stage: StageView, views: _Views, found: Mapping[View, Section], cells: Cells
) -> dict[str, Any]:
    title, subtitle = stage.title, found[views.block].subtitle
    values: dict[str, Any] = {
        "path": stage.path,
        "title": title,
        "subtitle": subtitle,
        "titleWidth": round(text_width(title, TITLE_SIZE, is_bold=True), 2),
        "subtitleWidth": round(text_width(subtitle, SUBTITLE_SIZE), 2),
        "network": cells.add(found[views.network].cells[0]),
        "stage": cells.add(found[views.stage].cells[0]),
    }
    opened = found[views.layer].cells
    if not stage.blocks:
        joined = cells.add(found[views.block].cells[0])
        return values | {"block": joined, "layer": cells.add(opened[0])}
    if stage.loose:
        values["loose"] = [cells.add(found[views.block].cells[0]), cells.add(opened[0])]
    return values | {"runs": list(_runs(stage, views, found, cells))}


def _runs(
    stage: StageView, views: _Views, found: Mapping[View, Section], cells: Cells
) -> Iterator[dict[str, Any]]:
    first = 1 if stage.loose else 0
    done = 0
    for place, run in enumerate(runs_of(stage.blocks)):
        single, merged = first + done, first + place
        yield {
            "key": key_of_run(run),
            "paths": [block.path for block in run],
            "starts": [cells.places[block.nodes[0].path] for block in run],
            "title": run[0].title,
            "box": cells.add(found[views.block].cells[single]),
            "boxes": cells.add(found[views.merged].cells[merged]),
            "bare": cells.add(found[views.layer].cells[single]),
            "bares": cells.add(found[views.layer_merged].cells[merged]),
            "framed": cells.add(found[views.opened].cells[single]),
            "frames": cells.add(found[views.opened_merged].cells[merged]),
        }
        done += len(run)


def _states(graph: Graph, states: PageStates, cells: Cells) -> Iterator[list[Any]]:
    """Each state of a network that is not in stages: its sections, and what opens and closes."""
    flow = flow_of(graph)
    for view, sections in states.sections.items():
        marks = {
            name: [each.own, each.outer]
            for name, each in outline_of(graph, view, flow).keys.items()
        }
        rows = [_section_data(section, cells) for section in sections]
        yield [view.level, view.is_folded, view.toggled, rows, marks]


def _section_data(section: Section, cells: Cells) -> dict[str, Any]:
    title, subtitle = section.title, section.subtitle
    return {
        "path": section.id,
        "title": title,
        "subtitle": subtitle,
        "titleWidth": round(text_width(title, TITLE_SIZE, is_bold=True), 2),
        "subtitleWidth": round(text_width(subtitle, SUBTITLE_SIZE), 2),
        "framed": section.is_framed,
        "cells": [cells.add(cell) for cell in section.cells],
    }

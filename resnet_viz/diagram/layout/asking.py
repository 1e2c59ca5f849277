"""What Graphviz is asked for a picture, in turns: groups first, then the cells that they are in."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from resnet_viz.diagram.cells.cell import Cell, Section, WholeCell, plain_cells
from resnet_viz.diagram.cells.cells import dot_text
from resnet_viz.diagram.cells.cutting.dividing import divided, is_divided
from resnet_viz.diagram.layout.laying import sized_outer


def answers_for(
    sections: Iterable[Section], ask: Callable[[Iterable[str]], Mapping[str, str]]
) -> dict[str, str]:
    """All layouts that the sections need, from one who lays out DOT texts."""
    every, known = tuple(sections), dict[str, str]()
    while missing := missing_dots(every, known):
        known.update(ask(missing))
    return known


def missing_dots(sections: Iterable[Section], known: Mapping[str, str]) -> tuple[str, ...]:
    """The distinct DOT texts to be laid out next, in order of use; none where all are known."""
    cells = (cell for section in sections for cell in plain_cells(section.cells))
    texts = dict.fromkeys(text for cell in cells for text in _missing_of(cell, known))
    return tuple(texts)


def _missing_of(cell: Cell | WholeCell, known: Mapping[str, str]) -> Iterator[str]:
    """The texts for a cell that can be made by now; its own when those of its groups are known."""
    if isinstance(cell, WholeCell) and is_divided(cell):
        inner = [
            text for each in plain_cells(divided(cell).parts) for text in _missing_of(each, known)
        ]
        if inner:
            yield from inner
            return
        cell = sized_outer(cell, known)[0]
    text = dot_text(cell)
    if text not in known:
        yield text

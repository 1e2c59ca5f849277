"""Boxes to scale, as in the figures of papers: as high as the image, as wide as its channels.

Heights are proportional to the rows of an output, `HIGHEST` points for the highest of all stages;
widths to the logarithm of its channels, so that the tightest words of all stages just fit. No box
is smaller than its words, which stay within it: small images and boxes outside of stages are as
large as those.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import ceil, log2

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.shape import Shape, image_of
from resnet_viz.diagram.cells.box_words import words_height
from resnet_viz.diagram.cells.cell import Box, Section
from resnet_viz.diagram.cells.changed import boxes_of, with_boxes

HIGHEST = 64.0  # with more, the stem of a large image takes most of the page
LEAST_PAD = 3.0  # above and below the words of a box that they bound

ShapesByPath = Mapping[str, Shape]  # of what comes out, by path


def shapes_of(graph: Graph) -> ShapesByPath:
    """What comes out of every layer and input."""
    return {node.path: node.out_shape for node in (*graph.inputs, *graph.nodes)}


def to_scale(sections: tuple[Section, ...], shapes: ShapesByPath) -> tuple[Section, ...]:
    """The sections with the size of every box but the sums' set by what comes out of it."""
    framed = [section for section in sections if section.is_framed]
    within = [box for section in framed or sections for box in boxes_of(section) if box.members]
    row = HIGHEST / max(_rows(box, shapes) for box in within)
    octave = max(box.width / _octaves(box, shapes) for box in within)

    def scaled(box: Box) -> Box:
        if not box.members:
            return box
        width = max(box.width, _even(octave * _octaves(box, shapes)))
        return replace(box, width=width, height=max(_least(box), _even(row * _rows(box, shapes))))

    return tuple(with_boxes(section, scaled, scaled) for section in sections)


def _rows(box: Box, shapes: ShapesByPath) -> int:
    """The height of an image; 1 for what is none."""
    return (*image_of(shapes[box.members[-1]]), 1)[1]


def _octaves(box: Box, shapes: ShapesByPath) -> float:
    """How often its channels have doubled, 1 at least."""
    return max(1.0, log2(image_of(shapes[box.members[-1]])[0]))


def _least(box: Box) -> int:
    return 2 * ceil(words_height(box) / 2 + LEAST_PAD)


def _even(length: float) -> int:
    """The nearest even number of points: Graphviz places middles."""
    return 2 * round(length / 2)

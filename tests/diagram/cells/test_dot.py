"""A cell's DOT: structure and whole points alone, and Graphviz's answer to it."""

import re

import pytest

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.cells.cell import Cell
from resnet_viz.diagram.cells.cells import sections_of
from resnet_viz.diagram.cells.dot import dot_of_cell
from resnet_viz.diagram.layout.layout import read_layout
from resnet_viz.diagram.view import Level, View
from resnet_viz.jobs.drawing_child import layouts_for


def _cells(arch: str, level: Level) -> dict[str, Cell]:
    sections = sections_of(expand(parse(arch)), View(level))
    cells = [cell for section in sections for cell in section.cells]
    return {cell.id: cell for cell in cells if isinstance(cell, Cell)}


@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER])
def test_equal_blocks_of_different_stages_have_equal_dot_texts(level: Level) -> None:
    cells = _cells("resnet152", level)
    assert dot_of_cell(cells["layer1.1"]) == dot_of_cell(cells["layer3.35"])
    assert dot_of_cell(cells["layer1.0"]) != dot_of_cell(cells["layer1.1"])


@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER])
def test_a_cell_says_no_name_and_no_word_of_the_network(level: Level) -> None:
    for cell in _cells("resnet50", level).values():
        dot = dot_of_cell(cell)
        assert not re.search(r"conv|layer|×|relu|max", dot, re.IGNORECASE)
        assert 'label=""' in dot


def test_sizes_are_whole_points() -> None:
    for cell in _cells("resnet50", Level.LAYER).values():
        for inches in re.findall(r"(?:width|height)=([\d.]+)", dot_of_cell(cell)):
            assert float(inches) * 72 == pytest.approx(round(float(inches) * 72), abs=1e-3)


@pytest.mark.parametrize("arch", ["resnet18", "resnet50"])
def test_graphviz_puts_the_shortcut_right_of_every_box(arch: str) -> None:
    for level in (Level.BLOCK, Level.LAYER):
        for cell in _cells(arch, level).values():
            if cell.bypass:
                dot = dot_of_cell(cell)
                layout = read_layout(layouts_for([dot])[dot])
                half = max((box.width / 2 for box in cell.bypass.aside), default=0)
                boxes = max(box.width / 2 for box in cell.spine)
                assert layout.lane_x - half >= boxes + 12


def test_graphviz_keeps_the_gap_between_all_boxes_of_the_main_path() -> None:
    for cell in _cells("resnet50", Level.LAYER).values():
        dot = dot_of_cell(cell)
        layout = read_layout(layouts_for([dot])[dot])
        for place, (upper, lower) in enumerate(zip(cell.spine, cell.spine[1:], strict=False)):
            apart = layout.spine_y(place + 1) - layout.spine_y(place)
            assert apart - (upper.height + lower.height) / 2 == cell.gap


def test_a_projection_stands_beside_layers_of_its_own_kind() -> None:
    cell = _cells("resnet50", Level.LAYER)["layer2.0"]
    dot = dot_of_cell(cell)
    layout = read_layout(layouts_for([dot])[dot])
    ops = {layout.spine_y(place): box.op for place, box in enumerate(cell.spine)}
    assert cell.bypass
    beside = [ops[layout.aside(place).y] for place in range(2)]
    assert beside == [box.op for box in cell.bypass.aside] == ["conv2d", "batch_norm"]

"""What the boxes of networks of others say, and what of a block is a box of its own."""

from typing import TYPE_CHECKING

from resnet_viz.core.structure.graph import graph_of
from resnet_viz.diagram.cells.cell import Box, spine_of
from resnet_viz.diagram.cells.cells import sections_of
from resnet_viz.diagram.view import Level, View
from resnet_viz.engine.trace.record import recorded
from tests.samples.blocks import (
    Activated,
    Gated,
    Gathered,
    Parallel,
    Stages,
    Tokens,
    Windows,
    alone_stage,
    long_row,
    staged,
    unlike_six,
    with_norm,
)

if TYPE_CHECKING:
    from torch import nn


def boxes_of(model: "nn.Module", level: Level = Level.BLOCK) -> dict[str, Box]:
    import torch

    graph = graph_of(recorded(model.eval(), (torch.zeros(1, 8, 16, 16),), title="net"))
    cells = (cell for section in sections_of(graph, View(level, True)) for cell in section.cells)
    return {box.id: box for cell in cells for box in spine_of(cell)}


def test_a_gate_is_one_thing_among_a_blocks_convolutions_in_its_place() -> None:
    box = boxes_of(staged(Gated()))["1.1"]
    assert box.words == ("16·8", "3×3 · SE · 1×1")


def test_convolutions_side_by_side_are_not_said_as_if_they_were_in_a_row() -> None:
    name, about = boxes_of(staged(Parallel()))["1.1"].words
    assert name == "1.1"
    assert about.splitlines() == ["Parallel · 5 layers", "8×16×16 → 8×16×16"]


def test_a_shortcut_that_begins_in_a_block_is_said_on_its_box_and_has_no_line() -> None:
    boxes = boxes_of(staged(Activated()))
    assert boxes["1.1"].words[1].splitlines()[-1] == "shortcuts: 1 projection"
    assert not any(box.is_round for box in boxes.values())


def test_a_block_that_goes_on_behind_its_join_is_one_box() -> None:
    boxes = boxes_of(staged(Gathered()))
    assert boxes["1.1"].words[1].splitlines()[-1] == "shortcuts: 1 concatenated"
    assert not any(box.is_round for box in boxes.values())


def test_a_group_says_what_enters_and_leaves_it_whatever_shape_is_worked_on_inside() -> None:
    about = boxes_of(staged(Windows()))["1.1"].words[1].splitlines()
    assert about[1] == "8×16×16 → 8×16×16"


def test_a_name_of_numbers_goes_back_to_the_word_before_them() -> None:
    assert boxes_of(Stages())["stages.1.1"].words[0] == "stages.1.1"


def test_a_norm_that_is_written_out_is_one_box_until_layers_are_asked_for() -> None:
    model = with_norm()
    name, about = boxes_of(model)["1"].words
    assert (name, about.splitlines()[0]) == ("1", "WrittenOut · 6 layers")
    assert "1.rsqrt" in boxes_of(model, Level.LAYER)


def test_a_stage_of_one_group_is_one_box_as_a_stage_with_several_shows_each_as_one() -> None:
    model = alone_stage()
    boxes = boxes_of(model)
    assert boxes["0.0"].words[0] == "0"
    assert "0.0.0" not in boxes
    assert "0.0.0" in boxes_of(model, Level.LAYER)


def test_parameters_that_are_added_or_put_next_to_a_value_are_boxes() -> None:
    boxes = boxes_of(Tokens(), Level.LAYER)
    assert boxes["cat"].words == ("concat", "17×4 · 4 parameters")
    assert boxes["add"].words == ("add", "68 parameters")
    assert not boxes["add"].is_round
    assert boxes["mean"].words == ("mean", "4")


def test_a_linear_layer_is_said_with_the_name_its_author_gave_it() -> None:
    assert boxes_of(Tokens(), Level.LAYER)["query"].words == ("linear 4", "query · 4 → 4")


def test_an_activation_from_zero_to_six_is_called_so() -> None:
    words = [box.words[0] for box in boxes_of(unlike_six(), Level.LAYER).values()]
    assert words[-2:] == ["ReLU6", "hardtanh"]


def test_a_row_of_layers_is_one_box_of_a_network_however_much_of_it_that_is() -> None:
    boxes = boxes_of(long_row(), Level.NETWORK)
    assert list(boxes) == ["input", "0", "@1"]
    assert boxes["0"].words == ("0", "13 layers\n8×16×16 → 8×8×8")
    assert [box.words[0] for box in boxes_of(long_row()).values()].count("ReLU") == 2

"""A network that is not a chain of stages: what is a box, which lines there are, what opens."""

from collections import Counter
from collections.abc import Mapping

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.chain import Chain
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.join_layers import Add
from resnet_viz.core.graph.layer import Conv2d, Input, Linear
from resnet_viz.core.graph.paths import parent_of
from resnet_viz.core.graph.tree import Group, GroupKind, Join, Node
from resnet_viz.core.graph.views import View as Reshape
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.cells.cell import WholeCell, spine_of
from resnet_viz.diagram.cells.cells import dots_of, sections_of
from resnet_viz.diagram.cells.cutting.readable import crowding_note
from resnet_viz.diagram.cells.keys import checked_keys, key_of, outer_key_of
from resnet_viz.diagram.scene.scene import Item, WholeOp
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import is_inside
from tests.diagram.whole import (
    ALL_VIEWS,
    RUN,
    boxes_of,
    cells_of,
    drawn_pairs,
    graph,
    items_by_member,
    scene_of,
)

EVERY_VIEW = pytest.mark.parametrize("view", ALL_VIEWS, ids=str)


def ids(view: View) -> list[str]:
    return [box.id for box in boxes_of(view)]


def test_a_network_is_cut_where_only_the_last_box_is_read_later() -> None:
    cells = [[box.id for box in spine_of(cell)] for cell in cells_of(View(Level.STAGE))]
    assert cells == [
        ["image", "mask", "entry"],
        ["encoder"],
        ["bottleneck", "decoder"],
        ["head"],
    ]


def test_no_cell_of_a_resnet_is_laid_out_whole() -> None:
    resnet = expand(parse("resnet50"))
    sections = sections_of(resnet, View())
    assert [section.id for section in sections] == [stage.path for stage in resnet.stages]
    cells = [cell for section in sections for cell in section.cells]
    assert not [cell for cell in cells if isinstance(cell, WholeCell)]


def test_the_boxes_of_a_level_are_stages_then_blocks_then_layers() -> None:
    for level in (Level.NETWORK, Level.STAGE):
        assert ids(View(level)) == [
            *("image", "mask", "entry", "encoder", "bottleneck", "decoder", "head")
        ]
    block = ids(View(Level.BLOCK))
    assert block[2:9] == [
        *("entry.cat", "encoder.level1", "encoder.pool1", "encoder.level2", "encoder.pool2"),
        *("encoder.level3", "encoder.pool3"),
    ]
    assert {"decoder.level3", "bottleneck.5", "bottleneck.5.add"} <= set(block)
    layer = {path for each in (graph().inputs, graph().nodes) for path in (n.path for n in each)}
    assert set(ids(View(Level.LAYER))) == layer


@EVERY_VIEW
def test_every_layer_is_a_member_of_exactly_one_item(view: View) -> None:
    members = Counter(path for item in scene_of(view).all_items for path in item.members)
    everything = [node.path for node in (*graph().inputs, *graph().nodes)]
    assert members == Counter(everything)


@EVERY_VIEW
def test_every_line_of_the_network_is_drawn_or_lies_in_one_thing(view: View) -> None:
    assert undrawn(view, drawn_pairs(view)) == []


def test_a_line_that_is_missing_would_be_found() -> None:
    view = View(Level.LAYER)
    for pair in drawn_pairs(view):
        assert undrawn(view, drawn_pairs(view) - {pair})


def undrawn(view: View, pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The lines of the network that are none of the picture's, nor in a box or a folded run."""
    items = items_by_member(scene_of(view))
    drawn = {(_thing(tail, items), _thing(head, items)) for tail, head in pairs}
    return [
        (read, node.path)
        for node in graph().nodes
        for read in node.inputs
        if (way := (_thing(read, items), _thing(node.path, items))) not in drawn
        and way[0] != way[1]
        and not _is_carried(read, node.path, items)
    ]


def _thing(path: str, items: Mapping[str, Item]) -> str:
    """The item that a path belongs to; of a closed block box and sum are one."""
    closed = {item.id for item in items.values() if item.op == WholeOp.BLOCK}
    name = items[path].id if path in items else path
    return parent_of(name) if parent_of(name) in closed else name


def _is_carried(read: str, path: str, items: Mapping[str, Item]) -> bool:
    """Whether a folded repetition reads what the one before it hands on."""
    if not (read.startswith("bottleneck.") and path.startswith("bottleneck.")):
        return False
    before, after = (int(each.split(".")[1]) // 2 for each in (read, path))
    return after == before + 1 and _stands_for_all(items[path])


def _stands_for_all(item: Item) -> bool:
    """Whether an item has members in each of the run's repetitions."""
    return {int(each.split(".")[1]) // 2 for each in item.members} == {0, 1, 2}


@EVERY_VIEW
def test_no_join_is_lost(view: View) -> None:
    """Each shortcut has its picture, or what it joins is in the box that its source leads to."""
    scene, items = scene_of(view), items_by_member(scene_of(view))
    drawn = sum(shortcut.count for shortcut in scene.shortcuts)
    within = [
        each
        for each in graph().shortcuts
        if items[each.join].op in (WholeOp.GROUP, WholeOp.STAGE) and each.how is Join.ADD
    ]
    assert drawn + len(within) == len(graph().shortcuts)
    assert len({shortcut.id for shortcut in scene.shortcuts}) == len(scene.shortcuts)
    cats = [each for each in graph().shortcuts if each.how is Join.CAT]
    assert {f"{each.join}.shortcut" for each in cats} <= {each.id for each in scene.shortcuts}


def test_a_folded_run_of_two_kinds_of_block_is_two_boxes_in_a_frame_that_says_how_often() -> None:
    scene = scene_of(View(Level.BLOCK, is_folded=True))
    frame = next(frame for frame in scene.frames if frame.count > 1)
    assert (frame.id, frame.count, frame.title.text) == (RUN, 3, "blocks × 3")
    inside = [item for item in scene.items if is_inside(item.rect, frame.rect)]
    assert [item.id for item in inside] == [
        *("bottleneck.0", "bottleneck.0.add", "bottleneck.1", "bottleneck.1.add")
    ]
    assert inside[1].members == ("bottleneck.0.add", "bottleneck.2.add", "bottleneck.4.add")
    counts = {shortcut.id: shortcut.count for shortcut in scene.shortcuts}
    assert counts["bottleneck.0.shortcut"] == counts["bottleneck.1.shortcut"] == 3


def test_a_closed_group_says_which_shortcuts_are_in_it() -> None:
    for level in (Level.NETWORK, Level.STAGE):
        boxes = {box.id: box for box in boxes_of(View(level, is_folded=True))}
        assert boxes["bottleneck"].words[1].endswith("shortcuts: 6 identity")
        assert len(boxes["bottleneck"].members) == 51


@pytest.mark.parametrize(
    ("view", "click", "key"),
    [
        (View(Level.NETWORK), "encoder", "encoder"),
        (View(Level.STAGE), "decoder.level1", "decoder"),
        (View(Level.BLOCK), "decoder.level1", "decoder.level1"),
        (View(Level.BLOCK), "encoder.pool1", "encoder"),
        (View(Level.BLOCK, is_folded=True), RUN, RUN),
        (View(Level.BLOCK, is_folded=True), "bottleneck.1", RUN),
        (View(Level.BLOCK), "bottleneck.1", "bottleneck.1"),
        (View(Level.LAYER), "bottleneck.1.conv1", "bottleneck.1"),
        (View(Level.BLOCK), "encoder.level1.first.conv", "encoder.level1"),
        (View(Level.BLOCK), "image", ""),
        (View(Level.BLOCK), "nowhere", ""),
    ],
    ids=str,
)
def test_a_click_has_the_key_that_opens_or_closes_what_it_hits(
    view: View, click: str, key: str
) -> None:
    assert key_of(graph(), view, click) == key


@EVERY_VIEW
def test_what_opens_closes_again_to_the_same_picture(view: View) -> None:
    for item in scene_of(view).items:
        key = key_of(graph(), view, item.id)
        if key:
            toggled = view.toggling(key)
            assert scene_of(toggled) != scene_of(view)
            assert scene_of(toggled.toggling(key)) == scene_of(view)


def test_outer_keys_close_from_a_layer_to_the_network_s_groups() -> None:
    view, keys, path = View(Level.LAYER, is_folded=False), [], "bottleneck.2.conv1"
    while key := outer_key_of(graph(), view, path):
        keys.append(key)
        view = view.toggling(key)
        assert len(keys) < 9
    assert keys == ["bottleneck.2", RUN, "bottleneck.0", "bottleneck"]


def test_keys_of_groups_and_runs_in_every_depth_are_known_and_others_are_refused() -> None:
    keys = ("encoder", "encoder.level2.second", "bottleneck.3", RUN)
    assert checked_keys(graph(), keys) == keys
    with pytest.raises(UserError, match="nowhere can't be expanded"):
        checked_keys(graph(), ("nowhere",))


def test_dot_texts_say_no_name_and_no_word_of_the_network() -> None:
    for text in dots_of(graph(), View(Level.BLOCK)):
        assert not [word for word in ("encoder", "conv", "bottleneck", "image") if word in text]


def test_what_is_hard_to_read_is_said_with_the_level_that_is_easier() -> None:
    note = crowding_note(_tangled(), View(Level.LAYER))
    assert note is not None
    assert str(note).startswith("70 boxes are connected")
    assert str(note).endswith("At the level of blocks the picture is easier to read")
    assert crowding_note(_tangled(), View(Level.STAGE)) is None
    assert crowding_note(graph(), View(Level.LAYER)) is None
    assert crowding_note(expand(parse("resnet152")), View(Level.LAYER)) is None


def _tangled() -> Graph:
    """A group of sums, each of the two layers before it."""
    image = graph().inputs[0]
    chain, before = Chain(image, "tangle."), image
    for number in range(70):
        last = chain.last
        chain.append(f"add{number}", Add(), also_from=before)
        before = last
    group = Group("tangle", "tangle", GroupKind.PART, tuple(chain.nodes))
    return Graph("Tangle", (image,), (group,), ())


def test_a_long_row_of_layers_in_no_module_is_several_columns() -> None:
    chain = Chain(graph().inputs[0], "")
    for place in range(60):
        chain.append(f"conv{place}", Conv2d(3, 3, (1, 1)))
    flat = Graph(
        "flat", graph().inputs[:1], (Group("@conv0", "", GroupKind.PART, tuple(chain.nodes)),)
    )
    sections = sections_of(flat, View(Level.LAYER))
    assert [len(section.cells) for section in sections] == [10, 10, 10, 10, 10, 11]
    assert not any(section.is_framed for section in sections)


def test_a_frame_says_what_its_group_gives_though_a_view_gives_it_the_shape() -> None:
    image, rows = (1, 56, 56, 96), (1, 3136, 96)
    linear = Linear(96, 96, has_bias=True)
    first = Node("blocks.0", Reshape("reshape"), ("input",), (image,), (rows,))
    layers = [
        Node(f"blocks.{at}", linear, (f"blocks.{at - 1}",), (rows,), (rows,)) for at in range(1, 6)
    ]
    last = Node("blocks.6", Reshape("reshape"), ("blocks.5",), (rows,), (image,))
    group = Group("blocks", "Stage", GroupKind.PART, (first, *layers, last))
    entry = Node("input", Input(), (), (image,), (image,))
    head = Node("head", linear, ("blocks.6",), (image,), (image,))
    tail = Group("head", "Head", GroupKind.PART, (head,))
    net = Graph("net", (entry,), (group, tail))
    (framed,) = [each for each in sections_of(net, View(Level.LAYER)) if each.is_framed]
    assert framed.subtitle == "56×56×96"

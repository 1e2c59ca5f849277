"""Several networks in one picture: rows that all share, a column each, nothing over anything."""

from itertools import combinations

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.drawing import picture_of
from resnet_viz.diagram.look import look_of, view_of
from resnet_viz.diagram.scene.scene import Frame, Item, Rect, Scene
from tests.deep import mostly_deep
from tests.diagram.drawn import (
    every_stroke,
    every_text,
    grown,
    is_inside,
    is_on,
    overlap,
    places_along,
    rect_of,
)

FIGURES = (
    ("plain34", "resnet34"),
    ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152"),
    ("resnet20", "resnet50", "preact50,stages=2-3-2"),
    ("resnet18", "resnet18"),
    ("resnet,stages=1", "resnet50,se=16", "plain20", "resnet56"),
)
LEVELS = ("block", "stage", "layer", "network")
OPTIONS = [(level, way, fold) for level in LEVELS for way in ("TB", "LR") for fold in (False, True)]
QUICK = {(FIGURES[n % 5], OPTIONS[n]) for n in range(16)}
CASES = mostly_deep(((archs, option) for archs in FIGURES for option in OPTIONS), QUICK)


class Drawn:
    def __init__(self, archs: tuple[str, ...], option: tuple[str, str, bool]) -> None:
        level, way, is_folded = option
        look = look_of(view_of(level, way, is_folded=is_folded, values="macs"))
        networks = [network_named(arch) for arch in archs]
        self.graphs: list[Graph] = [network.graph for network in networks]
        self.scene: Scene = picture_of(networks, look).scene
        self.level, self.is_turned = level, way == "LR"

    def along(self, rect: Rect) -> float:
        """How far down its row begins, or how far right where data flows to the right."""
        return rect.x if self.is_turned else rect.y

    def room_of(self, place: int) -> Rect:
        """The room of one network: boxes, frames and shortcuts."""
        name = f"n{place}."
        rects = [item.rect for item in self.scene.all_items if item.id.startswith(name)]
        rects += [frame.rect for frame in self.scene.frames if frame.id.startswith(name)]
        left, top = min(r.x for r in rects), min(r.y for r in rects)
        right = max(r.x + r.width for r in rects)
        return Rect(left, top, right - left, max(r.y + r.height for r in rects) - top)


@pytest.fixture(scope="module", params=CASES, ids=str)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    return Drawn(*request.param)


def firsts_of(drawn: Drawn) -> dict[str, list[Item | Frame]]:
    """The frames of equal stages, or their first boxes where they have no frame."""
    found: dict[str, list[Item | Frame]] = {}
    for place, graph in enumerate(drawn.graphs, start=1):
        for stage in graph.stages:
            name = f"n{place}.{stage.path}"
            frames = [frame for frame in drawn.scene.frames if frame.id == name]
            paths = [f"n{place}.{node.path}" for node in stage.nodes]
            boxes = [i for i in drawn.scene.items if not i.is_round and i.id in (*paths, name)]
            first: list[Item | Frame] = [*frames, *boxes]
            if first and stage.path != "stem":
                found.setdefault(stage.path, []).append(first[0])
    return found


def test_equal_stages_begin_at_one_height(drawn: Drawn) -> None:
    rows = firsts_of(drawn)
    assert len(rows) >= max(len(graph.stages) for graph in drawn.graphs) - 1
    for key, parts in rows.items():
        assert len({drawn.along(part.rect) for part in parts}) == 1, key


def test_the_first_blocks_of_equal_stages_are_at_one_height(drawn: Drawn) -> None:
    places: dict[str, set[float]] = {}
    for item in drawn.scene.items:
        if item.op == "block" and item.id.endswith(".0"):
            places.setdefault(item.id.partition(".")[2], set()).add(drawn.along(item.rect))
    assert all(len(each) == 1 for each in places.values()), places


def test_networks_are_in_their_order_and_keep_to_themselves(drawn: Drawn) -> None:
    rooms = [drawn.room_of(place) for place in range(1, len(drawn.graphs) + 1)]
    across = [room.y if drawn.is_turned else room.x for room in rooms]
    assert across == sorted(across)
    assert [pair for pair in combinations(rooms, 2) if overlap(*pair)] == []


def test_each_network_has_its_title_above_it(drawn: Drawn) -> None:
    headings = drawn.scene.headings
    assert [text.text for text in headings] == [graph.title for graph in drawn.graphs]
    for place, text in enumerate(headings, start=1):
        room = drawn.room_of(place)
        assert text.y < room.y
        if not drawn.is_turned:
            assert room.x <= text.x <= room.x + room.width
    rooms = [rect_of(text) for text in headings]
    assert [pair for pair in combinations(rooms, 2) if overlap(*pair)] == []


def test_nothing_is_outside_of_the_picture(drawn: Drawn) -> None:
    page = Rect(0, 0, drawn.scene.width, drawn.scene.height)
    assert all(is_inside(item.rect, page) for item in drawn.scene.all_items)
    assert all(is_inside(frame.rect, page) for frame in drawn.scene.frames)
    texts = (*every_text(drawn.scene), *drawn.scene.headings)
    assert all(is_inside(rect_of(text), page) for text in texts)
    for stroke in every_stroke(drawn.scene):
        assert all(is_on(place, grown(page, 1)) for place in stroke.points)


def test_no_two_boxes_overlap_and_every_text_is_in_its_box(drawn: Drawn) -> None:
    items = drawn.scene.all_items
    by_network: dict[str, list[Rect]] = {}
    for item in items:
        by_network.setdefault(item.id.partition(".")[0], []).append(item.rect)
        for text in item.texts:
            assert is_inside(rect_of(text), item.rect, 1.0) or item.is_round, text
    for rects in by_network.values():
        ordered = sorted(rects)
        near = (pair for place, one in enumerate(ordered) for pair in
                ((one, other) for other in ordered[place + 1 : place + 60]))  # fmt: skip
        assert not any(overlap(*pair) for pair in near)


def test_no_line_runs_through_a_box_or_a_title(drawn: Drawn) -> None:
    boxes = [grown(item.rect, -0.5) for item in drawn.scene.all_items]
    texts = [rect_of(text) for frame in drawn.scene.frames
             for text in (frame.title, frame.subtitle) if text]  # fmt: skip
    for link in drawn.scene.links:
        places = places_along(link)[1:-1:3]
        left, top = min(p.x for p in places), min(p.y for p in places)
        right, low = max(p.x for p in places), max(p.y for p in places)
        room = Rect(left - 1, top - 1, right - left + 2, low - top + 2)
        for rect in (*boxes, *texts):
            if overlap(rect, room):
                assert not any(is_on(place, rect) for place in places), (link, rect)


def test_each_box_is_connected_to_the_next_one_of_its_network(drawn: Drawn) -> None:
    """Every link begins and ends within one network's room."""
    rooms = [grown(drawn.room_of(p), 16) for p in range(1, len(drawn.graphs) + 1)]
    for link in drawn.scene.links:
        ends = link.points[0], link.points[-1]
        assert [all(is_on(end, room) for end in ends) for room in rooms].count(True) == 1


def test_the_figure_of_the_paper_has_one_straight_column_for_each_network() -> None:
    drawn = Drawn(("plain34", "resnet34"), ("block", "TB", False))
    for place in (1, 2):
        middles = {
            item.rect.x + item.rect.width / 2
            for item in drawn.scene.items
            if item.id.startswith(f"n{place}.")
        }
        assert len(middles) == 1
    assert len([s for s in drawn.scene.shortcuts if s.id.startswith("n2.")]) == 16
    assert not [s for s in drawn.scene.shortcuts if s.id.startswith("n1.")]


def test_boxes_to_scale_have_one_scale_in_all_networks() -> None:
    networks = [network_named("resnet20"), network_named("resnet50")]
    scene = picture_of(networks, look_of(view_of("block", is_to_scale=True))).scene
    heights = {item.id: item.rect.height for item in scene.items}
    assert heights["n2.layer1.1"] == 64
    assert heights["n1.layer1.1"] < 40  # 32 rows of 56


@pytest.mark.parametrize("count", [0, 7])
def test_a_figure_has_one_to_six_networks(count: int) -> None:
    with pytest.raises(UserError, match="a figure shows 1 to 6 networks"):
        picture_of([network_named("resnet18")] * count, look_of())

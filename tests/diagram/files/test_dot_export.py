"""The whole network as DOT, rendered by Graphviz itself in a process of its own."""

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from xml.etree import ElementTree

import pytest

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.files.dot_export import dot_of
from resnet_viz.diagram.scene.theme import DARK, PRINT
from resnet_viz.diagram.view import Direction, Level, View
from tests.diagram.drawn import unplaced

VIEWS = [View(level, False, way) for way in Direction for level in (Level.NETWORK, Level.STAGE)]
VIEWS += [
    View(level, is_folded, way, is_to_scale=is_folded)
    for way in Direction
    for level in (Level.BLOCK, Level.LAYER)
    for is_folded in (False, True)
]
ARCHS = ["resnet18", "resnet50", "resnet101", "resnet,block=basic,stages=2"]
RENDER = """
import sys
from pygraphviz import AGraph
sys.stdout.buffer.write(AGraph(string=sys.stdin.read()).draw(format="svg", prog="dot"))
"""
SVG = "{http://www.w3.org/2000/svg}"


def _rendered(dot: str) -> tuple[ElementTree.Element, str]:
    """Graphviz's SVG, and what it complained about, fonts aside."""
    done = subprocess.run(
        [sys.executable, "-c", RENDER], input=dot.encode(), capture_output=True, check=True
    )
    said = [line for line in done.stderr.decode().splitlines() if "Fontconfig" not in line]
    return ElementTree.fromstring(done.stdout), "\n".join(said)


@cache
def _svg(arch: str, view: View) -> ElementTree.Element:
    svg, said = _rendered(dot_of(*unplaced(expand(parse(arch)), view)))
    assert said == ""
    return svg


def _groups(svg: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [each for each in svg.iter(f"{SVG}g") if kind in each.get("class", "").split()]


@pytest.fixture(params=[(arch, view) for arch in ARCHS for view in VIEWS])
def case(request: pytest.FixtureRequest) -> tuple[str, View]:
    arch, view = request.param
    return arch, view


def test_graphviz_renders_it_without_a_complaint(case: tuple[str, View]) -> None:
    assert _groups(_svg(*case), "node")


def test_it_has_an_edge_for_each_drawn_shortcut_and_says_the_rest(case: tuple[str, View]) -> None:
    arch, view = case
    graph, svg = expand(parse(arch)), _svg(arch, view)
    drawn = _groups(svg, "shortcut")
    said = ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]
    more = [int(count) - 1 for text in said for count in re.findall(r"× (\d+)$", text)]
    stated = [text for text in said if text.startswith("shortcuts: ")]
    more += [int(count) for text in stated for count in re.findall(r"\d+", text)]
    assert len(drawn) + sum(more) == len(graph.blocks)
    if drawn and not view.is_folded:
        kinds = [each.get("class", "").split()[-1] for each in drawn]
        assert sorted(kinds) == sorted(shortcut.kind for shortcut in graph.shortcuts)


def test_the_main_path_of_each_stage_is_straight(case: tuple[str, View]) -> None:
    arch, view = case
    aside = {path for one in expand(parse(arch)).shortcuts for path in one.layers}
    is_downwards = view.direction is Direction.TOP_TO_BOTTOM
    places: dict[str, set[float]] = {}
    for group in _groups(_svg(arch, view), "node"):
        path = group.get("id", "")
        if path.startswith("layer") and path not in aside:
            across = _middle_of(group)[0 if is_downwards else 1]
            places.setdefault(path.split(".")[0], set()).add(across)
    assert places
    for stage, middles in places.items():
        assert max(middles) - min(middles) < 0.6, stage


def _middle_of(group: ElementTree.Element) -> tuple[float, float]:
    circle = group.find(f".//{SVG}ellipse")
    if circle is not None:
        return float(circle.get("cx", "nan")), float(circle.get("cy", "nan"))
    path = group.find(f".//{SVG}path")
    assert path is not None
    pairs = re.findall(r"(-?[\d.]+),(-?[\d.]+)", path.get("d", ""))
    xs, ys = ([float(number) for number in numbers] for numbers in zip(*pairs, strict=True))
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def test_from_left_to_right_all_stages_are_one_row_in_their_order() -> None:
    for level in Level:
        svg = _svg("resnet50", View(level, direction=Direction.LEFT_TO_RIGHT))
        graph = expand(parse("resnet50"))
        aside = {path for one in graph.shortcuts for path in one.layers}
        middles = [_middle_of(each) for each in _groups(svg, "node") if each.get("id") not in aside]
        assert max(y for _, y in middles) - min(y for _, y in middles) < 0.6
        frames = {each.get("id"): each for each in _groups(svg, "cluster")}
        lefts = [_middle_of(frames[f"layer{stage}"])[0] for stage in range(1, 5) if frames]
        assert lefts == sorted(lefts)
        assert len(frames) == (4 if level in (Level.BLOCK, Level.LAYER) else 0)


def test_stages_stand_side_by_side_with_their_first_boxes_at_one_height() -> None:
    svg = _svg("resnet50", View())
    nodes = {each.get("id"): each for each in _groups(svg, "node")}
    firsts = [nodes[f"layer{stage}.0"] for stage in range(1, 5)]
    heights = {_texts_y(each) for each in firsts}
    assert len(heights) == 1
    xs = [_middle_of(each)[0] for each in firsts]
    assert xs == sorted(xs)


def _texts_y(group: ElementTree.Element) -> float:
    text = group.find(f".//{SVG}text")
    assert text is not None
    return float(text.get("y", "nan"))


def test_the_text_is_the_same_each_time_and_in_every_process() -> None:
    program = (
        "from resnet_viz.core.resnet.arch import parse\n"
        "from resnet_viz.core.resnet.expand import expand\n"
        "from resnet_viz.diagram.files.dot_export import dot_of\n"
        "from resnet_viz.diagram.view import *\n"
        "from tests.diagram.drawn import unplaced\n"
        "print(dot_of(*unplaced(expand(parse('resnet50')), View(Level.LAYER, True))))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout.decode()
        for seed in ("1", "2")
    }
    assert said == {dot_of(*unplaced(expand(parse("resnet50")), View(Level.LAYER, True))) + "\n"}


def test_the_dot_command_renders_it_where_there_is_one() -> None:
    command = shutil.which("dot")
    dot = dot_of(*unplaced(expand(parse("resnet50")), View()))
    if command:
        done = subprocess.run(
            [command, "-Tsvg"], input=dot.encode(), capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")


def _colors_in(svg: ElementTree.Element) -> set[str]:
    found = {each.get(key, "none") for each in svg.iter() for key in ("fill", "stroke")}
    return found - {"none", "transparent"}


def test_a_printed_graph_has_greys_and_three_kinds_of_line() -> None:
    greys = {"black", "white"}
    kinds = set()
    for arch in ("resnet50", "resnet20"):
        svg, said = _rendered(dot_of(*unplaced(expand(parse(arch)), View(), PRINT)))
        assert said == ""
        for color in _colors_in(svg) - greys:
            assert len({color[place : place + 2] for place in (1, 3, 5)}) == 1, color
        for group in _groups(svg, "shortcut"):
            path = group.find(f"{SVG}path")
            assert path is not None
            kinds.add((group.get("class", "").split()[-1], path.get("stroke-dasharray")))
    assert len({kind for kind, _ in kinds}) == len({dash for _, dash in kinds}) == len(kinds) == 3


def test_a_dark_graph_has_light_words_on_a_dark_ground() -> None:
    svg, _ = _rendered(dot_of(*unplaced(expand(parse("resnet18")), View(), DARK)))
    ground = svg.find(f"{SVG}g/{SVG}polygon")
    assert ground is not None
    assert ground.get("fill") == DARK.page
    assert {text.get("fill") for text in svg.iter(f"{SVG}text")} == {DARK.ink}

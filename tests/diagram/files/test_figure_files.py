"""Figures of several networks and figures on boxes in every format, read by other programs."""

import json
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.drawing import diagram_bytes, picture_of
from resnet_viz.diagram.look import Look, look_of, view_of
from tests.diagram.files.test_mermaid import read

SVG = "{http://www.w3.org/2000/svg}"
PAPER = ("plain34", "resnet34")
FIVE = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")
READ_DOT = """
import json, sys
from pygraphviz import AGraph
graph = AGraph(string=sys.stdin.read())
graph.layout("dot")
nodes = {node: graph.get_node(node).attr for node in graph.nodes()}
print(json.dumps({
    "clusters": {g.name: g.graph_attr["label"] for g in graph.subgraphs() if g.name},
    "nodes": {name: [attr["class"], attr["label"], attr["pos"]] for name, attr in nodes.items()},
}))
"""


def file_of(suffix: str, archs: tuple[str, ...], look: Look) -> bytes:
    return diagram_bytes([network_named(arch) for arch in archs], look, suffix)


def svg_of(archs: tuple[str, ...], look: Look) -> ElementTree.Element:
    return ElementTree.fromstring(file_of(".svg", archs, look))


def groups_of(svg: ElementTree.Element, kind: str) -> list[str]:
    groups = svg.iter(f"{SVG}g")
    return [g.get("id", "") for g in groups if kind in g.get("class", "").split()]


@pytest.mark.parametrize("level", ["block", "layer"])
@pytest.mark.parametrize("archs", [PAPER, FIVE, ("resnet18", "resnet18")])
def test_every_id_is_there_once_and_every_block_has_its_shortcut(
    archs: tuple[str, ...], level: str
) -> None:
    svg = svg_of(archs, look_of(view_of(level)))
    ids = [each.get("id") for each in svg.iter() if each.get("id")]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    expected = [
        f"n{place}.{block.path}.shortcut"
        for place, arch in enumerate(archs, start=1)
        for block in network_named(arch).graph.blocks
        if block.shortcut
    ]
    assert sorted(groups_of(svg, "shortcut")) == sorted(expected)


@pytest.mark.parametrize("level", ["block", "layer"])
def test_one_network_has_its_paths_as_ids(level: str) -> None:
    svg = svg_of(("resnet18",), look_of(view_of(level)))
    assert {"conv1", "layer1.0.add", "fc"} <= set(groups_of(svg, "node"))


def test_in_svg_equal_stages_begin_at_one_height() -> None:
    svg = svg_of(FIVE, look_of(view_of()))
    tops: dict[str, set[str]] = {}
    for group in svg.iter(f"{SVG}g"):
        if group.get("class") == "stage":
            rect = group.find(f"{SVG}rect")
            assert rect is not None
            tops.setdefault(group.get("id", "").partition(".")[2], set()).add(rect.get("y", ""))
    assert {key: len(places) for key, places in tops.items()} == {
        f"layer{n}": 1 for n in (1, 2, 3, 4)
    }


def test_the_legend_is_there_once_and_says_what_the_figures_are() -> None:
    look = look_of(view_of(values="params"), color_by="macs")
    texts = ["".join(text.itertext()) for text in svg_of(PAPER, look).iter(f"{SVG}text")]
    assert texts.count("Values on boxes: Parameters") == 1
    assert texts.count("MACs (paper)") == 1
    assert texts.count("Plain-34") == texts.count("ResNet-34") == 1


def test_a_colour_is_the_same_value_in_all_networks() -> None:
    networks = [network_named(arch) for arch in ("resnet18", "resnet50")]
    heat = picture_of(networks, look_of(color_by="params")).heat
    assert heat
    alone = picture_of(networks[1], look_of(color_by="params")).heat
    assert alone
    assert heat.ticks == alone.ticks  # its boxes have more parameters than those of ResNet-18
    params = [
        {layer.path: layer.params for layer in report_of(network).layers} for network in networks
    ]
    fills: dict[int, set[str]] = {}
    for place, each in enumerate(params, start=1):
        fills.setdefault(each["conv1"], set()).add(heat.fills[f"n{place}.conv1"])
    assert {len(colors) for colors in fills.values()} == {1}
    assert heat.fills["n1.fc"] != heat.fills["n2.fc"]


def test_a_stage_has_one_colour_in_all_networks() -> None:
    networks = [network_named(arch) for arch in ("resnet20", "resnet50")]
    heat = picture_of(networks, look_of(color_by="stage")).heat
    assert heat
    assert heat.fills["n1.fc"] == heat.fills["n2.fc"]
    assert heat.fills["n1.layer2.1"] == heat.fills["n2.layer2.1"]
    assert len(dict(heat.names)) == 6


def test_a_pdf_says_every_title_and_figure(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(file_of(".pdf", FIVE, look_of(view_of("stage", values="params"))))
    said = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    titles = next(line for line in said.splitlines() if "ResNet-18" in line)
    assert titles.split() == [network_named(arch).graph.title for arch in FIVE]
    assert said.count("conv5_x") == 5
    assert said.count("2.05 M") == 3  # fc of 2048 × 1000 + 1000
    assert said.count("513 k") == 2


def test_latex_sets_two_networks_with_figures(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_bytes(file_of(".tex", PAPER, look_of(view_of(values="macs"))))
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    said = subprocess.run(
        ["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Plain-34" in said
    assert "231.2 M" in said


@pytest.mark.parametrize("direction", ["TB", "LR"])
def test_graphviz_reads_a_cluster_for_each_network_and_puts_equal_stages_in_a_row(
    direction: str,
) -> None:
    look = look_of(view_of(direction=direction, values="macs"))
    answer = subprocess.run(
        [sys.executable, "-c", READ_DOT],
        input=file_of(".dot", PAPER, look),
        capture_output=True,
        check=True,
    )
    graph = json.loads(answer.stdout)
    assert set(graph["clusters"]) >= {"cluster_n1", "cluster_n2"}
    nodes = {name: node for name, node in graph["nodes"].items() if "node" in node[0]}
    for place, arch in enumerate(PAPER, start=1):
        blocks = {f"n{place}.{block.path}" for block in network_named(arch).graph.blocks}
        assert blocks <= set(nodes)
    assert "231.2 M" in nodes["n2.layer1.0"][1]
    places = {name: [float(x) for x in node[2].split(",")] for name, node in nodes.items()}
    firsts = [places[f"n{place}.input"] for place in (1, 2)]
    along, across = (1, 0) if direction == "TB" else (0, 1)
    assert firsts[0][along] == firsts[1][along]
    assert firsts[0][across] != firsts[1][across]
    if direction == "TB":
        assert firsts[0][0] < firsts[1][0]
    for one, other in pairwise(f"n2.layer{stage}.0" for stage in (1, 2, 3, 4)):
        forth = places[other][along] - places[one][along]
        assert forth * (-1 if direction == "TB" else 1) > 0


def test_mermaid_has_a_subgraph_for_each_network() -> None:
    chart = read(file_of(".mmd", PAPER, look_of(view_of(values="macs"))).decode())
    assert chart.subgraphs["n1"] == "Plain-34"
    assert chart.subgraphs["n2"] == "ResNet-34"
    assert chart.nodes["n2_layer1_0"].endswith("231.2 M")
    assert not [link for link in chart.links if link[0][:3] != link[1][:3]]


@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".dot", ".tex", ".mmd"])
def test_the_same_networks_give_the_same_bytes(suffix: str) -> None:
    look = look_of(view_of(is_folded=True, values="activations"), color_by="stage")
    files = {file_of(suffix, PAPER, look) for _ in range(2)}
    assert len(files) == 1
    assert re.search(rb"Plain-34", files.pop()) or suffix == ".pdf"

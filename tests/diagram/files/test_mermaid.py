"""The Mermaid flowchart, read line by line; that Mermaid 11.17 parses it was tried with Mermaid."""

import re
from dataclasses import dataclass, field

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.files.mermaid import mermaid_of
from resnet_viz.diagram.scene.theme import DARK, LIGHT, PRINT
from resnet_viz.diagram.view import Direction, Level, View
from tests.diagram.drawn import unplaced

VIEWS = [View(Level.NETWORK), View(Level.STAGE)]
VIEWS += [View(level, folded) for level in (Level.BLOCK, Level.LAYER) for folded in (False, True)]
ARCHS = ["resnet18", "resnet50", "preact110,stages=3-3-3", "plain34", "resnet20,shortcut=C,se=4"]
WORD = r"[A-Za-z][A-Za-z0-9_]*"
NODE = re.compile(
    rf'({WORD})(?:\["([^"\[\]<>]*(?:<br/>[^"\[\]<>]*)*)"\]|\(\("#43;"\)\)):::({WORD})'
)
SUBGRAPH = re.compile(rf'subgraph ({WORD})\["([^"<>]+)"\]')
LINK = re.compile(rf'({WORD}) -->(?:\|"([^"|<>]+)"\|)? ({WORD})')
LINK_STYLE = re.compile(r"linkStyle ([\d,]+) stroke:#[0-9a-f]{6},stroke-width:[\d.]+px(.*)")
CLASS = re.compile(rf"classDef ({WORD}) fill:#\w{{6}},stroke:#\w{{6}},color:#\w{{6}}")
STYLE = re.compile(rf"style ({WORD}) fill:#\w{{6}},stroke:#\w{{6}},color:#\w{{6}}")


@dataclass
class Chart:
    """What a flowchart's lines say; any line of no known form fails."""

    nodes: dict[str, str] = field(default_factory=dict)
    classes_used: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    subgraphs: dict[str, str] = field(default_factory=dict)
    styled: set[str] = field(default_factory=set)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    link_styles: list[tuple[list[int], str]] = field(default_factory=list)

    def take(self, line: str) -> None:
        if match := NODE.fullmatch(line):
            assert match[1] not in self.nodes
            self.nodes[match[1]] = match[2] or "+"
            self.classes_used.add(match[3])
        elif match := SUBGRAPH.fullmatch(line):
            self.subgraphs[match[1]] = match[2]
        elif match := LINK.fullmatch(line):
            self.links.append((match[1], match[3], match[2] or ""))
        elif match := LINK_STYLE.fullmatch(line):
            self.link_styles.append(([int(place) for place in match[1].split(",")], match[2]))
        elif match := CLASS.fullmatch(line):
            self.classes.add(match[1])
        elif match := STYLE.fullmatch(line):
            self.styled.add(match[1])
        else:
            assert line == "end", line


def read(text: str, direction: str = "TB") -> Chart:
    head, title, tail, flow, *lines = text.splitlines()
    assert (head, tail, flow) == ("---", "---", f"flowchart {direction}")
    assert re.fullmatch(r'title: "[^"\\]+"', title)
    chart = Chart()
    for line in lines:
        chart.take(line.strip())
    opened = [line.split()[0] for line in lines if line.split()[0] in ("subgraph", "end")]
    depth = 0
    for word in opened:
        depth += 1 if word == "subgraph" else -1
        assert depth >= 0
    assert depth == 0
    return chart


@pytest.fixture(params=[(arch, view) for arch in ARCHS for view in VIEWS])
def case(request: pytest.FixtureRequest) -> tuple[Graph, View, Chart]:
    arch, view = request.param
    graph = expand(parse(arch))
    return graph, view, read(mermaid_of(*unplaced(graph, view)))


def test_links_join_nodes_and_reach_all_of_them(case: tuple[Graph, View, Chart]) -> None:
    _, _, chart = case
    ends = {end for tail, head, _ in chart.links for end in (tail, head)}
    assert ends == set(chart.nodes)
    assert not set(chart.nodes) & set(chart.subgraphs)
    entered = [head for _, head, _ in chart.links]
    assert [node for node in chart.nodes if node not in entered] == [next(iter(chart.nodes))]


def test_every_class_is_defined_and_every_subgraph_has_the_frames_colours(
    case: tuple[Graph, View, Chart],
) -> None:
    _, _, chart = case
    assert chart.classes == chart.classes_used
    assert chart.styled == set(chart.subgraphs)


def test_each_drawn_shortcut_has_a_label_and_a_style(case: tuple[Graph, View, Chart]) -> None:
    graph, view, chart = case
    styled = sorted(place for places, _ in chart.link_styles for place in places)
    labelled = [place for place, (_, _, label) in enumerate(chart.links) if label]
    assert set(labelled) <= set(styled)
    if view.level in (Level.NETWORK, Level.STAGE):
        assert styled == []
        return
    counts = [int(n) for text in chart.nodes.values() for n in re.findall(r"× (\d+)(?:<|$)", text)]
    counts += [int(text.split()[-1]) for text in chart.subgraphs.values() if text.startswith("× ")]
    more = sum(counts) - len(counts)
    assert len(labelled) + (more if graph.shortcuts else 0) == len(graph.shortcuts)
    kinds = {chart.links[place][2].split()[0] for place in labelled}
    known = {"identity": "identity", "zero-pad": "zero-padded", "projection": "projection"}
    assert kinds == {known[shortcut.kind] for shortcut in graph.shortcuts}
    assert len({style for _, style in chart.link_styles}) == len(kinds)


def test_a_shortcut_starts_where_its_block_does_and_ends_in_its_sum() -> None:
    chart = read(mermaid_of(*unplaced(expand(parse("resnet18")), View())))
    shortcuts = [(tail, head) for tail, head, label in chart.links if label]
    assert shortcuts[0] == ("maxpool", "layer1_0_add")
    assert shortcuts[1] == ("layer1_0_add", "layer1_1_add")
    layers = read(mermaid_of(*unplaced(expand(parse("preact18")), View(Level.LAYER))))
    assert ("layer2_0_relu1", "layer2_0_downsample_0", "projection") in layers.links


def test_a_stage_is_a_subgraph_that_holds_its_own_nodes() -> None:
    text = mermaid_of(*unplaced(expand(parse("resnet50")), View()))
    inner = re.findall(r"subgraph (layer\d).*?\n(.*?)\n    end", text, re.DOTALL)
    assert [name for name, _ in inner] == ["layer1", "layer2", "layer3", "layer4"]
    for name, lines in inner:
        nodes = [line.split("[")[0].split("(")[0].strip() for line in lines.splitlines()]
        assert nodes
        assert all(node.startswith(f"{name}_") for node in nodes)


def test_every_layer_has_a_node_at_layer_level() -> None:
    graph = expand(parse("resnet50"))
    chart = read(mermaid_of(*unplaced(graph, View(Level.LAYER))))
    assert set(chart.nodes) - {"input"} == {node.path.replace(".", "_") for node in graph.nodes}


def test_a_block_that_is_opened_is_a_subgraph_with_its_name() -> None:
    view = View(Level.BLOCK, toggled=("layer2.1",))
    chart = read(mermaid_of(*unplaced(expand(parse("resnet18")), view)))
    assert chart.subgraphs["layer2_1"] == "layer2.1"
    assert "layer2_1_conv2" in chart.nodes
    assert "layer2_0_conv2" not in chart.nodes


def test_from_left_to_right_it_is_the_same_chart() -> None:
    graph = expand(parse("resnet18"))
    turned = View(Level.LAYER, direction=Direction.LEFT_TO_RIGHT)
    assert read(mermaid_of(*unplaced(graph, turned)), "LR") == read(
        mermaid_of(*unplaced(graph, View(Level.LAYER)))
    )


def test_themes_have_their_own_colours() -> None:
    graph = expand(parse("resnet18"))
    texts = [mermaid_of(*unplaced(graph, View(), theme)) for theme in (LIGHT, DARK, PRINT)]
    assert len(set(texts)) == 3
    assert "stroke:#3c3c3c,stroke-width:1.3px,stroke-dasharray:5 3" in texts[2]


def test_more_links_than_mermaid_draws_are_refused_with_advice() -> None:
    graph = expand(parse("resnet152"))
    with pytest.raises(UserError, match=r"565 links and Mermaid draws 500.*Merge equal blocks"):
        mermaid_of(*unplaced(graph, View(Level.LAYER)))
    assert mermaid_of(*unplaced(graph, View(Level.LAYER, is_folded=True))).startswith("---\n")

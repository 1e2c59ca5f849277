"""Networks of others in every view: their geometry holds, and no shortcut is lost."""

from collections import Counter
from dataclasses import replace

import pytest

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import Join, Node, Shortcut
from resnet_viz.core.graph.views import View as ViewLayer
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.cells.cells import laid_out_sections
from resnet_viz.diagram.cells.cutting.chained import as_chained
from resnet_viz.diagram.cells.keys import key_of
from resnet_viz.diagram.layout.asking import answers_for
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.scene.scene import Item, Point, Rect, Scene, Stroke, WholeOp
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for
from tests.diagram.drawn import grown, is_on
from tests.diagram.geometry import NEAR, faults_of
from tests.diagram.recorded import sample_graph, scene_of, timm_graph, transformers_graph
from tests.samples.modules import SAMPLES

VIEWS = tuple(View(level, is_folded) for level in Level for is_folded in (False, True))
TURNED = tuple(replace(view, direction=Direction.LEFT_TO_RIGHT) for view in VIEWS)
TIMM = (
    "vit_tiny_patch16_224",
    "swin_tiny_patch4_window7_224",
    "convnext_tiny",
    "densenet121",
    "efficientnet_b0",
    "mobilenetv3_large_100",
    "regnety_016",
    "inception_v3",
    "hrnet_w18",
    "repvgg_a0",
    "vgg11",
    "mixer_s32_224",
    "pit_ti_224",
    "coat_tiny",
    "resnest14d",
)
LANGUAGE = ("bert", "gpt2", "llama", "t5")
every_sample = pytest.mark.parametrize("name", SAMPLES)


@pytest.mark.parametrize("view", [*VIEWS, TURNED[4]], ids=str)
@every_sample
def test_the_geometry_of_small_networks_holds(name: str, view: View) -> None:
    assert faults_of(scene_of(sample_graph(name), view)) == []


@pytest.mark.deep
@pytest.mark.parametrize("view", [*VIEWS, *TURNED], ids=str)
@pytest.mark.parametrize("name", TIMM)
def test_the_geometry_of_networks_of_timm_holds(name: str, view: View) -> None:
    assert faults_of(scene_of(timm_graph(name), view)) == []


@pytest.mark.deep
@pytest.mark.parametrize("view", [*VIEWS, *TURNED], ids=str)
@pytest.mark.parametrize("name", LANGUAGE)
def test_the_geometry_of_language_models_holds(name: str, view: View) -> None:
    assert faults_of(scene_of(transformers_graph(name), view)) == []


def test_what_is_wrong_in_a_picture_would_be_found() -> None:
    scene = scene_of(sample_graph("VisionTransformer"), View(Level.LAYER))
    first, *others = scene.items
    beside = replace(first, rect=Rect(*others[0].rect[:2], *first.rect[2:]))
    assert faults_of(replace(scene, items=(beside, *others)))
    astray = Stroke((Point(1.0, 1.0), Point(scene.width - 1.0, scene.height - 1.0)))
    assert faults_of(replace(scene, links=(*scene.links, astray)))
    assert faults_of(replace(scene, width=scene.width / 2))
    twice = replace(scene, shortcuts=(*scene.shortcuts, scene.shortcuts[0]))
    assert faults_of(twice)


@pytest.mark.parametrize("view", VIEWS, ids=str)
@every_sample
def test_every_shortcut_is_a_line_into_its_join_or_said_on_its_box(name: str, view: View) -> None:
    graph = sample_graph(name)
    assert unseen(graph, scene_of(graph, view)) == []


@pytest.mark.deep
@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("name", TIMM)
def test_every_shortcut_of_networks_of_timm_is_seen(name: str, view: View) -> None:
    assert unseen(timm_graph(name), scene_of(timm_graph(name), view)) == []


def unseen(graph: Graph, scene: Scene) -> list[Shortcut]:
    """The shortcuts of a network that a picture of it neither draws nor states."""
    holders = {path: item for item in scene.all_items for path in item.members}
    ends = {
        (shortcut.kind, item.id)
        for shortcut in scene.shortcuts
        for item in scene.all_items
        if is_on(shortcut.strokes[-1].points[-1], grown(item.rect, NEAR))
    }
    return [
        each
        for each in graph.shortcuts
        if (each.kind, holders[each.join].id) not in ends and not _states(holders[each.join], each)
    ]


def _states(item: Item, shortcut: Shortcut) -> bool:
    said = [text.text for text in item.texts if text.text.startswith("shortcuts: ")]
    kind = "concatenated" if shortcut.how is Join.CAT else str(shortcut.kind)
    return any(kind in text for text in said)


@every_sample
def test_every_layer_but_views_is_in_exactly_one_box(name: str) -> None:
    graph = sample_graph(name)
    for view in VIEWS:
        found = Counter(path for item in scene_of(graph, view).all_items for path in item.members)
        assert set(found.values()) <= {1}
        missing = _of(graph, {node.path for node in graph.nodes} - found.keys())
        assert all(isinstance(node.layer, ViewLayer) for node in missing)


def _of(graph: Graph, paths: set[str]) -> list[Node]:
    return [graph.by_path[path] for path in paths]


@every_sample
def test_whatever_opens_or_closes_does_so_in_place_and_back_again(name: str) -> None:
    graph = sample_graph(name)
    for view in VIEWS[2:6] if as_chained(graph) is None else ():
        for item in scene_of(graph, view).items:
            key = key_of(graph, view, item.id)
            if key:
                toggled = view.toggling(key)
                assert scene_of(graph, toggled) != scene_of(graph, view), (view, key)
                assert faults_of(scene_of(graph, toggled)) == []


@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER])
def test_concatenations_that_nest_like_brackets_make_a_u_with_level_shortcuts(level: Level) -> None:
    scene = scene_of(sample_graph("UNet"), View(level))
    assert len(scene.shortcuts) == 2
    for shortcut in scene.shortcuts:
        (stroke,) = shortcut.strokes
        assert abs(stroke.points[0].y - stroke.points[-1].y) < NEAR
        assert stroke.points[0].x < stroke.points[-1].x
    turned = scene_of(sample_graph("DenseNet"), View(level))
    assert all(
        each.strokes[0].points[0].y < each.strokes[-1].points[-1].y for each in turned.shortcuts
    )


@pytest.mark.deep
def test_an_encoder_s_output_is_a_tag_at_each_decoder_that_reads_it() -> None:
    scene = scene_of(transformers_graph("t5"), View(Level.BLOCK))
    tags = [item for item in scene.items if item.op == WholeOp.TAG]
    texts = Counter(tag.texts[0].text for tag in tags)
    assert texts["encoder.final_layer_norm"] == 6
    assert not [tag for tag in tags if tag.members]


def test_the_same_network_gives_the_same_picture() -> None:
    graph = sample_graph("TwoStreams")
    for view in VIEWS:
        again = compose(graph, view, answers_for(laid_out_sections(graph, view), layouts_for))
        assert again == scene_of(graph, view)


@pytest.mark.parametrize("view", [*VIEWS, TURNED[4]], ids=str)
def test_a_recorded_resnet50_has_the_picture_of_our_own(view: View) -> None:
    recorded, own = timm_graph("resnet50"), _titled_by_path(network_named("resnet50").graph)
    names = {a.path: b.path for a, b in zip(recorded.nodes, own.nodes, strict=True)}
    assert _as_named(scene_of(recorded, view), names) == _as_named(scene_of(own, view), {})


def _titled_by_path(graph: Graph) -> Graph:
    """Our own network with the titles that modules of others have: the names of their paths."""
    return replace(graph, groups=tuple(replace(each, title=each.path) for each in graph.groups))


def _as_named(scene: Scene, names: dict[str, str]) -> list[object]:
    """All of a picture, with other names of its layers in place of its own."""
    return [
        (scene.width, scene.height, scene.links),
        [(each.rect, each.title, each.subtitle, each.kind, each.count) for each in scene.frames],
        [(each.kind, each.strokes, each.texts, each.count) for each in scene.shortcuts],
        [
            (item.op, item.rect, item.texts, [names.get(path, path) for path in item.members])
            for item in scene.all_items
        ],
    ]

"""Values on boxes: sums of what is in them, in short, and nothing where there is nothing."""

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.figures import FIGURES, VALUES, Counted
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.cells.values import box_values
from resnet_viz.diagram.drawing import picture_of
from resnet_viz.diagram.look import look_of, view_of
from resnet_viz.diagram.scene.scene import Item, Scene, TextRole
from resnet_viz.diagram.view import Level
from tests.diagram.drawn import every_text, is_inside, overlap, rect_of
from tests.samples.graphs import network_with_uncounted
from tests.samples.runs import made_up_timing

SIZES = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9}


def scene_of(arch: str, values: str, level: str = "block", way: str = "TB", *, fold: bool = False
             ) -> Scene:  # fmt: skip
    view = view_of(level, way, is_folded=fold, values=values)
    return picture_of(network_named(arch), look_of(view)).scene


def value_on(item: Item) -> str:
    return next((text.text for text in item.texts if text.role is TextRole.VALUE), "")


def number_in(text: str) -> float:
    number, _, prefix = text.partition(" ")
    return float(number) * SIZES[prefix]


def macs_of(network: Network) -> dict[str, int]:
    return {layer.path: layer.macs for layer in report_of(network).layers}


@pytest.mark.parametrize("way", ["TB", "LR"])
@pytest.mark.parametrize("fold", [False, True])
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("arch", ["resnet50", "resnet20", "preact50,stages=2-3-2,se=4"])
def test_a_box_says_the_sum_of_its_layers(arch: str, level: str, fold: bool, way: str) -> None:
    macs = macs_of(network_named(arch))
    scene = scene_of(arch, "macs", level, way, fold=fold)
    for item in scene.all_items:
        whole = sum(macs.get(path, 0) for path in item.members)
        text = value_on(item)
        assert bool(text) == bool(whole and not item.is_round), item.id
        if text:
            assert number_in(text) == pytest.approx(whole, rel=0.005)
            assert len(text.replace(".", "").split()[0]) <= 4


@pytest.mark.parametrize("way", ["TB", "LR"])
@pytest.mark.parametrize("fold", [False, True])
@pytest.mark.parametrize("level", ["block", "layer"])
def test_a_stage_s_frame_says_the_sum_of_its_stage(level: str, fold: bool, way: str) -> None:
    network = network_named("resnet50")
    macs = macs_of(network)
    scene = scene_of("resnet50", "macs", level, way, fold=fold)
    stages = {stage.path: stage for stage in network.graph.stages}
    found = 0
    for frame in scene.frames:
        if frame.id in stages:
            whole = sum(macs[node.path] for node in stages[frame.id].nodes)
            assert frame.subtitle
            size, _, text = frame.subtitle.text.partition(" · ")
            assert size in ("56×56", "28×28", "14×14", "7×7")
            assert number_in(text) == pytest.approx(whole, rel=0.005)
            found += 1
    assert found == 4


def test_a_folded_run_s_frame_says_the_sum_of_all_its_blocks() -> None:
    macs = macs_of(network_named("resnet50"))
    scene = scene_of("resnet50", "macs", "layer", fold=True)
    frame = next(each for each in scene.frames if each.id == "layer3.1")
    assert (frame.count, frame.title.text) == (5, "× 5")
    run = sum(macs[path] for path in macs if path.startswith("layer3.") and path[7] != "0")
    assert frame.subtitle
    assert number_in(frame.subtitle.text) == pytest.approx(run, rel=0.005)


@pytest.mark.parametrize("key", VALUES)
@pytest.mark.parametrize("level", ["stage", "block", "layer"])
@pytest.mark.parametrize("way", ["TB", "LR"])
def test_every_text_is_in_its_box_and_over_no_other(key: str, level: str, way: str) -> None:
    scene = scene_of("resnet50", key, level, way, fold=True)
    for item in scene.all_items:
        rooms = [rect_of(text) for text in item.texts]
        assert all(is_inside(room, item.rect, 1.0) for room in rooms) or item.is_round
        assert not any(overlap(a, b) for n, a in enumerate(rooms) for b in rooms[n + 1 :])
    for frame in scene.frames:
        texts = [text for text in (frame.title, frame.subtitle) if text]
        assert all(is_inside(rect_of(text), frame.rect, 1.0) for text in texts)
        assert len(texts) == 1 or not overlap(*map(rect_of, texts))


def test_boxes_without_a_figure_are_as_they_were() -> None:
    plain, shown = scene_of("resnet18", ""), scene_of("resnet18", "macs")
    heights = {item.id: item.rect.height for item in plain.items}
    for item in shown.items:
        assert item.rect.height == heights[item.id] + (12 if value_on(item) else 0)
    assert plain.values_title == ""
    assert shown.values_title == "MACs (paper)"


def test_the_receptive_field_of_a_block_is_that_of_its_last_layer() -> None:
    scene = scene_of("resnet50", "receptive_field")
    fields = {
        each.path: each.receptive_field for each in report_of(network_named("resnet50")).layers
    }
    block = next(item for item in scene.items if item.id == "layer4.2")
    assert value_on(block) == str(fields["layer4.2.conv3"])


def test_memory_is_that_of_the_largest_layer_and_bytes_have_their_own_prefixes() -> None:
    texts = {item.id: value_on(item) for item in scene_of("resnet50", "bytes").items}
    assert all(text.endswith("iB") for text in texts.values() if text)
    assert VALUES["memory"] is FIGURES["memory"]


def test_times_are_there_after_a_run_and_not_before() -> None:
    network = network_named("resnet34")
    counted = Counted(network.graph, report_of(network), made_up_timing("resnet34").layers)
    values = box_values("latency_ms", counted)
    assert values
    times = {time.path: time.median_ms for time in counted.times}
    said = values.text_of(["layer1.0.conv1", "layer1.0.conv2"])
    whole = times["layer1.0.conv1"] + times["layer1.0.conv2"]
    assert float(said.removesuffix(" ms")) == pytest.approx(whole, rel=0.005)
    assert not any(value_on(item) for item in scene_of("resnet34", "time").items)


def test_what_is_not_counted_is_at_least_the_rest() -> None:
    network = network_with_uncounted("resnet18", "layer1.0.conv1")
    values = box_values("macs", Counted(network.graph, report_of(network)))
    assert values
    assert values.text_of(["layer1.0.conv1"]) == ""
    assert values.text_of(["layer1.0.conv1", "layer1.0.conv2"]) == "≥ 115.6 M"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("depth", "values=depth is a figure of whole networks. Boxes have params, "),
        ("images_per_s", "values=images_per_s is unknown. Choose params, "),
        ("foo", "values=foo is unknown. Choose params, "),
    ],
)
def test_a_word_that_no_box_has_is_refused_with_those_that_it_has(key: str, words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        view_of(values=key)
    assert "\n" not in str(caught.value)


def test_no_two_texts_of_a_picture_with_figures_overlap() -> None:
    texts = sorted(rect_of(text) for text in every_text(scene_of("resnet50", "params")))
    for place, one in enumerate(texts):
        assert not any(overlap(one, other) for other in texts[place + 1 : place + 40])

"""The interactive page in a real browser: what it shows, how it folds, and that names are names."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.cells.cells import dots_in, parts_of
from resnet_viz.diagram.cells.lying import as_laid_out
from resnet_viz.diagram.drawing import diagram_bytes
from resnet_viz.diagram.files import html_states
from resnet_viz.diagram.files.html_page import safe_json
from resnet_viz.diagram.layout import compose
from resnet_viz.diagram.look import Look, look_of
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for
from tests.diagram.files.chromium import Browser, browser
from tests.diagram.recorded import named_graph
from tests.samples.graphs import encoder_decoder

HOSTILE = "</script><img src=x onerror=alert(1)><!-- ]]> \" ' & \u2028\u2029 {{script}}"
HOSTILE_MODULE = HOSTILE.replace(".", "")  # PyTorch takes any other letter in a module's name
BOXES = """[...document.querySelectorAll(".node")].map((node) => {
  const at = document.querySelector("#scene").getCTM(), place = node.firstChild.getCTM();
  const shape = node.firstChild.getBBox();
  const x = (place.a * shape.x + place.e - at.e) / at.a;
  const y = (place.d * shape.y + place.f - at.f) / at.d;
  return [node.id, [x, y, shape.width, shape.height]];
})"""
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
IDS = "[...document.querySelectorAll('.node, .frame')].map((each) => each.id)"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


def opened(page: Browser, folder: Path, network: Network | str, look: Look | None = None) -> None:
    """Opens the page of a network, which has to be drawn without a complaint."""
    named = network_named(network) if isinstance(network, str) else network
    file = folder / "page.html"
    file.write_bytes(diagram_bytes(named, look or look_of(View()), ".html"))
    page.open(file)
    assert page.complaints() == []
    assert page.value("document.documentElement.dataset.ready") == "yes"


def drawn(network: str, view: View, aspect: float, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The same picture as every other file has it, with the page's proportions."""
    own = aspect if view.direction is Direction.TOP_TO_BOTTOM else 1 / aspect
    monkeypatch.setitem(compose.ASPECTS, view.direction, own)
    graph = network_named(network).graph
    sections = as_laid_out(parts_of([(graph, None)], view)[0].sections, view.direction)
    layouts = layouts_for(dots_in(sections))
    return compose.compose_sections(graph.title, sections, view.direction, layouts)


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("network", ["resnet50", "resnet110", "preact18,se=4"])
def test_each_level_is_the_picture_that_the_other_files_show(
    page: Browser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    network: str,
    direction: Direction,
) -> None:
    opened(page, tmp_path, network, look_of(View(direction=direction)))
    aspect = page.value("Number(document.querySelector('#picture').dataset.aspect)")
    for is_folded in (False, True):
        for level in Level:
            page.value(f"document.querySelector('[data-level={level}]').click()")
            scene = drawn(network, View(level, is_folded, direction), aspect, monkeypatch)
            expected = {item.id: tuple(item.rect) for item in scene.all_items}
            shown = dict(page.value(BOXES))
            assert shown.keys() == expected.keys()
            for name, rect in expected.items():
                assert shown[name] == pytest.approx(rect, abs=0.05), (level, is_folded, name)
            assert page.value("document.querySelectorAll('.shortcut').length") == len(
                scene.shortcuts
            )
            assert page.value("document.querySelectorAll('.frame').length") == len(scene.frames)
        page.press("m")


@pytest.mark.parametrize(
    ("level", "is_folded", "key", "box"),
    [
        (Level.BLOCK, False, "layer2.1", "layer2.1"),
        (Level.BLOCK, True, "layer3.1.run", "layer3.1"),
        (Level.STAGE, False, "layer3", "layer3"),
        (Level.BLOCK, False, "stem", "conv1"),
        (Level.LAYER, False, "layer1.0", "layer1.0.conv2"),
        (Level.NETWORK, False, "head", "head"),
    ],
)
def test_anything_opens_and_closes_in_its_place(
    page: Browser, tmp_path: Path, level: Level, is_folded: bool, key: str, box: str
) -> None:
    view = View(level, is_folded)
    opened(page, tmp_path, "resnet50", look_of(view))
    before = page.value(IDS)
    page.value(f"document.getElementById({json.dumps(box)}).focus()")
    page.press("Enter")
    part = parts_of([(network_named("resnet50").graph, None)], replace(view, toggled=(key,)))[0]
    layouts = layouts_for(dots_in(part.sections))
    scene = compose.compose_sections("", part.sections, view.direction, layouts)
    expected = {each.id for each in scene.frames} | {each.id for each in scene.all_items}
    assert set(page.value(IDS)) == expected != set(before)
    page.press("Backspace" if level is not Level.LAYER else "Enter")
    assert page.value(IDS) == before
    assert page.complaints() == []


def test_a_network_of_any_shape_opens_and_closes_too(page: Browser, tmp_path: Path) -> None:
    graph = encoder_decoder()
    opened(page, tmp_path, Network("net", graph.title, graph), look_of(View(Level.STAGE)))
    first = page.value(IDS)
    box = page.value("document.querySelector('.node.group').id")
    page.value(f"document.getElementById({json.dumps(box)}).focus()")
    page.press("Enter")
    assert page.value(IDS) != first
    for level in Level:
        page.value(f"document.querySelector('[data-level={level}]').click()")
        assert page.value("document.querySelectorAll('.node').length") > 0
    assert page.complaints() == []


def test_whatever_offers_to_open_or_close_does_so(
    page: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html_states, "MOST_STATES", 72)  # fewer than there are
    graph = encoder_decoder()
    opened(page, tmp_path, Network("net", graph.title, graph), look_of(View(Level.STAGE)))
    press = "[...document.querySelectorAll('#card button')].find((each) => each.title === 'Enter')"
    for level in Level:
        choose_level = f"document.querySelector('[data-level={level}]').click()"
        page.value(choose_level)
        before, worked, things = page.value(IDS), set(), page.value(IDS)
        for name in things:
            page.value(
                f"document.getElementById({json.dumps(name)}).querySelector('text')"
                "?.dispatchEvent(new MouseEvent('click', {bubbles: true}))"
            )
            if page.value(f"Boolean({press})"):
                page.value(f"{press}.click()")
                assert page.value(IDS) != before, (level, name)
                worked.add(name)
                page.value(choose_level)
                assert page.value(IDS) == before
        framed = page.value("[...document.querySelectorAll('.frame')].map((each) => each.id)")
        assert worked & set(framed or worked)  # at every level something, frames first
    assert page.complaints() == []


def test_hostile_names_are_shown_and_never_run(page: Browser, tmp_path: Path) -> None:
    graph = encoder_decoder()
    first = graph.groups[0]
    named = replace(first, title=HOSTILE, path=HOSTILE)
    hostile = replace(graph, title=HOSTILE, groups=(named, *graph.groups[1:]))
    opened(page, tmp_path, Network("net", HOSTILE, hostile), look_of(View(Level.NETWORK)))
    assert page.value("document.querySelector('h1').textContent") == HOSTILE
    assert HOSTILE in page.value("[...document.querySelectorAll('text')].map((t) => t.textContent)")
    assert page.value("document.querySelectorAll('img').length") == 0
    assert page.value("document.scripts.length") == 2
    page.press("ArrowDown", "Enter", "4")
    assert page.complaints() == []


def test_hostile_names_of_modules_are_shown_at_every_level_and_never_run(
    page: Browser, tmp_path: Path
) -> None:
    graph = named_graph(HOSTILE_MODULE)
    opened(page, tmp_path, Network("net", "Named", graph), look_of(View(Level.STAGE)))
    for level in Level:
        page.value(f"document.querySelector('[data-level={level}]').click()")
        assert page.value("document.querySelectorAll('img').length") == 0
    assert f"{HOSTILE_MODULE}0" in page.value(IDS)
    page.press("ArrowDown", "Enter")
    assert page.value("document.scripts.length") == 2
    assert page.complaints() == []


def test_the_policy_lets_no_other_script_run_and_nothing_be_fetched(
    page: Browser, tmp_path: Path
) -> None:
    opened(page, tmp_path, "resnet18")
    page.value(
        "document.body.append(Object.assign(document.createElement('script'), "
        "{textContent: 'document.title = \"run\"'}))"
    )
    assert page.value("document.title") == "ResNet-18"
    assert page.value("fetch('data:,x').then(() => 'fetched', () => 'refused')") == "refused"
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://[^\"'\s<>]+", text))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert "unsafe" not in text


def test_keys_travel_and_the_card_says_what_a_layer_costs(page: Browser, tmp_path: Path) -> None:
    opened(page, tmp_path, "resnet50", look_of(View(Level.LAYER)))
    page.press("ArrowDown", "ArrowDown")
    assert page.value("document.activeElement.id") == "conv1"
    card = page.value("document.querySelector('#card').innerText").replace("\u202f", "")
    assert "9408" in card
    assert "118013952" in card
    assert "3 × 224 × 224 → 64 × 112 × 112" in card
    page.press("ArrowUp")
    assert page.value("document.activeElement.id") == "input"
    page.press("Escape")
    assert page.value("document.querySelector('#card').hidden") is True


def test_the_card_of_a_block_adds_its_layers_up(page: Browser, tmp_path: Path) -> None:
    opened(page, tmp_path, "resnet50", look_of(View(Level.BLOCK, True)))
    x, y = page.value(
        "(({x, y, width, height}) => [x + width / 2, y + height / 2])"
        "(document.getElementById('layer3.1').getBoundingClientRect())"
    )
    page.click(x, y)
    card = page.value("document.querySelector('#card').innerText").replace("\u202f", "")
    # five equal bottlenecks: 1×1 1024→256, 3×3 256→256, 1×1 256→1024, and their batch norms
    params = 5 * (1024 * 256 + 9 * 256 * 256 + 256 * 1024 + 2 * (256 + 256 + 1024))
    assert str(params) in card


def test_search_finds_layers_within_closed_boxes(page: Browser, tmp_path: Path) -> None:
    opened(page, tmp_path, "resnet50")
    page.press("/")
    page.ask("Input.insertText", text="downsample.0")
    hits = page.value("[...document.querySelectorAll('.hit')].map((each) => each.id)")
    assert hits == ["layer1.0", "layer2.0", "layer3.0", "layer4.0"]
    page.press("Enter")
    assert page.value("document.querySelector('.chosen').id") == "layer1.0"
    page.press("Escape")
    assert page.value("document.querySelectorAll('.hit').length") == 0


def test_it_follows_the_system_until_its_own_switch_is_pressed(
    page: Browser, tmp_path: Path
) -> None:
    scheme = "document.documentElement.dataset.theme"
    opened(page, tmp_path, "resnet18")
    for theme in ("dark", "light"):
        features = [{"name": "prefers-color-scheme", "value": theme}]
        page.ask("Emulation.setEmulatedMedia", features=features)
        page.value(FRAMES)
        assert page.value(scheme) == theme
    page.press("t", "t")
    assert page.value(scheme) == "dark"


def test_zooming_keeps_what_is_in_the_middle(page: Browser, tmp_path: Path) -> None:
    opened(page, tmp_path, "resnet18")
    percent = "parseInt(document.querySelector('#percent').textContent)"
    before = page.value(percent)
    page.press("+")
    assert page.value(percent) == pytest.approx(before * 1.25, abs=2)
    page.press("0")
    page.press("-")
    assert page.value(percent) < before


def test_the_same_network_gives_the_same_bytes() -> None:
    network = network_named("resnet18")
    look = look_of(View(), color_by="macs")
    assert diagram_bytes(network, look, ".html") == diagram_bytes(network, look, ".html")


def test_json_within_a_script_can_not_end_it() -> None:
    text = safe_json({HOSTILE: [HOSTILE, "\ud800"]})
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == {HOSTILE: [HOSTILE, "\ud800"]}

"""The marks of what differs on a picture of two networks."""

from collections import Counter

import pytest

from resnet_viz.core.lab.diff.diff import diff_of
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.places import Places
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.scene.heat import contrast
from resnet_viz.diagram.scene.marks import COLORS, SIGNS, Marks, marks_of, pen_of
from resnet_viz.diagram.scene.theme import THEMES, Theme
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import draw


def marks(a: str, b: str, view: View) -> Marks:
    """Those of B's own picture."""
    places = Places(diff_of(network_named(a), network_named(b)))
    return marks_of(draw(b, view).scene, places.of_b)


def rings(found: Marks) -> Counter[Kind]:
    return Counter(ring.kind for ring in found.rings)


def test_the_blocks_that_only_one_has_are_ringed_and_nothing_else() -> None:
    found = marks("resnet50", "resnet101", View())
    assert rings(found) == {Kind.ONLY_B: 17}
    assert not found.halos


def test_merged_blocks_of_which_only_some_are_new_are_other_layers() -> None:
    found = marks("resnet50", "resnet101", View(is_folded=True))
    assert rings(found) == {Kind.ATTRIBUTES: 1}


def test_a_shortcut_that_is_another_has_a_halo() -> None:
    found = marks("resnet18", "resnet18,shortcut=A", View())
    assert [halo.kind for halo in found.halos] == [Kind.SHORTCUT] * 3
    assert not found.rings


def test_layers_are_marked_one_by_one() -> None:
    found = marks("resnet34", "resnet50", View(Level.LAYER))
    places = Places(diff_of(network_named("resnet34"), network_named("resnet50"))).of_b
    graph = network_named("resnet50").graph
    kinds = Counter(places[node.path].kind for node in graph.nodes if node.op != "add")
    del kinds[Kind.SAME]
    assert rings(found) == kinds


def test_every_box_of_a_stage_that_is_new_is_marked_at_every_level() -> None:
    for level in (Level.STAGE, Level.BLOCK):
        found = marks("resnet20", "resnet18", View(level))
        assert rings(found)[Kind.ONLY_B] == {Level.STAGE: 2, Level.BLOCK: 3}[level]  # max pooling


def test_a_network_against_itself_has_no_marks() -> None:
    assert marks("resnet50", "resnet50", View(Level.LAYER)) == Marks()


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_marks_are_told_apart_without_colour_and_signs_are_read_on_theirs(
    theme: Theme,
) -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
    for kind in SIGNS:
        assert contrast(COLORS[theme.name][kind], theme.page) >= 4.5
    lines = [(pen_of(kind, theme).dash, pen_of(kind, theme).width) for kind in SIGNS]
    assert len(set(lines[1:4])) == 3

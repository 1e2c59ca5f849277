"""The document: what a first start shows, what each change takes along, what can't be."""

from dataclasses import replace

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.scene.color_choice import Coloring, ColorScale
from resnet_viz.diagram.view import Level
from resnet_viz.session.document import (
    MOST_MEMBERS,
    MOST_SHOWN,
    Document,
    ShownRun,
    looking_at,
    pinned,
    unpinned,
    with_current,
    with_member,
    with_network,
    with_run,
    with_shown,
    with_times,
    with_weights,
    without_member,
)
from resnet_viz.session.member import Member, WeightsChoice, canonical, member_of
from tests.samples.results import FLOWED

FIRST = Document()
WEIGHTS = WeightsChoice("/models/my50.pth")


def archs(document: Document) -> list[str]:
    return [member.arch for member in document.networks]


def many(count: int) -> Document:
    document = FIRST
    for width in range(1, count):
        document = with_member(document, member_of(f"resnet50,width={width}"))
    return document


def test_a_first_start_shows_resnet_50_by_blocks() -> None:
    assert archs(FIRST) == ["resnet50"]
    assert (FIRST.batch, FIRST.view.level, FIRST.coloring) == (1, Level.BLOCK, Coloring())
    assert FIRST.compared_with is None


def test_a_member_holds_the_canonical_text() -> None:
    assert archs(with_network(FIRST, "resnet,depth=18")) == ["resnet18"]
    assert canonical(" resnet34,block=bottleneck ") == "resnet50"
    assert canonical("nets/mine.py:make") == "nets/mine.py:make"


def test_a_text_that_names_no_network_changes_nothing() -> None:
    with pytest.raises(UserError, match="resnet51"):
        with_network(FIRST, "resnet51")


def test_weights_stay_where_they_fit_and_go_where_they_do_not() -> None:
    loaded = with_weights(FIRST, "resnet50", WEIGHTS)
    assert with_network(loaded, "resnet50,input=64").member.weights == WEIGHTS
    assert with_network(loaded, "resnet34").member.weights is None
    assert with_network(loaded, "timm:vit_tiny").member.weights is None


def test_a_plain_network_knows_the_one_with_shortcuts_that_it_came_from() -> None:
    projected = with_network(FIRST, "resnet50,shortcut=C")
    plain = with_network(projected, "resnet50,shortcut=none")
    wider = with_network(plain, "resnet50,shortcut=none,width=32")
    assert plain.member.twin == wider.member.twin == "resnet50,shortcut=C"
    assert with_network(wider, "resnet18").member.twin == ""


def test_pinning_keeps_the_network_as_base_and_goes_on_with_a_copy() -> None:
    changed = with_network(pinned(FIRST), "resnet34")
    assert archs(changed) == ["resnet50", "resnet34"]
    assert changed.compared_with == Member("resnet50")
    assert unpinned(changed) == with_network(FIRST, "resnet34")


def test_pinning_again_keeps_the_base_that_was_there() -> None:
    twice = pinned(with_network(pinned(FIRST), "resnet34"))
    assert archs(twice) == ["resnet50", "resnet34", "resnet34"]
    assert (twice.base, twice.current) == (1, 2)


@pytest.mark.parametrize(
    ("removed", "current", "base"), [(0, 1, 0), (1, 1, 0), (2, 1, 0)], ids=["base", "current", ""]
)
def test_what_is_left_keeps_its_places(removed: int, current: int, base: int) -> None:
    three = replace(many(3), current=1 if removed == 1 else 2, base=0)
    left = without_member(three, removed)
    assert (left.current, left.base) == (current, base)


def test_a_member_put_in_front_moves_the_places_behind_it() -> None:
    document = with_member(replace(many(2), current=1), member_of("resnet18"), 0)
    assert (document.member.arch, document.base) == ("resnet50,width=1", 1)


def test_the_last_network_can_not_be_removed() -> None:
    with pytest.raises(UserError, match="last network"):
        without_member(FIRST, 0)


def test_a_seventh_network_is_kept_and_hidden() -> None:
    seven = many(MOST_SHOWN + 1)
    assert len(seven.shown) == MOST_SHOWN
    assert not seven.networks[-1].is_shown
    with pytest.raises(UserError, match="Hide some"):
        with_shown(seven, MOST_SHOWN, is_shown=True)
    exchanged = with_shown(with_shown(seven, 0, is_shown=False), MOST_SHOWN, is_shown=True)
    assert exchanged.networks[-1].is_shown


def test_going_to_a_network_goes_to_its_member_where_there_is_one() -> None:
    document = many(3)
    assert looking_at(document, "resnet50,width=2") == with_current(document, 2)
    assert archs(looking_at(document, "resnet18"))[0] == "resnet18"


def test_times_of_a_run_are_shown_for_its_network_and_batch() -> None:
    opened = with_run(FIRST, "resnet18", 4, "of 18")
    assert (opened.member.arch, opened.batch, opened.run) == ("resnet18", 4, "of 18")
    assert replace(opened, batch=1).run == ""
    assert with_times(opened, ShownRun("resnet18", 4, "newer")).run == "newer"
    assert len(with_times(opened, ShownRun("resnet18", 4, "newer")).runs) == 1


def test_the_scale_of_figures_is_kept_while_no_figure_colours_the_boxes() -> None:
    coloring = Coloring("op", ColorScale.LOG)
    assert Document(coloring=coloring).coloring == coloring


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"networks": ()}, "networks has 0 entries"),
        ({"networks": (Member("resnet18", is_shown=False),) * (MOST_MEMBERS + 1)}, "201 entries"),
        ({"current": 1}, "current=1"),
        ({"base": -1}, "base=-1"),
        ({"batch": 0}, "batch=0"),
        ({"coloring": Coloring("beauty")}, "color_by=beauty"),
        ({"results": (FLOWED, replace(FLOWED, cpu_s=2.0))}, "another outcome of 'gradients'"),
        ({"cut": ("two\nlines",)}, "one line"),
        ({"cut": ("layer1.0",) * 2}, "each once"),
    ],
)
def test_a_document_that_can_not_be_is_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(UserError, match=said):
        replace(FIRST, **changes)  # type: ignore[arg-type]


def test_documents_are_equal_by_what_they_hold_and_can_be_looked_up() -> None:
    assert with_network(with_network(FIRST, "resnet18"), "resnet50") == FIRST
    assert len({FIRST, Document(), with_network(FIRST, "resnet18")}) == 2

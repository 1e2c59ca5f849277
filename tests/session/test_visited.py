"""Back and forward through the networks that were looked at."""

from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.session.visited import MOST_VISITED, Visited


def after(*archs: str) -> Visited:
    visited = Visited((archs[0],))
    for arch in archs[1:]:
        visited = visited.went_to(arch)
    return visited


def test_back_and_forward_go_through_the_networks_in_their_order() -> None:
    visited = after("resnet18", "resnet34", "resnet50")
    assert visited.back().arch == "resnet34"
    assert visited.back(2).arch == visited.back(9).arch == "resnet18"
    assert visited.back(2).forward().arch == "resnet34"
    assert visited.back(2).later == ("resnet34", "resnet50")
    assert visited.earlier == ("resnet34", "resnet18")


def test_a_network_looked_at_after_going_back_takes_the_place_of_what_lay_forward() -> None:
    visited = after("resnet18", "resnet34", "resnet50").back(2).went_to("resnet101")
    assert visited.archs == ("resnet18", "resnet101")
    assert visited.later == ()


def test_the_same_network_again_is_no_entry_and_keeps_what_lies_forward() -> None:
    visited = after("resnet18", "resnet34").back()
    assert visited.went_to("resnet18") == visited


def test_networks_that_are_only_passed_leave_no_entries() -> None:
    visited = after("resnet18").went_to("resnet34")
    for arch in ("resnet50", "resnet101", "resnet152"):
        visited = visited.went_to(arch, is_passing=True)
    assert visited.archs == ("resnet18", "resnet152")


def test_passing_back_to_where_one_came_from_leaves_no_entry_twice() -> None:
    assert after("resnet18", "resnet34").went_to("resnet18", is_passing=True) == after("resnet18")


@given(st.lists(st.sampled_from(["resnet18", "resnet34", "resnet50"]), min_size=1))
def test_all_the_way_back_and_forward_again_ends_where_it_began(archs: list[str]) -> None:
    visited = after(*archs)
    assert visited.back(len(archs)).forward(len(archs)) == visited
    assert visited.arch == archs[-1]
    assert all(one != other for one, other in zip(visited.archs, visited.archs[1:], strict=False))


def test_only_the_latest_hundred_are_kept() -> None:
    visited = after(*(f"resnet50,width={width}" for width in range(1, MOST_VISITED + 11)))
    assert len(visited.archs) == MOST_VISITED
    assert visited.back(999).arch == "resnet50,width=11"

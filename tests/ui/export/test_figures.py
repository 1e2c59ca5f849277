"""Choices of several networks in one picture, and the request that they become."""

import pytest

from resnet_viz.session import card_edits
from resnet_viz.session.document import Document, with_member
from resnet_viz.session.member import Member
from resnet_viz.ui.export.figures import archs_of, figure_rows

FIVE = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")


def document_of(*archs: str) -> Document:
    document = Document((Member(archs[0]),))
    for arch in archs[1:]:
        document = with_member(document, Member(arch))
    return document


@pytest.mark.parametrize("arch", ["resnet34", "plain34"])
def test_a_network_and_its_plain_twin_have_the_plain_one_first(arch: str) -> None:
    assert archs_of(document_of(arch), "twin") == ("plain34", "resnet34")


def test_the_published_five_are_there_whatever_is_on_screen() -> None:
    assert archs_of(document_of("preact18"), "published") == FIVE


def test_a_comparison_is_offered_where_there_is_one() -> None:
    assert "compared" not in dict(figure_rows(document_of("resnet18")))
    several = document_of("resnet18", "resnet50", "resnet20")
    assert dict(figure_rows(several))["compared"] == "All of the comparison"
    assert archs_of(several, "compared") == ("resnet18", "resnet50", "resnet20")


def test_no_choice_is_the_network_on_screen_alone() -> None:
    assert archs_of(document_of("resnet18", "resnet50"), "") == ()


def test_pinning_makes_a_comparison() -> None:
    pinned = card_edits.pin(document_of("resnet18")).document
    assert len(archs_of(pinned, "compared")) == 2


def test_what_differs_from_the_base_is_offered_while_there_is_another() -> None:
    single = document_of("resnet18")
    assert "differing" not in dict(figure_rows(single))
    twin = card_edits.add_twin(single).document
    assert archs_of(twin, "differing") == ("resnet18", twin.member.arch)

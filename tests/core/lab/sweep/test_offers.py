"""What is offered while a recipe is typed can be typed: each offer is a step to a recipe."""

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.offers import offers_at, values_for, with_values
from resnet_viz.core.lab.sweep.reading import VARIED
from resnet_viz.core.lab.sweep.recipe import recipe_of


@pytest.mark.parametrize(
    ("text", "kept", "offered"),
    [
        ("resnet1", "", "resnet18"),
        ("resnet18|pre", "resnet18|", "preact50"),
        ("resnet18,", "resnet18,", "width="),
        ("resnet18,wi", "resnet18,", "width="),
        ("resnet18,block=", "resnet18,block=", "bottleneck"),
        ("resnet18,block=basic|bo", "resnet18,block=basic|", "bottleneck"),
        ("resnet18,width=", "resnet18,width=", "16|32|64"),
        ("resnet18,batch=", "resnet18,batch=", "1|8|32"),
    ],
)
def test_names_keys_and_values_are_offered_where_they_belong(
    text: str, kept: str, offered: str
) -> None:
    offers = offers_at(text)
    assert offers.kept == kept
    assert offered in offers.words


def test_what_is_there_already_is_not_offered_again() -> None:
    assert "width=" not in offers_at("resnet18,width=16,").words
    assert offers_at("resnet18,block=bottleneck").words == ()
    assert offers_at("resnet18,wdth=").words == ()


@pytest.mark.parametrize("key", VARIED)
def test_the_usual_values_of_each_key_make_a_recipe_of_several_networks(key: str) -> None:
    text = with_values("resnet50", key, values_for(key))
    assert recipe_of(text).count > 1
    assert recipe_of(with_values(text, key, "")).count == 1


def test_values_take_the_place_of_others() -> None:
    assert with_values("resnet18, width=16 ,se=4", "width", "1|2") == "resnet18,se=4,width=1|2"
    with pytest.raises(UserError):
        recipe_of(with_values("resnet18", "colour", "red"))

"""A recipe names what its text is short for: each network once a place, the refused ones too."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.recipe import MOST_PLACES, member_at, recipe_of, spec_at, values_at
from resnet_viz.core.resnet.arch import parse
from tests.samples.recipes import Listed, listed_recipes


def outcome(text: str) -> str:
    try:
        return repr(parse(text))
    except UserError as error:
        return str(error)


def outcome_at(text: str, place: int) -> str:
    try:
        return repr(spec_at(recipe_of(text), place))
    except UserError as error:
        return str(error)


@settings(max_examples=80, deadline=None)
@given(listed_recipes())
def test_places_are_the_networks_of_all_combinations_and_refused_as_arch_is(listed: Listed) -> None:
    recipe = recipe_of(listed.text)
    found = Counter(outcome_at(listed.text, place) for place in range(recipe.count))
    names, keys = listed.values["name"], [key for key in listed.values if key != "name"]
    wanted = Counter(
        outcome(",".join([name, *(f"{k}={v}" for k, v in zip(keys, values, strict=True))]))
        for name, *values in product(names, *(listed.values[key] for key in keys))
    )
    assert found == wanted


@settings(max_examples=80, deadline=None)
@given(listed_recipes())
def test_the_canonical_text_is_the_same_recipe_with_the_same_places(listed: Listed) -> None:
    recipe = recipe_of(listed.text)
    again = recipe_of(recipe.text)
    assert again == recipe
    assert again.count == recipe.count


RANGES = st.tuples(st.integers(1, 9), st.integers(0, 12), st.integers(1, 5))


@settings(max_examples=60, deadline=None)
@given(st.lists(RANGES, min_size=1, max_size=3))
def test_ranges_within_stages_are_all_stage_lists_with_the_last_number_the_fastest(
    parts: list[tuple[int, int, int]],
) -> None:
    text = "-".join(f"{first}..{first + more}:{step}" for first, more, step in parts)
    recipe = recipe_of(f"resnet,stages={text}")
    wanted = list(product(*(range(first, first + more + 1, step) for first, more, step in parts)))
    assert [values_at(recipe, place)["stages"] for place in range(recipe.count)] == wanted


def test_lists_and_ranges_go_together_and_are_written_in_one_form() -> None:
    recipe = recipe_of(" ResNet , width = 16 .. 20 : 4 | 064, stages=1..2-3 | 2-2,block=Bottleneck")
    assert recipe.text == "resnet,block=bottleneck,stages=1..2-3|2-2,width=16..20:4|64"
    assert recipe.count == 3 * 3


def test_a_range_ends_with_the_last_number_that_its_steps_reach() -> None:
    assert recipe_of("resnet18,width=16..30:6").text == "resnet18,width=16..28:6"
    assert recipe_of("resnet18,width=16..16").text == "resnet18,width=16"


def test_images_have_ranges_too() -> None:
    recipe = recipe_of("resnet18,input=160..224:32|3x32x64..128:64")
    sizes = [spec_at(recipe, place).image[1:] for place in range(recipe.count)]
    assert sizes == [(160, 160), (192, 192), (224, 224), (32, 64), (32, 128)]


def test_a_batch_is_varied_like_any_key() -> None:
    recipe = recipe_of("resnet18|resnet34,batch=1|8..16:8")
    batches = [member_at(recipe, place, 4).batch for place in range(recipe.count)]
    assert sorted(batches) == [1, 1, 8, 8, 16, 16]
    assert member_at(recipe_of("resnet18"), 0, 4).batch == 4


def test_a_place_among_millions_needs_none_of_the_others() -> None:
    recipe = recipe_of("resnet,stages=1..56-1..56-1..56-1..56")
    assert recipe.count == 56**4
    assert spec_at(recipe, recipe.count - 1).stages == (56, 56, 56, 56)
    assert spec_at(recipe, 56**2 + 1).stages == (1, 2, 1, 2)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("resnet18,wdth=16", 10, "did you mean width?"),
        ("resnet18,colour=red", 10, "Options are depth, block, stages"),
        ("resnet18,width=16|", 19, "empty value"),
        ("resnet18, width", 11, "Write width=64"),
        ("resnet18,,width=16", 10, "after a comma"),
        ("resnet18,width=16,width=8", 19, "Give it once"),
        ("resnet18,width=64..16", 16, "Write the smaller number first: 16..64"),
        ("resnet18,width=16..64:0", 16, "Steps are 1 or more"),
        ("resnet18,width=16|1..x", 19, "FIRST..LAST:STEP"),
        ("resnet18,width=16|1..2000000000", 19, "at most 9 digits"),
        ("resnet18,width=sixteen", 16, "width=sixteen is not a whole number"),
        ("resnet18,block=basic..bottleneck", 16, "Write basic|bottleneck"),
        ("resnet18,block=basic|botleneck", 22, "did you mean block=bottleneck?"),
        ("resnet,stages=1..4-2-", 15, "a number for each stage"),
        ("resnet,stages=1..4-2..a", 20, "is not a range"),
        ("resnet18|resnet35", 10, "did you mean resnet34"),
        ("resnet18,batch=many", 16, "batch=many is not a whole number"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_what_is_allowed(
    text: str, place: int, said: str
) -> None:
    with pytest.raises(UserError) as error:
        recipe_of(text)
    assert error.value.message.startswith(f"character {place}: ")
    assert said in error.value.message


def test_a_recipe_of_too_many_combinations_is_refused_with_the_limit() -> None:
    with pytest.raises(UserError, match=r"90.000.000 combinations, and a sweep at most 10.000.000"):
        recipe_of("resnet18,width=1..30000,se=1..3000")
    assert recipe_of("resnet,stages=1..1000-1..1000-1..10").count == MOST_PLACES


def test_a_recipe_that_says_nothing_of_the_depth_is_refused() -> None:
    with pytest.raises(UserError, match="resnet alone names no network"):
        recipe_of("resnet|resnet18,width=16|32")


def test_a_recipe_as_long_as_a_book_is_refused() -> None:
    with pytest.raises(UserError, match="at most 10000 letters"):
        recipe_of("resnet18,width=" + "|".join(["16"] * 9000))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="resnt18,=|.:-x0123 depthwiagus×é", max_size=60))
def test_any_text_is_a_recipe_or_refused_in_one_sentence(text: str) -> None:
    try:
        recipe = recipe_of(text)
    except UserError as error:
        refusal = error.message
        recipe = None
    assert recipe is not None or "\n" not in refusal
    assert recipe is None or recipe_of(recipe.text) == recipe

"""The published top-1: only of the very network and image, each with its recipe and source."""

from collections import Counter

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.publications.top1 import (
    OWN_RECIPES,
    RECIPES,
    published_top1,
    recipe_lines,
    top1_dicts,
    top1_text,
)
from resnet_viz.core.resnet.publications.top1_table import TABLE
from tests.samples.timm_counts import OURS

# What torchvision's own documents print for its first weights
TORCHVISION = {
    "resnet18": 69.758,
    "resnet34": 73.314,
    "resnet50": 76.130,
    "resnet101": 77.374,
    "resnet152": 78.312,
    "resnext50_32x4d": 77.618,
    "resnext101_32x8d": 79.312,
    "wide_resnet50_2": 78.468,
    "wide_resnet101_2": 78.848,
}


def of(arch: str) -> dict[str, float]:
    return {each.weights: each.percent for each in published_top1(network_named(arch))}


@pytest.mark.parametrize("arch", TORCHVISION)
def test_timm_measures_torchvisions_first_weights_as_torchvision_does(arch: str) -> None:
    assert of(arch)[f"{arch}.tv_in1k"] == pytest.approx(TORCHVISION[arch], abs=0.05)


def test_each_network_of_the_table_has_as_many_parameters_as_timms_own() -> None:
    for name in {row.weights.partition(".")[0] for row in TABLE}:
        network = network_named(str(parse(name)))
        assert report_of(network).totals.params == OURS[name], name


def test_resnet50_has_sixteen_recipes_from_the_oldest_to_torchvisions_second() -> None:
    found = published_top1(network_named("resnet50"))
    assert (found[0].weights, found[-1].weights) == ("resnet50.tv_in1k", "resnet50.tv2_in1k")
    assert top1_text(found) == "76.2 – 80.8 %, 16 recipes"
    assert [each.percent for each in found] == sorted(each.percent for each in found)


@pytest.mark.parametrize(
    "arch",
    [
        "resnet50,stride_in=1x1", "resnet50,classes=10", "resnet50,input=96", "resnet50,shortcut=A",
        "resnet,stages=3-4-6-4,block=bottleneck", "preact50", "plain34", "resnet20",
    ],
)  # fmt: skip
def test_a_network_that_nobody_published_just_so_has_no_figure(arch: str) -> None:
    assert published_top1(network_named(arch)) == ()
    assert top1_text(()) == ""
    assert recipe_lines(()) == ()


def test_a_figure_belongs_to_its_image_size() -> None:
    at_288 = published_top1(network_named("resnet50,input=288"))
    assert {each.side for each in at_288} == {288}
    assert {each.side for each in published_top1(network_named("resnet50"))} == {224}


def test_no_weights_that_have_seen_other_images_are_in_the_table() -> None:
    assert all(row.weights.endswith("in1k") for row in TABLE)
    assert not any(word in row.weights for row in TABLE for word in ("ig1b", "yfcc", "in21k"))


def test_every_row_has_a_recipe_and_is_there_once() -> None:
    assert max(Counter((row.weights, row.side) for row in TABLE).values()) == 1
    for row in TABLE:
        tag = row.weights.partition(".")[2].partition("_")[0]
        assert row.weights in OWN_RECIPES or tag in RECIPES


def test_a_tag_that_is_no_recipe_has_its_own_words() -> None:
    rows = {each.weights: each for each in published_top1(network_named("resnext101_64x4d"))}
    assert "new recipe" in rows["resnext101_64x4d.tv_in1k"].recipe


def test_each_recipe_has_a_line_and_the_source_is_the_last() -> None:
    found = published_top1(network_named("resnet34"))
    lines = recipe_lines(found)
    assert len(lines) == len(found) + 1
    assert lines[0].startswith("77.49 %: timm, RandAugment, version 4 (resnet34.ra4")
    assert lines[-1].startswith("Source: timm, results-imagenet.csv of 2025-10-30")
    assert top1_dicts(found)[0].keys() == {"weights", "recipe", "side", "crop", "percent"}

"""The published top-1 of a network: by recipe, with the source, and only for the very network."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.publications.top1_table import TABLE, Top1
from resnet_viz.core.resnet.spec import Image, ResNetSpec

TITLE = "ImageNet top-1, published (timm)"
SOURCE = (
    "timm, results-imagenet.csv of 2025-10-30 (commit 4e5207c): ImageNet-1k validation set, "
    "50,000 images, weights trained on ImageNet-1k only"
)
STRIKES_BACK = "ResNet strikes back (Wightman et al. 2021)"
RECIPES = {
    # By timm's table of tags, hfdocs/source/hparams.mdx, and the origins in its resnet.py
    "a1": f"{STRIKES_BACK}, recipe A1",
    "a1h": f"{STRIKES_BACK}, A1 with stronger augmentation",
    "a2": f"{STRIKES_BACK}, recipe A2",
    "a3": f"{STRIKES_BACK}, recipe A3",
    "ah": f"{STRIKES_BACK}, A1 with stronger augmentation, without CutMix",
    "b1k": f"{STRIKES_BACK}, recipe B",
    "b2k": f"{STRIKES_BACK}, recipe B",
    "c1": f"{STRIKES_BACK}, recipe C1",
    "c2": f"{STRIKES_BACK}, recipe C2",
    "c3": f"{STRIKES_BACK}, a recipe like C",
    "d": f"{STRIKES_BACK}, recipe D",
    "am": "timm, AugMix",
    "ram": "timm, AugMix with RandAugment",
    "bt": "timm, bag of tricks",
    "ra": "timm, RandAugment",
    "ra2": "timm, RandAugment, version 2",
    "racm": "timm, RandAugment with CutMix",
    "ra4": "timm, RandAugment, version 4",
    "gluon": "GluonCV",
    "tv": "torchvision, first weights",
    "tv2": "torchvision, second weights (its new recipe of 2021)",
}
OWN_RECIPES = {
    # A tag is not always a recipe: this network came after torchvision's first weights
    "resnext101_64x4d.tv_in1k": "torchvision, its new recipe of 2021",
}


class PublishedTop1(NamedTuple):
    """What one recipe reached: `percent` of the images, each `side` pixels high and wide."""

    weights: str
    recipe: str
    side: int
    crop: float
    percent: float


def published_top1(network: Network) -> tuple[PublishedTop1, ...]:
    """What is published of just this network at its image size, the lowest first; () for others."""
    with suppress(UserError):
        spec = spec_of(network)
        return _by_spec().get(spec, ())
    return ()


def top1_text(found: tuple[PublishedTop1, ...]) -> str:
    """The range over the recipes: `76.2 – 80.8 %, 16 recipes`; '' where nothing is published."""
    if not found:
        return ""
    least, most = (f"{each.percent:.1f}" for each in (found[0], found[-1]))
    if len(found) == 1:
        return f"{least} %, 1 recipe"
    span = least if least == most else f"{least} – {most}"
    return f"{span} %, {len(found)} recipes"


def recipe_lines(found: tuple[PublishedTop1, ...]) -> tuple[str, ...]:
    """Each recipe on a line, the best first, and the source last; () where nothing is published."""
    lines = (
        f"{each.percent:.2f} %: {each.recipe} ({each.weights}, {each.side} px, crop {each.crop:g})"
        for each in reversed(found)
    )
    return (*lines, f"Source: {SOURCE}") if found else ()


def top1_dicts(found: Iterable[PublishedTop1]) -> list[dict[str, Any]]:
    """The JSON of `published_top1`: a recipe a row."""
    return [each._asdict() for each in found]


@lru_cache(maxsize=1)
def _by_spec() -> dict[ResNetSpec, tuple[PublishedTop1, ...]]:
    """All that is published, by the network with its image."""
    found: dict[ResNetSpec, list[PublishedTop1]] = {}
    for row in TABLE:
        name = row.weights.partition(".")[0]
        spec = replace(_named(name), image=Image(3, row.side, row.side))
        found.setdefault(spec, []).append(_with_recipe(row))
    return {spec: tuple(sorted(rows, key=lambda row: row.percent)) for spec, rows in found.items()}


_named = lru_cache(maxsize=64)(parse)


def _with_recipe(row: Top1) -> PublishedTop1:
    tag = row.weights.partition(".")[2].partition("_")[0]
    recipe = OWN_RECIPES.get(row.weights, RECIPES[tag])
    return PublishedTop1(row.weights, recipe, row.side, row.crop, row.percent)

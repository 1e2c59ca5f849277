"""Recipes for hypothesis to draw from, each with the ARCH texts that it is short for."""

from itertools import product
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

KEYS: dict[str, tuple[str, ...]] = {
    "depth": ("18", "20", "26", "50", "51"),
    "block": ("basic", "bottleneck"),
    "stages": ("1-2", "2-1-3", "3-3-3", "1-2-3-4", "0-2"),
    "shortcut": ("A", "B", "C", "none"),
    "order": ("post", "pre"),
    "stride_in": ("3x3", "1x1"),
    "stem": ("imagenet", "deep", "cifar"),
    "stem_width": ("8", "300", "8-16-32"),
    "downsample": ("conv", "avg"),
    "width": ("1", "16", "64"),
    "groups": ("1", "4"),
    "group_width": ("4", "64"),
    "se": ("0", "4", "5000"),
    "se_min": ("1", "8"),
    "input": ("32", "64x48", "1x40x40"),
    "classes": ("0", "10"),
}
NAMES = ("resnet18", "resnet20", "resnet50", "plain20", "preact164", "wrn-16-2", "ResNet-50-D")


class Listed(NamedTuple):
    """A recipe of lists, and the names and keys with the values that it lists."""

    text: str
    values: dict[str, tuple[str, ...]]

    @property
    def archs(self) -> set[str]:
        """Every ARCH that it is short for."""
        name, *keys = self.values
        return {
            ",".join([first, *(f"{key}={each}" for key, each in zip(keys, rest, strict=True))])
            for first, *rest in product(*(self.values[key] for key in (name, *keys)))
        }


@st.composite
def listed_recipes(draw: DrawFn) -> Listed:
    """One or two names and up to four keys, with up to three values each."""
    keys = draw(st.lists(st.sampled_from(sorted(KEYS)), max_size=4, unique=True))
    values = {"name": tuple(draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2)))}
    for key in keys:
        chosen = st.lists(st.sampled_from(KEYS[key]), min_size=1, max_size=3, unique=True)
        values[key] = tuple(draw(chosen))
    parts = (f"{key}={'|'.join(values[key])}" for key in keys)
    return Listed(",".join(["|".join(values["name"]), *parts]), values)

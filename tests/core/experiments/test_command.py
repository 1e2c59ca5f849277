"""The commands that repeat what networks of others gave."""

import shlex
from dataclasses import replace

import pytest

from resnet_viz.core.experiments.command import command_of
from resnet_viz.core.experiments.found.picture import Origin
from tests.samples.paths_and_landscapes import SEEN, picture_outcome

SEEN_OWN = replace(SEEN, is_own=True, name="my cat.png")


@pytest.mark.parametrize(
    ("arch", "origin", "named"),
    [
        ("timm:resnet18,input=1x3x64x64", Origin.RANDOM, "timm:resnet18,input=1x3x64x64"),
        ("folder/net.py:make", Origin.CODE, "net.py:make"),
        ("C:\\code\\net.py:make,input=1x3x8x8", Origin.CODE, "net.py:make,input=1x3x8x8"),
    ],
)
def test_a_network_of_others_is_named_without_folders_and_nothing_is_trained(
    arch: str, origin: Origin, named: str
) -> None:
    found = picture_outcome(replace(SEEN_OWN, origin=origin), steps=0)
    words = shlex.split(command_of(replace(found, archs=(arch,))))
    own = ["--seed", "0", "--image", "my cat.png"]
    assert words == ["resnet-viz", "learn", "picture", named, *own]


def test_a_module_is_looked_with_in_python() -> None:
    found = picture_outcome(replace(SEEN_OWN, origin=Origin.MODULE), steps=0)
    assert command_of(found) == "rv.learn.picture(module, image='my cat.png')"

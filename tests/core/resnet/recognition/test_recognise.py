"""Networks recognised from the shapes of their weights."""

import pytest
from hypothesis import given, settings

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.graph.state import is_fitting, misfit_text, state_shapes
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.core.resnet.recognition.recognise import assumed_text, recognise
from resnet_viz.core.resnet.spec import ResNetSpec
from tests.samples.legal_specs import SMALL_SPECS
from tests.samples.torchvision_state import torchvision_state


def shapes_of(arch: str) -> dict[str, Shape]:
    return state_shapes(expand(parse(arch)))


@pytest.mark.parametrize("name", [name for name in BY_NAME if not name.startswith("plain")])
def test_every_published_network_is_recognised(name: str) -> None:
    assert recognise(shapes_of(name)) == parse(name)


@pytest.mark.parametrize("name", ["plain18", "plain20"])
def test_a_plain_network_is_taken_for_option_a_which_has_the_same_weights(name: str) -> None:
    found = recognise(shapes_of(name))
    assert found == parse(f"{name},shortcut=A")
    assert "plain twin" in assumed_text(network_of(found))


@settings(max_examples=200, deadline=None)
@given(SMALL_SPECS)
def test_whatever_is_recognised_has_just_these_weights(spec: ResNetSpec) -> None:
    shapes = state_shapes(expand(spec))
    found = recognise(shapes)
    assert state_shapes(expand(found)) == shapes
    assert (found.block, found.stages, found.stem, found.width, found.classes, found.groups) == (
        spec.block,
        spec.stages,
        spec.stem,
        spec.width,
        spec.classes,
        spec.groups,
    )
    assert found.image.channels == spec.image.channels


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "no residual blocks"),
        ({"features.0.weight": (64, 3, 3, 3)}, "no residual blocks"),
        ({"conv1.weight": (64, 3, 7, 7), "fc.weight": (10, 512)}, "no residual blocks"),
        ({"layer1.0.conv1.weight": (64, 64, 3, 3)}, "conv1.weight is missing"),
        (
            {"conv1.weight": (64, 3, 7, 7), "layer1.0.conv1.weight": (1,)},
            "layer1.0.conv2.weight is missing",
        ),
        (
            {"conv1.weight": (64,), "layer1.0.conv2.weight": (1,), "fc.weight": ()},
            "no shapes that fit together",
        ),
        ({"conv1.weight": (0, 3, 7, 7), "layer1.0.conv2.weight": (0,)}, "width=0"),
    ],
)
def test_what_is_no_residual_network_is_refused(change: dict[str, Shape], words: str) -> None:
    with pytest.raises(UserError, match=words):
        recognise(change)


@pytest.mark.parametrize(
    "arch",
    [
        "resnet50,classes=0",
        "preact110,stages=4-4-4,width=160,shortcut=B,stem_width=16",
        "resnet50,stem=deep,stem_width=24-32-64",
        "resnet18,se=16,se_min=8",
        "resnet,stages=1-1,block=basic,se=16,se_min=8",
        "resnet18,stem_width=32,shortcut=C",
        "resnet18,stem_width=96,shortcut=none",
    ],
)
def test_stems_floors_and_a_missing_last_layer_are_read_from_the_weights(arch: str) -> None:
    assert recognise(shapes_of(arch)) == parse(arch)


def test_channels_that_no_one_reduction_squeezes_are_refused_by_that_reason() -> None:
    shapes = shapes_of("resnet18,se=16") | {"layer2.0.se.fc1.weight": (3, 128, 1, 1)}
    with pytest.raises(UserError, match="no one reduction squeezes 64 to 4 and 128 to 3 and"):
        recognise(shapes)


def test_a_network_that_is_nearly_one_of_ours_is_named_with_its_differences() -> None:
    shapes = shapes_of("resnet18") | {"layer1.0.extra.weight": (3, 3)}
    del shapes["layer2.1.bn2.bias"]
    with pytest.raises(UserError) as caught:
        recognise(shapes)
    assert "the file doesn't match any ResNet: nearest is ResNet-18, with " in caught.value.message
    assert "1 missing: layer2.1.bn2.bias" in caught.value.message
    assert "1 not in the network: layer1.0.extra.weight" in caught.value.message


def test_differences_are_counted_and_the_first_six_of_each_kind_named() -> None:
    shapes = shapes_of("resnet18,classes=10") | {"epoch": ()}
    missing, extra, other = misfit_text(shapes, shapes_of("resnet50")).split("; ")
    ours = dict(torchvision_state((2, 2, 2, 2), groups=0)) | {"fc.weight": (10, 512)}
    wanted = dict(torchvision_state((3, 4, 6, 3)))
    lacking = [name for name in wanted if name not in ours and "num_batches" not in name]
    unlike = [name for name in wanted if ours.get(name, wanted[name]) != wanted[name]]
    assert (
        missing == f"{len(lacking)} missing: {', '.join(lacking[:6])} and {len(lacking) - 6} more"
    )
    assert extra == "1 not in the network: epoch"
    first = f"{unlike[0]} 64 × 64 × 3 × 3 for 64 × 64 × 1 × 1"
    assert other.startswith(f"{len(unlike) + 1} of another shape: {first}, ")  # fc.bias too
    assert other.endswith(f" and {len(unlike) - 5} more")


def test_files_that_do_not_count_batches_fit_all_the_same() -> None:
    wanted = shapes_of("resnet18")
    old = {name: shape for name, shape in wanted.items() if "num_batches" not in name}
    assert len(old) < len(wanted)
    assert is_fitting(old, wanted)
    assert recognise(old) == parse("resnet18")

"""What networks respond to in a picture: the same as by hand, with weights of any door."""

import copy
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image
from torch.nn import functional

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.captions.picture import caption
from resnet_viz.core.experiments.captions.setting import setting_messages
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.picture import Response
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.networks import network_named
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.driving import outcomes
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.measuring import measured_again
from resnet_viz.engine.experiments.responses.response import (
    Patches,
    block_maps,
    input_gradient,
    occlusion,
    over_largest,
    over_range,
    shares_of,
    shown,
)
from resnet_viz.engine.model.build import model_of
from resnet_viz.engine.model.model import ResNet
from tests.engine.experiments.conftest import LEARNED

SMALL = "resnet18,input=64,width=8,classes=12"


def outcome_of(asked: RunExperiment, kept: Kept | None = None) -> Outcome:
    *_, (_, outcome) = outcomes(asked, kept or Kept())
    return outcome


def asked_of(
    *archs: str, setting: Setting = LEARNED, image: str = "", weights: str = ""
) -> RunExperiment:
    return RunExperiment(Experiment.PICTURE, archs, setting, image=image, weights=weights)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.radial_gradient("L").convert("RGB").save(tmp_path / "photo.jpg")
    return tmp_path / "photo.jpg"


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    torch.save(model_of(network_named(SMALL)).state_dict(), tmp_path / "mine.pth")
    return tmp_path / "mine.pth"


def network_and_digit(kept: Kept) -> tuple[ResNet, torch.Tensor, Response]:
    (found,) = outcome_of(asked_of("resnet8"), kept).found.responses
    learner = kept.nearest(found.net.arch, LEARNED, 0)
    assert learner
    return learner.network, data_of(LEARNED).test_x[:1], found


def test_a_digit_of_the_data_is_looked_at_by_the_network_just_trained(learned: Kept) -> None:
    network, digit, found = network_and_digit(learned)
    data = data_of(LEARNED)
    with measured_again(network, data), torch.no_grad():
        shares = functional.softmax(network(digit), dim=1)[0]
    label, share = found.classes[0]
    assert label == data.class_names[int(shares.argmax())]
    assert share == pytest.approx(float(shares.max()), rel=1e-6)
    assert sum(share for _, share in found.classes) == pytest.approx(1, abs=1e-6)
    assert found.name == f"a test picture of class {data.class_names[int(data.test_y[0])]}"
    assert found.weights == ""
    assert [path for path, _ in found.maps] == ["layer1.0", "layer2.0", "layer3.0"]


def test_the_digit_is_shown_as_it_is_in_the_file(learned: Kept) -> None:
    _, _, found = network_and_digit(learned)
    values = {value for row in found.picture for value in row}
    steps = [value * 16 for value in values]
    assert all(step == pytest.approx(round(step), abs=0.02) for step in steps)


def test_the_input_gradient_is_plain_autograds() -> None:
    network = model_of(network_named(SMALL)).double().eval()
    picture = torch.randn(1, 3, 64, 64, dtype=torch.float64)
    found = input_gradient(network, picture, 3)
    step = 1e-6
    for row, column in [(5, 9), (40, 60), (0, 0)]:
        changes = []
        for channel in range(3):
            moved = picture.clone()
            moved[0, channel, row, column] += step
            with torch.no_grad():
                change = (network(moved) - network(picture))[0, 3] / step
            changes.append(abs(float(change)))
        assert float(found[row, column]) == pytest.approx(max(changes), rel=1e-3, abs=1e-9)


def test_occlusion_is_what_covering_each_patch_by_hand_takes_off() -> None:
    network = model_of(network_named("resnet8,width=4,input=1x8x8")).eval()
    picture = torch.randn(1, 1, 8, 8)
    drops = [drop for each in occlusion(network, picture, 2) for drop in each]
    assert len(drops) == 64
    whole = float(shares_of(network, picture)[2])
    for row, column in [(0, 0), (3, 5), (7, 7)]:
        hidden = picture.clone()
        hidden[0, 0, row : row + 2, column : column + 2] = 0
        share = float(shares_of(network, hidden)[2])
        assert drops[row * 8 + column] == pytest.approx(whole - share, abs=1e-6)


def test_a_picture_of_224_pixels_has_196_places_and_its_patches_cover_all_of_it() -> None:
    patches = Patches(224, 224)
    assert patches.shape == (14, 14)
    assert len(patches.steps) == 196
    picture = torch.ones(1, 1, 224, 224)
    seen = torch.ones_like(picture)
    for place in range(196):
        seen *= patches.covered(picture, place)
    assert seen.sum() == 0
    assert (1 - patches.covered(picture, 15)).sum() == 32 * 32


def test_maps_are_means_over_channels_of_what_blocks_give() -> None:
    network = model_of(network_named("resnet8,width=4,input=1x8x8")).eval()
    picture = torch.randn(1, 1, 8, 8)
    maps = dict(block_maps(network, picture))
    parts = list(network.children())
    with torch.no_grad():
        x = picture
        for part in parts[:4]:  # conv1 bn1 relu layer1
            x = part(x)
    assert torch.allclose(maps["layer1.0"], x[0].mean(0), atol=1e-6)


def test_maps_are_from_0_to_1_and_small_enough_to_be_kept() -> None:
    large = torch.rand(448, 224)
    assert (len(shown(large)), len(shown(large)[0])) == (112, 56)
    assert over_largest(torch.tensor([[2.0, -1.0], [0.0, 4.0]])) == ((0.5, 0.0), (0.0, 1.0))
    assert over_largest(torch.zeros(2, 2)) == ((0.0, 0.0), (0.0, 0.0))
    assert over_range(torch.tensor([[1.0, 3.0], [2.0, 1.0]])) == ((0.0, 1.0), (0.5, 0.0))
    assert over_range(torch.ones(1, 2)) == ((0.0, 0.0),)


def test_weights_of_a_file_look_at_a_file_and_are_named(photo: Path, weights: Path) -> None:
    asked = asked_of(SMALL, image=str(photo), weights=str(weights))
    outcome = outcome_of(asked)
    (found,) = outcome.found.responses
    assert (found.weights, found.name) == ("mine.pth", "photo.jpg")
    assert found.net.arch == str(network_named(SMALL).name)
    assert len(found.maps) == 8
    assert found.occlusion
    text = " ".join(map(str, (*caption(outcome), *setting_messages(outcome))))
    assert "The weights are those of mine.pth" in text
    assert "digits" not in text
    assert "steps of training" not in text


def test_without_a_network_that_was_named_the_weights_say_which_it_is(
    photo: Path, tmp_path: Path
) -> None:
    torch.save(model_of(network_named("resnet18")).state_dict(), tmp_path / "own.pth")
    asked = asked_of("resnet20", image=str(photo), weights=str(tmp_path / "own.pth"))
    (found,) = outcome_of(asked).found.responses
    assert found.net.arch == "resnet18"
    assert not found.occlusion  # 224 pixels take a longer run
    assert len(found.picture) == 112


def test_weights_of_another_network_than_the_named_one_are_refused(
    photo: Path, weights: Path
) -> None:
    with pytest.raises(UserError, match="resnet34"):
        outcome_of(asked_of("resnet34", image=str(photo), weights=str(weights)))


def test_weights_without_a_picture_ask_for_one(weights: Path) -> None:
    with pytest.raises(UserError, match=r"need a picture to look at. Choose a file"):
        outcome_of(asked_of(SMALL, weights=str(weights)))


def test_weights_that_give_no_numbers_are_refused(photo: Path, tmp_path: Path) -> None:
    state = model_of(network_named(SMALL)).state_dict()
    state["fc.weight"].fill_(torch.nan)
    torch.save(state, tmp_path / "broken.pth")
    with pytest.raises(UserError, match="gives numbers that aren't finite"):
        outcome_of(asked_of(SMALL, image=str(photo), weights=str(tmp_path / "broken.pth")))


def test_an_own_picture_is_made_as_small_as_the_data(learned: Kept, photo: Path) -> None:
    (found,) = outcome_of(asked_of("resnet8", image=str(photo)), learned).found.responses
    assert found.name == "photo.jpg"
    assert (len(found.picture), len(found.picture[0])) == (8, 8)


def test_the_kept_network_is_left_as_it_was(learned: Kept) -> None:
    network, _, first = network_and_digit(learned)
    before = copy.deepcopy(network.state_dict())
    assert outcome_of(asked_of("resnet8"), learned).found.responses == (first,)
    after = network.state_dict()
    assert all(torch.equal(value, after[name]) for name, value in before.items())


def test_untrained_networks_are_said_to_be_that() -> None:
    outcome = outcome_of(asked_of("resnet8,width=4", setting=replace(LEARNED, steps=0)))
    assert "is untrained" in " ".join(map(str, caption(outcome)))

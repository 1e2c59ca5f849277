"""What networks of others respond to in a picture: the same as by plain PyTorch."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image
from torch import Tensor, nn

import resnet_viz as rv
from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.found.picture import Response
from resnet_viz.engine.experiments.responses.response import over_largest, over_range
from tests.samples.modules import sample

SIDE = 16
MEAN = torch.tensor((0.485, 0.456, 0.406))[:, None, None]
DEVIATION = torch.tensor((0.229, 0.224, 0.225))[:, None, None]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """As large as the networks' input, so that nothing is resized."""
    pixels = torch.arange(SIDE * SIDE * 3, dtype=torch.uint8).reshape(SIDE, SIDE, 3)
    Image.fromarray(pixels.numpy()).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


def picture_in(photo: Path) -> Tensor:
    values = torch.tensor(list(Image.open(photo).tobytes())).reshape(SIDE, SIDE, 3) / 255
    return ((values.permute(2, 0, 1) - MEAN) / DEVIATION)[None]


def seen_by(module: nn.Module, photo: Path, given: Any = (1, 3, SIDE, SIDE)) -> Response:
    (found,) = rv.learn.picture(module, image=photo, input=given).outcome.found.responses
    return found


def test_shares_and_the_input_gradient_are_those_of_plain_pytorch(photo: Path) -> None:
    module = sample("residual_network").model
    found = seen_by(module, photo)
    picture = picture_in(photo).requires_grad_()
    scores = module(picture)[0]
    shares = scores.detach().softmax(0)
    label = int(shares.argmax())
    assert found.classes[0][0] == str(label)
    assert dict(found.classes) == pytest.approx(
        {str(place): float(share) for place, share in enumerate(shares)}, rel=1e-5
    )
    scores[label].backward()
    assert picture.grad is not None
    changes = picture.grad[0].abs().amax(0)
    rows = (changes / changes.max()).tolist()
    for row, expected in zip(found.gradient, rows, strict=True):
        assert row == pytest.approx(expected, abs=1e-3)


def test_occlusion_is_what_covering_each_patch_by_hand_takes_off(photo: Path) -> None:
    module = sample("residual_network").model
    found = seen_by(module, photo)
    picture, label = picture_in(photo), int(found.classes[0][0])
    with torch.no_grad():
        whole = float(module(picture).softmax(1)[0, label])
        drops = torch.zeros(8, 8)
        for row in range(8):
            for column in range(8):
                hidden = picture.clone()
                top, left = 2 * row - 1, 2 * column - 1
                hidden[:, :, max(top, 0) : top + 4, max(left, 0) : left + 4] = 0
                drops[row, column] = whole - float(module(hidden).softmax(1)[0, label])
    assert found.largest_drop == pytest.approx(max(float(drops.max()), 0), rel=1e-3, abs=1e-7)
    for covered, expected in zip(found.occlusion, over_largest(drops), strict=True):
        assert covered == pytest.approx(expected, abs=2e-3)


def test_maps_are_means_over_channels_of_what_the_outermost_parts_give(photo: Path) -> None:
    module = sample("residual_network").model
    found = seen_by(module, photo)
    x = picture_in(photo)
    expected = {}
    with torch.no_grad():
        for name, part in module.named_children():
            x = part(x)
            expected[name] = x
    assert [path for path, _ in found.maps] == ["0", "1", "2"]
    for path, values in found.maps:
        for row, own in zip(values, over_range(expected[path][0].mean(0)), strict=True):
            assert row == pytest.approx(own, abs=2e-3)


class ChannelsLast(nn.Module):
    """Swin's way: height and width come before the channels."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = nn.Sequential(nn.Linear(3, 32), nn.GELU())
        self.head = nn.Linear(32, 4)

    def forward(self, images: Tensor) -> Tensor:
        return self.head(self.stage(images.permute(0, 2, 3, 1)).mean((1, 2)))  # type: ignore[no-any-return]


def test_channels_that_come_last_are_what_the_mean_is_over(photo: Path) -> None:
    module = ChannelsLast()
    ((path, values),) = seen_by(module, photo).maps
    with torch.no_grad():
        stage = module.stage(picture_in(photo).permute(0, 2, 3, 1))
    assert path == "stage"
    for row, own in zip(values, over_range(stage[0].mean(2)), strict=True):
        assert row == pytest.approx(own, abs=2e-3)


class Inner(nn.Module):
    """All in one module, with a stage that runs twice, and an answer by name."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.ModuleDict(
            {
                "stem": nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(inplace=True)),
                "stage": nn.Sequential(nn.Conv2d(4, 4, 3, 1, 1), nn.ReLU()),
            }
        )
        self.head = nn.Linear(4, 3)

    def forward(self, pixels: Tensor) -> Mapping[str, Tensor]:
        x = self.body["stem"](pixels)
        x = self.body["stage"](self.body["stage"](x))
        return {"logits": self.head(x.mean((2, 3)))}


def test_modules_in_modules_second_calls_and_named_answers_are_found(photo: Path) -> None:
    found = seen_by(Inner(), photo, {"pixels": (1, 3, SIDE, SIDE)})
    assert [path for path, _ in found.maps] == ["body.stem", "body.stage", "body.stage#2"]
    assert len(found.classes) == 3


def test_a_network_that_writes_into_its_input_or_takes_half_precision_is_looked_with(
    photo: Path,
) -> None:
    writing = nn.Sequential(nn.ReLU(inplace=True), nn.Conv2d(3, 4, 16), nn.Flatten())
    found = seen_by(writing, photo)
    assert any(map(any, found.gradient))
    half = nn.Sequential(nn.Conv2d(3, 4, 16), nn.Flatten()).bfloat16()
    assert seen_by(half, photo, torch.zeros(1, 3, SIDE, SIDE, dtype=torch.bfloat16)).gradient


def test_a_module_stays_as_it_was(photo: Path) -> None:
    module = sample("residual_network").model.train()
    module.get_submodule("1").eval()
    state = {name: each.clone() for name, each in module.state_dict().items()}
    modes = [each.training for each in module.modules()]
    torch.manual_seed(5)
    drawn = torch.rand(3)
    torch.manual_seed(5)
    seen_by(module, photo)
    assert torch.equal(torch.rand(3), drawn)
    assert modes == [each.training for each in module.modules()]
    assert all(torch.equal(each, state[name]) for name, each in module.state_dict().items())
    assert all(each.grad is None for each in module.parameters())
    assert not any(each._forward_hooks for each in module.modules())


def test_what_python_says_of_a_module_is_what_may_be_said(photo: Path) -> None:
    found = rv.learn.picture(sample("residual_network").model, image=photo, input=(1, 3, 16, 16))
    assert "The weights of Sequential are those of the module as it was given." in found.caption
    assert "seed" not in found.caption
    assert set(found.to_dict()["setting"]) == {"longer", "threads", "torch"}
    page = found._repr_html_()
    assert "Mean activation by part of Sequential" in page


class Hidden(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(3, 2)

    def forward(self, images: Tensor) -> Tensor:
        return self.fc(images.detach().mean((2, 3)))  # type: ignore[no-any-return]


def one_class() -> nn.Module:
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(3, 1))


def without_numbers() -> nn.Module:
    module = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(3, 2))
    nn.init.constant_(module[2].weight, float("nan"))  # type: ignore[arg-type]  # a Linear's
    return module


@pytest.mark.parametrize(
    ("make", "given", "words"),
    [
        (lambda: sample("TwoInputs").model, None, "one input of 1 × 1 or 3 × height × width"),
        (lambda: sample("Language").model, None, "Language takes 1 × 6 of int64"),
        (lambda: nn.Conv2d(4, 2, 1), (1, 4, 8, 8), "takes 1 × 4 × 8 × 8 of float32"),
        (lambda: nn.Conv2d(3, 2, 1), (2, 3, 8, 8), "takes 2 × 3 × 8 × 8 of float32"),
        (lambda: nn.Conv2d(3, 2, 1), (1, 3, 8, 8), "gives 1 × 2 × 8 × 8"),
        (one_class, (1, 3, 8, 8), "two or more. Sequential gives 1 × 1"),
        (Hidden, (1, 3, 8, 8), "lets no gradient through"),
        (without_numbers, (1, 3, 8, 8), "numbers that aren't finite"),
        (lambda: nn.Conv2d(3, 2, 1, device="meta"), (1, 3, 8, 8), "weights have no values"),
    ],
)
def test_a_network_that_takes_no_picture_or_gives_no_classes_is_one_sentence(
    make: Callable[[], nn.Module], given: Any, words: str, photo: Path
) -> None:
    module = make()
    if given is None:
        of = sample(type(module).__name__)
        given = (of.args, of.kwargs)
    with pytest.raises(UserError) as caught:
        rv.learn.picture(module, image=photo, input=given)
    assert words in caught.value.message
    assert "\n" not in caught.value.message


def test_a_text_needs_no_input_and_a_file_of_code_does_not_run_here(photo: Path) -> None:
    with pytest.raises(UserError, match="Leave it out for a text"):
        rv.learn.picture("resnet8", image=photo, input=(1, 3, 8, 8))
    with pytest.raises(UserError, match="would run in this process"):
        rv.learn.picture("net.py:make", image=photo)
    with pytest.raises(UserError, match="steps is for networks that this program makes"):
        rv.learn.picture(one_class(), image=photo, steps=3)
    with pytest.raises(UserError, match="needs a picture to look at"):
        rv.learn.picture(one_class())

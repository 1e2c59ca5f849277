"""A file's weights in a network of others: what PyTorch loads itself, and the module as it was."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_model
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.engine.trace.weights import with_weights
from tests.samples.modules import sample


def other_state(model: nn.Module, path: Path) -> dict[str, Tensor]:
    """Saves other numbers for a model, and gives them."""
    torch.manual_seed(3)
    state = {
        name: torch.rand_like(each) if each.is_floating_point() else each.clone()
        for name, each in model.state_dict().items()
    }
    torch.save({"state_dict": state, "epoch": 7}, path)
    return state


@pytest.mark.parametrize("name", ["VisionTransformer", "Recurrent", "DenseNet", "scripted"])
def test_the_copy_computes_what_pytorch_computes_with_these_weights(
    name: str, tmp_path: Path
) -> None:
    model, args, kwargs = sample(name)
    model.eval()
    before = {key: each.clone() for key, each in model.state_dict().items()}
    state = other_state(model, tmp_path / "w.pth")
    copied = with_weights(model, WeightsPlace(tmp_path / "w.pth"), "it")
    assert all(each.equal(before[key]) for key, each in model.state_dict().items())
    model.load_state_dict(state, strict=True)
    with torch.no_grad():
        torch.testing.assert_close(copied(*args, **kwargs), model(*args, **kwargs))


def test_tied_weights_are_tied_again_where_the_file_has_one_of_their_names(tmp_path: Path) -> None:
    model, args, _ = sample("Language")
    file = tmp_path / "w.safetensors"
    save_model(model, str(file))  # it leaves the other name out
    copied = with_weights(model, WeightsPlace(file), "it")
    pointers = {name: each.data_ptr() for name, each in copied.state_dict().items()}
    assert len(set(pointers.values())) == len(set(map(id, model.parameters())))
    with torch.no_grad():
        torch.testing.assert_close(copied(*args), model(*args))


def test_a_model_of_shapes_gets_values_and_what_is_never_saved_stays_its_own(
    tmp_path: Path,
) -> None:
    class Scaled(nn.Module):
        scale: Tensor

        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(2, 2)
            self.register_buffer("scale", torch.tensor([3.0, 4.0]), persistent=False)

        def forward(self, x: Tensor) -> Tensor:
            scaled: Tensor = self.layer(x) * self.scale
            return scaled

    state = other_state(Scaled(), tmp_path / "w.pth")
    copied = with_weights(Scaled(), WeightsPlace(tmp_path / "w.pth"), "it")
    assert copied.get_buffer("scale").tolist() == [3, 4]
    assert copied.get_parameter("layer.weight").equal(state["layer.weight"])
    with torch.device("meta"):
        shapes = nn.Sequential(nn.Linear(2, 2))
    torch.save(shapes.to_empty(device="cpu").state_dict(), tmp_path / "plain.pth")
    filled = with_weights(shapes.to("meta"), WeightsPlace(tmp_path / "plain.pth"), "it")
    assert not filled.get_parameter("0.weight").is_meta


def test_another_networks_weights_are_one_sentence(tmp_path: Path) -> None:
    other_state(nn.Linear(3, 4), tmp_path / "w.pth")
    words = r"the weights of w.pth don't match my net: 1 not in the network: bias; 1 of another"
    with pytest.raises(UserError, match=words):
        with_weights(nn.Linear(3, 5, bias=False), WeightsPlace(tmp_path / "w.pth"), "my net")

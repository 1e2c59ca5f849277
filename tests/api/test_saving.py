"""`rv.save`: text and spec, weights and opsets, in Python."""

from pathlib import Path

import pytest

import resnet_viz as rv
from resnet_viz.core.weights.contents import read_contents

SMALL = "resnet,stages=1-1,input=32,classes=10"


def test_text_and_spec_are_saved_the_same_and_load_again(tmp_path: Path) -> None:
    text, spec = tmp_path / "text.safetensors", tmp_path / "spec.safetensors"
    rv.save(SMALL, text)
    rv.save(rv.parse(SMALL), str(spec))
    assert text.read_bytes() == spec.read_bytes()
    again = tmp_path / "again.pth"
    rv.save(SMALL, again, weights=text)
    first, second = (rv.build(SMALL, weights=path).state_dict() for path in (text, again))
    assert all(tensor.equal(second[name]) for name, tensor in first.items())
    assert read_contents(again).tree


def test_what_can_not_be_saved_is_a_user_error(tmp_path: Path) -> None:
    for name, opset in (("net.txt", 0), ("net.onnx", 99)):
        with pytest.raises(rv.UserError):
            rv.save(SMALL, tmp_path / name, opset=opset)
    with pytest.raises(rv.UserError):
        rv.save(SMALL, tmp_path / "net.pth", opset="x")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_module_is_saved_with_its_own_weights(tmp_path: Path) -> None:
    from resnet_viz.core.structure.pt2 import network_in

    model = rv.build(SMALL)
    rv.save(model, tmp_path / "net.pt2", input=(2, 3, 32, 32))
    assert network_in(tmp_path / "net.pt2").graph.input.out_shape == (2, 3, 32, 32)
    rv.save(model, tmp_path / "net.pth", input=(1, 3, 32, 32))
    again = rv.build(SMALL, weights=tmp_path / "net.pth").state_dict()
    assert all(tensor.equal(again[name]) for name, tensor in model.state_dict().items())


def test_a_module_is_saved_with_the_weights_of_a_file_and_keeps_its_own(tmp_path: Path) -> None:
    model, other = rv.build(SMALL), rv.build(SMALL)
    own = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    rv.save(other, tmp_path / "other.pth", input=(1, 3, 32, 32))
    asked = tmp_path / "other.pth"
    rv.save(model, tmp_path / "net.pth", weights=asked, input=(1, 3, 32, 32))
    saved = rv.build(SMALL, weights=tmp_path / "net.pth").state_dict()
    assert not own["conv1.weight"].equal(saved["conv1.weight"])
    assert all(tensor.equal(saved[name]) for name, tensor in other.state_dict().items())
    assert all(tensor.equal(own[name]) for name, tensor in model.state_dict().items())

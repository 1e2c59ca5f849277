from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.saving.formats import DEFAULT_OPSET, FORMATS, format_of, opset_for
from resnet_viz.core.saving.requests import SavedModel
from resnet_viz.core.saving.words import expected_bytes, saved_text


@pytest.mark.parametrize("name", ["net.PT2", "net.pt2", "a.b/net.tar.pt2"])
def test_the_suffix_names_the_format_in_any_case(name: str) -> None:
    assert format_of(Path(name)).title == "PyTorch program"


@pytest.mark.parametrize(("name", "wrong"), [("net.svg", "not in .svg"), ("net", "no suffix")])
def test_another_suffix_is_refused_with_those_that_are_allowed(name: str, wrong: str) -> None:
    with pytest.raises(UserError) as refused:
        format_of(Path(name))
    assert wrong in refused.value.message
    assert all(each.suffix in refused.value.message for each in FORMATS)


def test_an_opset_is_chosen_for_onnx_alone() -> None:
    onnx, pt2 = format_of(Path("net.onnx")), format_of(Path("net.pt2"))
    assert (opset_for(onnx, 0), opset_for(onnx, 18), opset_for(pt2, 0)) == (DEFAULT_OPSET, 18, 0)
    for kind, opset in ((onnx, 17), (onnx, 24), (pt2, 20)):
        with pytest.raises(UserError):
            opset_for(kind, opset)


def test_random_weights_are_said_to_be_random_and_those_of_a_file_are_not() -> None:
    said = saved_text(SavedModel("net.onnx", 2**20, 20, 0))
    assert said == "saved net.onnx (1.0 MiB, opset 20, any batch). The weights are random (seed 0)"
    assert saved_text(SavedModel("net.pth", 2**20)) == "saved net.pth (1.0 MiB)"


def test_a_files_size_is_said_beforehand_to_a_tenth() -> None:
    network = network_named("resnet18")
    assert expected_bytes(network, format_of(Path("net.pth"))) == pytest.approx(46_830_571, rel=0.1)

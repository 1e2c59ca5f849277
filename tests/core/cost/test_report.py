"""The JSON of `cost` as it is promised."""

import json
from pathlib import Path

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named

GOLDEN = Path(__file__).parents[2] / "golden" / "cost-resnet50.json"
PROMISED = ["arch", "depth", "block", "stages", "batch", "totals", "layers"]
PROMISED_OF_LAYER = {
    "path", "op", "stage", "block", "in_shape", "out_shape", "params", "macs", "flops",
    "activations", "receptive_field",
}  # fmt: skip


def test_the_json_of_resnet50_is_the_golden_one(is_rewriting_golden: bool) -> None:
    """`pytest --rewrite-golden` writes the file again, to be read as a diff."""
    values = report_of(network_named("resnet50")).to_dict()
    layers = ",\n".join(map(json.dumps, values.pop("layers")))
    text = f'{json.dumps(values)[:-1]}, "layers": [\n{layers}\n]}}\n'
    if is_rewriting_golden:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def test_the_json_has_the_promised_keys() -> None:
    values = report_of(network_named("resnet18,classes=10"), 4).to_dict()
    assert list(values) == PROMISED
    assert values["arch"] == "resnet18,classes=10"
    assert (values["depth"], values["block"], values["stages"]) == (18, "basic", [2, 2, 2, 2])
    assert (values["batch"], values["totals"]["shortcuts"]) == (4, 8)
    assert all(set(layer) >= PROMISED_OF_LAYER for layer in values["layers"])


def test_the_json_survives_a_round_trip() -> None:
    values = report_of(network_named("resnet152")).to_dict()
    assert json.loads(json.dumps(values)) == values


def test_shapes_carry_the_batch_and_what_is_outside_of_blocks_has_none() -> None:
    layers = report_of(network_named("resnet50"), 8).to_dict()["layers"]
    first, last = layers[0], layers[-1]
    assert (first["path"], first["stage"], first["block"]) == ("conv1", 0, None)
    assert (first["in_shape"], first["out_shape"]) == ([8, 3, 224, 224], [8, 64, 112, 112])
    assert (last["path"], last["stage"], last["out_shape"]) == ("fc", 5, [8, 1000])


def test_an_illegal_batch_is_refused() -> None:
    with pytest.raises(UserError, match="batch=0 is out of range"):
        report_of(network_named("resnet18"), 0)

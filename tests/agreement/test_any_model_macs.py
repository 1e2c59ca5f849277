"""MACs of any model counted three times: by formulas, by aten shapes, by PyTorch's own counter."""

from collections.abc import Iterator

import pytest

from resnet_viz.core.graph.layer import Layer
from resnet_viz.core.models.source import source_in
from resnet_viz.core.structure.layers import layer_of
from resnet_viz.core.structure.recording import Recording
from resnet_viz.core.structure.unit import Unit
from resnet_viz.core.structure.units import units_of
from resnet_viz.engine.sources.load import loaded
from resnet_viz.engine.trace.flops import counted_macs
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.record import recorded
from tests.samples.modules import SAMPLES, sample

UNKNOWN_TO_US = {"Mixture"}  # an operation of its own, which nobody has a formula for
WITHOUT_META = {"ByData"}
LIBRARIES = (
    "timm:resnet50", "timm:vit_base_patch16_224", "timm:swin_tiny_patch4_window7_224",
    "timm:convnext_tiny", "timm:densenet121", "timm:hrnet_w18", "timm:inception_v3",
    "timm:levit_128", "timm:nfnet_f0", "timm:mobilevit_s", "timm:maxvit_tiny_tf_224",
    "timm:lambda_resnet26t", "transformers:GPT2LMHeadModel",
    "transformers:BertModel", "transformers:T5Model", "transformers:WhisperModel",
)  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_formulas_and_aten_shapes_give_the_same_macs_layer_by_layer(name: str) -> None:
    model, args, kwargs = sample(name)
    recording = recorded(model, args, kwargs, title=name)
    differing = [path for path, ours, theirs in _counts(recording) if ours != theirs]
    assert differing == []
    assert (None in [ours for _, ours, _ in _counts(recording)]) == (name in UNKNOWN_TO_US)


@pytest.mark.parametrize("name", sorted(SAMPLES.keys() - WITHOUT_META - UNKNOWN_TO_US))
def test_their_sum_is_what_pytorchs_own_counter_says(name: str) -> None:
    model, args, kwargs = sample(name)
    recording = recorded(model, args, kwargs, title=name)
    assert _total(recording) == counted_macs(model, Given(args, kwargs), recording.way)


@pytest.mark.deep
@pytest.mark.parametrize("name", LIBRARIES)
def test_all_three_agree_on_networks_of_libraries(name: str) -> None:
    source = source_in(name)
    assert source
    model, arguments, _ = loaded(source, "")
    given = Given(*arguments)
    recording = recorded(model, given.args, given.kwargs, title=name)
    assert [each for each in _counts(recording) if each[1] != each[2]] == []
    assert _total(recording) == counted_macs(model, given, recording.way)


def _counts(recording: Recording) -> Iterator[tuple[str, int | None, int | None]]:
    """Each layer's path, MACs by its formula and by aten shapes; None for not counted."""
    for unit in (placed.unit for placed in units_of(recording)):
        by_shapes = [aten.macs for op in unit.ops for aten in op.aten]
        known = [macs for macs in by_shapes if macs is not None]
        yield unit.path, _macs(layer_of(unit), unit), _if(len(known) == len(by_shapes), sum(known))


def _macs(layer: Layer, unit: Unit) -> int | None:
    entering = unit.in_shapes or unit.out_shapes
    return _if(layer.is_counted, layer.macs(entering, unit.out_shapes[0]))


def _if(is_known: bool, macs: int) -> int | None:
    return macs if is_known else None


def _total(recording: Recording) -> int:
    return sum(macs or 0 for _, macs, _ in _counts(recording))

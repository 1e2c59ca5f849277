"""Networks that nobody published: arithmetic and PyTorch agree on each one that is generated."""

import os

import pytest
import torch
import torchinfo
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.utils.flop_counter import FlopCounterMode

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.engine.check.verify import verify
from resnet_viz.engine.model.build import build
from tests.samples.legal_specs import SMALL_SPECS

pytestmark = pytest.mark.deep
EXAMPLES = int(os.environ.get("RESNET_VIZ_SPECS", "500"))  # more, now and then: 10000


@settings(max_examples=EXAMPLES, deadline=None)
@given(SMALL_SPECS)
def test_every_layer_agrees_with_pytorch(spec: ResNetSpec) -> None:
    found = verify(network_of(spec))
    totals = report_of(network_of(spec)).totals
    assert found.differences == ()
    assert (found.params, found.macs) == (totals.params, totals.macs)


@settings(max_examples=60, deadline=None)
@given(SMALL_SPECS, st.integers(1, 5))
def test_totals_agree_with_counters_that_know_nothing_of_ours(spec: ResNetSpec, batch: int) -> None:
    model = build(spec, "meta").eval()
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        out = model(torch.empty(batch, *spec.image, device="meta"))
    totals = report_of(network_of(spec), batch).totals
    assert out.shape == (batch, spec.classes or spec.out_channels(len(spec.stages)))
    assert 2 * totals.macs == counter.get_total_flops()
    assert totals.params == torchinfo.summary(model, verbose=0).total_params
    assert totals.params == sum(parameter.numel() for parameter in model.parameters())
    assert totals.buffers == sum(buffer.numel() for buffer in model.buffers())

"""Costs of recorded networks: against our own ResNet-50, another batch, the modules themselves."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from resnet_viz.core.cost.network_memory import largest_fitting_batch, network_memory
from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.source import source_in
from resnet_viz.core.networks import network_named
from resnet_viz.core.structure.views import bare_views
from resnet_viz.engine.sources.load import loaded
from resnet_viz.engine.trace.network import network_of
from resnet_viz.export.reports import layer_table
from resnet_viz.export.tables import table_named
from tests.samples.modules import sample

BATCH_FREE = ("residual_network", "VisionTransformer", "UNet", "DenseNet", "TwoStreams")


def recorded_sample(name: str, batch: int = 1) -> Network:
    model, args, kwargs = sample(name)
    many = tuple(each.expand(batch, *each.shape[1:]) for each in args)
    return network_of(model, (many, kwargs), name, name)


@pytest.fixture(scope="module")
def of_timm() -> CostReport:
    source = source_in("timm:resnet50")
    assert source
    model, given, _ = loaded(source, "")
    return report_of(network_of(model, given, "timm:resnet50", "timm:resnet50"))


@pytest.fixture(scope="module")
def own() -> CostReport:
    return report_of(network_named("resnet50"))


def test_resnet50_of_timm_costs_what_our_own_does_layer_by_layer(
    of_timm: CostReport, own: CostReport
) -> None:
    theirs, ours = (
        [each._replace(path="", stage=None, block=None) for each in report.layers]
        for report in (of_timm, own)
    )
    assert theirs == ours


def test_its_totals_and_its_shortcuts_are_ours_too(of_timm: CostReport, own: CostReport) -> None:
    peak = of_timm.totals.peak_inference_bytes
    assert (
        replace(of_timm.totals, peak_inference_bytes=own.totals.peak_inference_bytes) == own.totals
    )
    assert peak == pytest.approx(own.totals.peak_inference_bytes, rel=0.05)
    kinds = [Counter(each.kind for each in r.network.graph.shortcuts) for r in (of_timm, own)]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("name", BATCH_FREE)
def test_costs_of_a_larger_batch_are_those_of_a_recording_of_it(name: str) -> None:
    one, three = recorded_sample(name), recorded_sample(name, 3)
    assert one.is_batch_free
    ours, theirs = report_of(one, 3).totals, report_of(three).totals
    assert ours.peak_inference_bytes == pytest.approx(theirs.peak_inference_bytes, rel=0.02)
    assert replace(ours, peak_inference_bytes=0) == replace(theirs, peak_inference_bytes=0)
    layers = [
        [(each.path, each.macs, each.flops, each.bytes_read, each.bytes_written) for each in found]
        for found in (report_of(one, 3).layers, report_of(three).layers)
    ]
    assert layers[0] == layers[1]


def test_a_network_that_is_known_for_its_own_batch_only_refuses_another() -> None:
    network = recorded_sample("Recurrent")
    assert not network.is_batch_free
    assert report_of(network).totals.macs > 0
    with pytest.raises(UserError, match="known for its own batch only"):
        report_of(network, 2)
    assert largest_fitting_batch(network, 4, 2**40) == 1
    assert largest_fitting_batch(network, 4, 100) == 0


@pytest.mark.parametrize("name", ["residual_network", "VisionTransformer", "Language"])
def test_memory_of_a_recorded_network_is_weights_inputs_and_what_was_alive(name: str) -> None:
    network = recorded_sample(name)
    assert network.traced
    peak = network_memory(network)
    numbers = network.traced.params + network.traced.buffers
    assert peak.weights_bytes == 4 * numbers
    assert peak.activations_bytes == network.traced.peak_bytes > 0
    assert report_of(network).totals.peak_inference_bytes == peak.total_bytes
    fitting = largest_fitting_batch(network, 4, 10 * peak.total_bytes)
    if network.is_batch_free:
        assert network_memory(network, fitting).total_bytes <= 10 * peak.total_bytes
        assert network_memory(network, fitting + 1).total_bytes > 10 * peak.total_bytes


def test_json_says_where_a_network_comes_from_and_what_is_not_used() -> None:
    values = json.loads(json.dumps(report_of(recorded_sample("Language")).to_dict()))
    assert values["source"] == "Language"
    assert (values["depth"], values["block"], values["stages"]) == (None, None, None)
    assert values["totals"]["unread_params"] == 8 * 7 + 7
    assert values["totals"]["params"] == 592
    assert "is_complete" not in values["totals"]
    own = report_of(network_named("resnet18")).to_dict()
    assert "source" not in own
    assert "unread_params" not in own["totals"]


def test_work_without_a_formula_is_null_and_the_total_is_said_to_be_incomplete() -> None:
    report = report_of(recorded_sample("Mixture"))
    assert repr(report) == "CostReport(Mixture, batch 1: 346 parameters, at least 480 MACs)"
    values = report.to_dict()
    assert values["totals"]["is_complete"] is False
    unknown = [each for each in values["layers"] if each["macs"] is None]
    assert [each["op"] for each in unknown] == ["experts"]
    assert unknown[0]["params"] == 4 * 8 * 8


def test_a_receptive_field_is_absent_where_not_all_ways_are_windows() -> None:
    fields = {each.path: each.receptive_field for each in report_of(recorded_sample("UNet")).layers}
    assert fields["down.0.0"] == 3
    assert fields["middle.0"] is not None
    assert fields["up.0"] is None  # a transposed convolution
    assert fields["out"] is None
    tokens = report_of(recorded_sample("Mixture")).layers
    assert {each.receptive_field for each in tokens} == {None}  # what enters is no image
    vit = {each.path: each for each in report_of(recorded_sample("VisionTransformer")).layers}
    assert vit["patches"].receptive_field == 4
    assert vit["head"].receptive_field is None


def test_views_are_left_out_of_what_people_read_and_not_of_files() -> None:
    report = report_of(recorded_sample("VisionTransformer"))
    views = bare_views(report.network.graph)
    whole, read = layer_table(report), layer_table(report, left_out=views)
    lines = [table_named("csv").write(table).splitlines() for table in (whole, read)]
    assert len(lines[0]) == 1 + len(report.layers)
    assert len(lines[0]) - len(lines[1]) == len(views) > 10
    assert not any(".permute," in line for line in lines[1])

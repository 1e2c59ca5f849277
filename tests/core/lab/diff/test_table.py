"""What differs as rows that a person reads."""

import pytest

from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.diff.diff import Diff, diff_of
from resnet_viz.core.lab.diff.figure import Figure
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.sentences import Names
from resnet_viz.core.lab.diff.table import layer_rows, stage_path, stage_rows
from resnet_viz.core.lab.difference import Form, Tendency
from resnet_viz.core.networks import network_named
from tests.samples.graphs import encoder_decoder, network_with_uncounted


def diff(a: str, b: str) -> Diff:
    return diff_of(network_named(a), network_named(b))


def test_stages_have_figures_of_both_and_the_totals_of_all_follow() -> None:
    found = stage_rows(diff("resnet34", "resnet50"), Figure.MACS, Form.PERCENT, only=False)
    rows = {row.title: (row.a, row.b, row.difference) for row in found}
    assert rows["conv3_x"] == ("873.4 M", "1.03 G", "+18 %")
    assert rows["stem"] == ("118.0 M", "118.0 M", "=")
    assert rows["All layers"] == ("3.66 G", "4.09 G", "+12 %")
    assert rows["Activations"] == ("3.74 M", "11.11 M", "+197 %")
    assert rows["Projections"] == ("3", "4", "+1")
    assert {row.title: row.tendency for row in found}["conv2_x"] is Tendency.BETTER


@pytest.mark.parametrize(
    ("form", "text"),
    [(Form.ABSOLUTE, "+154.14 M"), (Form.RATIO, "1.18 ×"), (Form.PERCENT, "+18 %")],
)
def test_differences_are_in_one_form(form: Form, text: str) -> None:
    rows = stage_rows(diff("resnet34", "resnet50"), Figure.MACS, form, only=False)
    assert {row.title: row.difference for row in rows}["conv3_x"] == text


def test_only_what_differs_leaves_out_what_is_the_same() -> None:
    found = diff("resnet50", "resnet101")
    stages = stage_rows(found, Figure.PARAMS, Form.PERCENT, only=True)
    assert [row.title for row in stages if row.kind] == ["conv4_x"]
    layers = layer_rows(found, Figure.PARAMS, Form.PERCENT, only=True)
    assert {row.kind for row in layers} == {Kind.ONLY_B}
    assert layers[0].title == "conv4_x · 6–22"
    assert layers[0].is_heading
    assert len(layers[1].paths_b) == 17
    every = layer_rows(found, Figure.PARAMS, Form.PERCENT, only=False)
    assert len(every) > len(layers)


def test_the_projections_are_said_with_the_letters_of_the_networks() -> None:
    names = Names("C", "B")
    rows = stage_rows(
        diff("resnet50", "resnet34"), Figure.MACS, Form.PERCENT, only=False, names=names
    )
    assert rows[-1].words == "C has one more projection, in conv2_x."


def test_every_layer_leads_to_the_stage_that_it_is_in() -> None:
    found = diff("resnet34", "resnet50")
    for stage in network_named("resnet50").graph.stages:
        assert {stage_path(found, node.path) for node in stage.nodes} == {stage.path}
    assert stage_path(found, "nowhere") == ""


def test_work_that_is_not_counted_has_no_difference() -> None:
    found = diff_of(network_named("resnet18"), network_with_uncounted("resnet18", "conv1"))
    stem = stage_rows(found, Figure.MACS, Form.PERCENT, only=False)[0]
    assert (stem.difference, stem.ratio) == ("", None)


def test_of_networks_that_are_unlike_the_stages_are_left_out_and_the_layers_listed() -> None:
    graph = encoder_decoder()
    found = diff_of(network_named("resnet50"), Network("net", graph.title, graph))
    rows = stage_rows(found, Figure.MACS, Form.PERCENT, only=False)
    assert [row.title for row in rows][:3] == ["All layers", "Parameters", "Activations"]
    listed = layer_rows(found, Figure.MACS, Form.PERCENT, only=True)
    assert {row.kind for row in listed} >= {Kind.ONLY_A, Kind.ONLY_B}

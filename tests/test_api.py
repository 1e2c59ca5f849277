"""The Python API: each function takes the text or the spec and gives the real thing."""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import graphviz
import pytest

import resnet_viz as rv
from resnet_viz.core.notebook_table import MOST_ROWS, table_html
from resnet_viz.core.resnet.keys import KEYS
from resnet_viz.core.timing.what_if import WhatIf

SMALL = "resnet,stages=1-1,input=32,classes=10"
WORDS_OF_DRAW = ("level", "color_by", "color_scale", "values", "direction", "theme")


def test_parse_gives_a_spec_whose_text_leads_back() -> None:
    spec = rv.parse("resnet,depth=50,block=bottleneck,stride_in=1x1")
    assert isinstance(spec, rv.ResNetSpec)
    assert str(spec) == "resnet50,stride_in=1x1"
    assert rv.parse(spec) is spec
    assert rv.parse(str(spec)) == spec
    with pytest.raises(AttributeError):
        spec.classes = 3  # type: ignore[misc]


@pytest.mark.parametrize("arch", [SMALL, rv.parse(SMALL)], ids=["text", "spec"])
def test_text_and_spec_do_the_same(arch: str | rv.ResNetSpec) -> None:
    assert rv.cost(arch) == rv.cost(SMALL)
    assert rv.draw(arch).source == rv.draw(SMALL).source
    assert rv.time(arch, threads=1).arch == str(rv.parse(SMALL))
    assert sum(p.numel() for p in rv.build(arch).parameters()) == rv.cost(SMALL).totals.params


def test_build_gives_a_module_that_computes() -> None:
    import torch

    model = rv.build(SMALL).eval()
    assert isinstance(model, torch.nn.Module)
    assert model(torch.zeros(2, 3, 32, 32)).shape == (2, 10)


def test_cost_is_ready_for_json() -> None:
    report = rv.cost("resnet50", batch=2)
    values = json.loads(json.dumps(report.to_dict()))
    promised = "arch depth block stages batch totals layers"
    assert list(values) == promised.split()
    assert (values["arch"], values["depth"], values["stages"]) == ("resnet50", 50, [3, 4, 6, 3])
    assert values["totals"]["params"] == 25_557_032
    assert values["totals"]["macs"] == 2 * 4_089_184_256
    of_a_layer = "path op stage block in_shape out_shape params macs flops activations"
    assert set(values["layers"][0]) >= {*of_a_layer.split(), "receptive_field"}


def test_a_diagram_saves_shows_itself_and_has_its_source(tmp_path: Path) -> None:
    diagram = rv.draw("resnet18", level="layer", fold=True, theme="print")
    diagram.save(tmp_path / "a.svg")
    shown = diagram._repr_svg_().replace('style="max-width:100%;height:auto" ', "", 1)
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == shown
    assert ET.fromstring(diagram._repr_svg_()).tag.endswith("svg")
    assert graphviz.Source(diagram.source).source.startswith("digraph")
    diagram.save(str(tmp_path / "a.png"), scale=1)
    diagram.save(tmp_path / "b.png", scale=2)
    assert (tmp_path / "a.png").stat().st_size < (tmp_path / "b.png").stat().st_size


def test_a_diagram_flows_to_the_right_and_keeps_to_scale_on_request() -> None:
    texts = {
        rv.draw(SMALL, direction=direction, to_scale=to_scale)._repr_svg_()
        for direction in ("TB", "LR")
        for to_scale in (False, True)
    }
    assert len(texts) == 4


def test_colours_by_time_take_a_run() -> None:
    assert " ms" in rv.draw(SMALL, color_by="time")._repr_svg_()
    assert "Share of ceiling" in rv.draw(SMALL, color_by="ceiling")._repr_svg_()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: rv.parse("vgg16"), "resnet18"),
        (lambda: rv.cost("resnet50", batch=0), "batch=0"),
        (lambda: rv.draw("resnet50", level="atom"), "block"),
        (lambda: rv.draw("resnet50", theme="pink"), "light"),
        (lambda: rv.draw("resnet50").save("a.jpg"), ".svg"),
        (lambda: rv.build("resnet50", device="tpu"), "tpu"),
        (lambda: rv.time("resnet50", device="tpu"), "cpu"),
        (lambda: rv.time("resnet50", precision="fp8"), "bf16"),
        (lambda: rv.time("resnet50", fused=True, training=True), "Choose training or fused"),
        (lambda: rv.time("resnet50", tf32=True), "CUDA"),
    ],
)
def test_a_mistake_is_one_exception_with_a_sentence(call: object, words: str) -> None:
    assert callable(call)
    with pytest.raises(rv.UserError) as caught:
        call()
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_numbers_of_numpy_are_counted_with_as_pythons_own() -> None:
    import numpy

    macs = rv.cost("resnet50", batch=numpy.int32(8)).totals.macs
    assert macs == 8 * 4_089_184_256
    assert type(macs) is int
    assert rv.time(SMALL, batch=numpy.int64(2), threads=numpy.uint8(1)).batch == 2


@pytest.mark.parametrize("number", [2.5, True, "8", None, float("nan")])
def test_what_is_no_whole_number_is_refused_by_the_name_of_its_argument(number: object) -> None:
    calls: dict[str, list[Callable[..., object]]] = {
        "batch": [rv.cost, rv.time],
        "threads": [rv.time],
    }
    for name, functions in calls.items():
        for call in functions:
            with pytest.raises(rv.UserError, match=rf"^{name}=.* is not a whole number$"):
                call(SMALL, **{name: number})


def test_a_device_of_pytorch_is_taken_wherever_its_name_is() -> None:
    import torch

    assert next(rv.build(SMALL, torch.device("cpu")).parameters()).device.type == "cpu"
    assert next(rv.build(SMALL, device=torch.device("meta")).parameters()).is_meta
    assert rv.time(SMALL, torch.device("cpu"), threads=1).device.id == "cpu"
    with pytest.raises(rv.UserError, match="device=0 is not a device"):
        rv.build(SMALL, device=0)  # type: ignore[arg-type]  # that it is refused is the point


@pytest.mark.parametrize("arch", [50, None, 2.5, ("resnet50",)])
def test_what_names_no_network_is_refused_in_a_sentence(arch: object) -> None:
    with pytest.raises(rv.UserError, match="is neither a text such as 'resnet50' nor a ResNetSpec"):
        rv.cost(arch)  # type: ignore[arg-type]  # that it is refused is the point


def test_a_message_quotes_forty_letters_of_what_was_typed() -> None:
    flood = "q" * 100_000
    calls: list[Callable[[], object]] = [
        lambda: rv.parse(flood),
        lambda: rv.parse(f"resnet50,{flood}"),
        lambda: rv.parse(f"resnet50,{flood}=1"),
        *(lambda key=key: rv.parse(f"resnet50,{key}={flood}") for key in KEYS),
        *(lambda key=key: rv.parse(f"resnet50,{key}={'9' * 5000}") for key in KEYS),
        lambda: rv.parse(f"resnet50,stages={'-'.join('9' * 5000)}"),
        lambda: rv.cost("resnet50", batch=flood),  # type: ignore[arg-type]
        lambda: rv.cost("resnet50", batch=10**4999),
        *(lambda key=key: rv.draw(SMALL, **{key: flood}) for key in WORDS_OF_DRAW),  # type: ignore[arg-type]
        lambda: rv.draw(SMALL, unfold=[flood]),
        lambda: rv.draw(SMALL).save("a.svg", page=flood),
        lambda: rv.draw(SMALL).save(f"a.{flood}"),
        lambda: rv.time(SMALL, flood),
        lambda: rv.time(SMALL, precision=flood),
        lambda: rv.time(SMALL, threads=flood),  # type: ignore[arg-type]
    ]
    for call in calls:
        with pytest.raises(rv.UserError) as caught:
            call()
        message = str(caught.value)
        assert len(message) < 300
        assert not re.search(r"q{41}|(9-?){41}", message)


def test_a_run_can_be_made_another_way() -> None:
    report = rv.time(SMALL, threads=1, fused=True, channels_last=True)
    assert report.what_if == WhatIf(is_fused=True, is_channels_last=True)
    assert not any(layer.op == "batch_norm" for layer in report.layers)


def test_what_is_offered_is_there_and_nothing_else() -> None:
    assert sorted(dir(rv)) == sorted(rv.__all__)
    assert all(hasattr(rv, name) for name in rv.__all__)
    with pytest.raises(AttributeError, match="no attribute 'paint'"):
        rv.paint  # noqa: B018


def test_only_what_is_used_is_loaded() -> None:
    code = (
        "import sys, resnet_viz as rv\n"
        "rv.cost('resnet50'); rv.draw('resnet18')._repr_svg_()\n"
        "print(*sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {"torch", "PySide6", "pygraphviz"} & set(result.stdout.split()) == set()


def test_a_wide_diagram_fits_the_cell_of_a_notebook() -> None:
    root = ET.fromstring(rv.draw("resnet50", level="layer")._repr_svg_())
    assert root.get("style") == "max-width:100%;height:auto"
    assert root.get("viewBox")


def test_a_cost_report_says_itself_in_one_line_and_shows_its_layers_as_a_table() -> None:
    report = rv.cost("resnet18")
    expected = "CostReport(resnet18, batch 1: 11 689 512 parameters, 1.81 G MACs)"
    assert repr(report).replace("\N{NARROW NO-BREAK SPACE}", " ") == expected
    table = ET.fromstring(report._repr_html_())
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert len(rows) == 1 + len(report.layers) + 1
    assert rows[1][:3] == ["conv1", "Conv2d 7×7/2", "1 × 64 × 112 × 112"]
    assert rows[-1][0] == "All layers"
    digits = "".join(filter(str.isdigit, rows[-1][3]))
    assert int(digits) == report.totals.params


def test_a_timed_run_shows_itself_as_a_table_too() -> None:
    report = rv.time(SMALL, threads=1)
    assert repr(report).startswith(f"TimingReport({SMALL}, cpu, fp32, batch 1: ")
    assert len(repr(report)) < 120
    rows = list(ET.fromstring(report._repr_html_()).iter("tr"))
    assert len(rows) == len(report.layers) + 2


def test_the_table_of_a_notebook_escapes_names_and_tells_what_it_leaves_out() -> None:
    rows = [("<script>alert(1)</script>", "1")] * (MOST_ROWS + 5)
    html = table_html("a < b", ("Layer", "&"), rows, (), words=1)
    assert "<script>" not in html
    table = ET.fromstring(html)
    assert len(list(table.iter("tr"))) == 1 + MOST_ROWS + 1
    assert "… and 5 more" in html


def test_a_sweep_is_a_dict_of_lists_with_the_values_of_cost() -> None:
    columns = rv.sweep("resnet18|resnet50,width=32|64", batch=2, where="params>3M")
    assert columns["arch"] == ["resnet18,width=32", "resnet18", "resnet50,width=32", "resnet50"]
    for arch, depth, macs, peak in zip(
        *(columns[key] for key in ("arch", "depth", "macs", "peak_inference_bytes")), strict=True
    ):
        report = rv.cost(arch, batch=2)
        assert (depth, macs) == (report.depth, report.totals.macs)
        assert peak == report.totals.peak_inference_bytes


def test_a_sweep_warns_of_combinations_that_make_no_network() -> None:
    with pytest.warns(UserWarning, match=r"1 of 2 combinations can't be built. resnet18,width=0"):
        assert rv.sweep("resnet18,width=0|64")["arch"] == ["resnet18"]


@pytest.mark.parametrize(
    "call",
    [
        lambda: rv.sweep(18),  # type: ignore[arg-type]
        lambda: rv.sweep("resnet18", where=3),  # type: ignore[arg-type]
        lambda: rv.sweep("resnet18", front="params"),
        lambda: rv.sweep("resnet18", batch=0),
        lambda: rv.sweep("resnet18,width=" + " " * 500 + "9..2"),
        lambda: rv.sweep("resnet18", where="x" * 500),
    ],
)
def test_what_a_sweep_can_not_read_is_refused_in_a_sentence(call: Callable[[], object]) -> None:
    with pytest.raises(rv.UserError) as error:
        call()
    assert len(error.value.message) < 300


def test_two_networks_are_compared_in_python() -> None:
    found = rv.compare("resnet34", rv.parse("resnet50"), "resnet18", batch=2)
    rows = {row.key: row for row in found.measures}
    assert rows["macs"].values[1] == 2 * 4_089_184_256
    assert repr(found).startswith("Comparison(resnet34 7.33 G MACs, resnet50")
    assert found._repr_html_().count("<tr>") == len(found.measures) + 1


def test_what_differs_is_said_in_rows_and_drawn(tmp_path: Path) -> None:
    found = rv.diff("resnet34", "resnet50", batch=2)
    assert "B has one more projection, in conv2_x." in found.sentences
    assert repr(found).startswith("Diff(resnet34 → resnet50: Blocks are Bottleneck in B")
    assert found.to_dict()["stages"][1]["b"]["macs"] == 2 * 667_942_912
    shown = found._repr_html_()
    assert shown.count("<tr>") == len(found.stages) + 2
    rv.draw(["resnet34", "resnet50"], level="stage", differences=True).save(tmp_path / "d.svg")
    assert "only in" not in (tmp_path / "d.svg").read_text()
    assert "other layers" in (tmp_path / "d.svg").read_text()
    with pytest.raises(rv.UserError, match="between two networks, not 1"):
        rv.draw("resnet34", differences=True)

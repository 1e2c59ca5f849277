"""The report of a comparison: its numbers are those of cost and diff, its files are whole."""

import csv
import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.timing.turns.turns import TurnsReport
from resnet_viz.core.wording import THIN_SPACE, digits_grouped
from resnet_viz.export.lab.report import LabReport, command_of, lab_report
from resnet_viz.export.lab.report_files import REPORT_FORMATS, report_bytes
from tests.samples.runs import made_up_timing

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\"'`|\\input{x}$&"


def report(*archs: str, batch: int = 1) -> LabReport:
    return lab_report([network_named(arch) for arch in archs], batch)


PAIR = report("resnet34", "resnet50")
MARKDOWN = report_bytes(PAIR, ".md").decode()


def hostile_report() -> LabReport:
    """Of two networks with names that would do harm if they were more than text."""
    networks = []
    for arch in ("resnet18", "resnet34"):
        network = network_named(arch)
        graph = replace(network.graph, title=f"{HOSTILE}{arch}")
        named = f"{HOSTILE}{arch}"
        networks.append(Network(named, f"{HOSTILE}{arch}", graph, network.structure))
    return lab_report(networks)


def test_measures_are_those_of_cost() -> None:
    for arch in ("resnet34", "resnet50"):
        totals = report_of(network_named(arch)).totals
        for value in (totals.params, totals.macs, totals.activations):
            assert digits_grouped(value).replace(THIN_SPACE, "") in MARKDOWN
    assert "| Activations | 3739112 | 11114984 (+197 %) |" in MARKDOWN


def test_the_csv_holds_exact_values_and_differences() -> None:
    rows = list(csv.DictReader(io.StringIO(report_bytes(PAIR, ".csv").decode())))
    wanted = [report_of(network_named(arch)).totals for arch in ("resnet34", "resnet50")]
    assert [int(row["macs"]) for row in rows] == [each.macs for each in wanted]
    assert int(rows[1]["params_difference"]) == wanted[1].params - wanted[0].params


def test_every_stage_s_row_is_in_the_table_of_what_differs() -> None:
    (section,) = [each for each in PAIR.sections if each.title.startswith("What differs")]
    (table,) = section.tables
    assert [row[0] for row in table.texts] == [
        stage.title for stage in network_named("resnet34").graph.stages
    ]
    assert "B has one more projection, in conv2_x." in section.sentences


def test_differences_are_named_by_the_letters_of_the_networks() -> None:
    three = report("resnet18", "resnet34", "resnet50")
    titles = [each.title for each in three.sections if each.title.startswith("What differs")]
    assert titles == ["What differs between A and B", "What differs between A and C"]
    (last,) = [each for each in three.sections if each.title == titles[1]]
    assert last.sentences[0].startswith("Blocks are Bottleneck in C")
    heads = [head.title for head in last.tables[0].heads]
    assert "MACs C" in heads
    assert "C against A" in heads
    assert not any(head.endswith(" B") for head in heads)


def test_the_command_of_a_report_makes_it_again() -> None:
    networks = [network_named(arch) for arch in ("resnet34", "resnet,stages=1-2,width=32")]
    command = command_of(networks, 4, is_timed=True)
    assert command == (
        "resnet-viz compare resnet34 resnet,stages=1-2,width=32 --batch 4 --time -o report.html"
    )
    assert (
        command_of(networks, 1, is_timed=False)
        in report_bytes(lab_report(networks), ".md").decode()
    )


def test_latencies_are_said_only_where_they_were_measured() -> None:
    networks = [network_named(arch) for arch in ("resnet18", "resnet34")]
    runs = tuple(made_up_timing(network.name) for network in networks)
    rounds = ((10.0,) * 9, (15.0, 15.1, 14.9, 15.2, 15.0, 15.1, 14.8, 15.0, 15.0))
    timed = report_bytes(lab_report(networks, 1, TurnsReport(runs, rounds)), ".md").decode()
    assert "B is 1.50 × slower than A" in timed
    assert "Measured here now, in turn" in timed
    assert "--time" in timed
    assert "in turn" not in MARKDOWN
    assert "Latency" not in MARKDOWN


@pytest.mark.parametrize("row", REPORT_FORMATS, ids=lambda row: row.suffix)
def test_the_same_comparison_gives_the_same_bytes(row: object) -> None:
    suffix = next(each.suffix for each in REPORT_FORMATS if each is row)
    one = report_bytes(PAIR, suffix)
    assert one == report_bytes(report("resnet34", "resnet50"), suffix)


@pytest.mark.parametrize("archs", [("resnet34", "resnet50"), ("resnet20", "plain20", "resnet56")])
def test_latex_is_set_in_a_paper(archs: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "report.tex").write_bytes(report_bytes(report(*archs), ".tex"))
    paper = (
        r"\documentclass[a4paper,landscape]{article}\usepackage{booktabs,longtable}"
        r"\begin{document}\scriptsize\input{report}\end{document}"
    )
    (tmp_path / "paper.tex").write_text(paper, encoding="utf-8")
    command = ["pdflatex", "-interaction=batchmode", "-halt-on-error", "paper.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, (tmp_path / "paper.log").read_text(errors="replace")[-2000:]
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "paper.pdf"), "-"], capture_output=True, text=True
    ).stdout
    assert "What differs between A and B" in text


def test_hostile_names_are_text_in_markdown_and_latex() -> None:
    bad = hostile_report()
    markdown = report_bytes(bad, ".md").decode()
    prose = markdown.partition("```sh")[0]
    assert not re.search(r"(?<!\\)<(script|img|/style)", prose)
    assert "\\input{x}" not in report_bytes(bad, ".tex").decode().replace(r"\textbackslash{}", "")
    assert shown_text(HOSTILE)[:8] in prose.replace("\\", "")


def test_networks_of_other_families_have_no_blocks_to_compare() -> None:
    assert not any(each.title.startswith("Block") for each in hostile_report().sections)
    assert any(each.title.startswith("Block against block") for each in PAIR.sections)


def test_fewer_than_two_networks_or_more_than_six_are_refused() -> None:
    with pytest.raises(UserError, match="compares 2 to 6 networks, not 1"):
        report("resnet18")
    with pytest.raises(UserError, match="not 7"):
        report(*["resnet18"] * 7)
    with pytest.raises(UserError, match=r"'.docx' isn't a report format. Choose one of .html"):
        report_bytes(PAIR, ".docx")

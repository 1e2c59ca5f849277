"""LaTeX tables as TeX itself takes them, where one is installed."""

import subprocess
from pathlib import Path

import pytest

from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.compare import compare
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.export.latex import latex_of
from resnet_viz.export.reports import (
    comparison_table,
    group_table,
    layer_table,
    networks_table,
    peers_table,
)
from resnet_viz.export.table import Table
from tests.deep import mostly_deep

PREAMBLE = r"""\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage[landscape,margin=5mm]{geometry}
\usepackage{booktabs,longtable}
\begin{document}\tiny
"""
SPEC = parse("resnet50,se=16")
TABLES = {
    "layers": layer_table(report_of(network_of(SPEC))),
    "stages": group_table(report_of(network_of(SPEC)), Grouping.STAGE),
    "networks": networks_table(),
    "comparison": comparison_table(
        compare([report_of(network_of(SPEC)), report_of(network_named("resnet34"))])
    ),
    "peers": peers_table(network_named("resnet50")),
}


@pytest.mark.parametrize("name", mostly_deep(TABLES, ["layers", "peers"]))
def test_every_table_compiles_without_a_complaint(name: str, tmp_path: Path) -> None:
    table: Table = TABLES[name]
    source = f"{PREAMBLE}{latex_of(table)}\\end{{document}}\n"
    (tmp_path / "table.tex").write_text(source, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "table.tex"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-2000:]
    assert "Missing character" not in told.stdout
    assert (tmp_path / "table.pdf").stat().st_size > 1000

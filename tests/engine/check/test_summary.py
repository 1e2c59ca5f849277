"""torchinfo's table is that of the real model and readable on every Python."""

import pytest
import torch
import torchinfo

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.engine.check.summary import COLUMNS, DEEPEST, summary_text
from resnet_viz.engine.model.build import build

SPEC = parse("resnet,stages=1-1,block=bottleneck,input=2x64x48,classes=10")


def test_the_table_is_torchinfos_own_of_the_model_on_the_cpu() -> None:
    theirs = torchinfo.summary(
        build(SPEC),
        input_data=torch.zeros(3, 2, 64, 48),
        col_names=COLUMNS,
        col_width=20,
        depth=DEEPEST,
        row_settings=("depth", "var_names"),
        verbose=0,
    )
    ours = summary_text(network_of(SPEC), batch=3).splitlines()
    expected = str(theirs).splitlines()
    changed = [pair for pair in zip(ours, expected, strict=True) if pair[0] != pair[1]]
    assert all("Units." in theirs and "Units." not in ours for ours, theirs in changed)


def test_every_layer_has_its_row() -> None:
    text = summary_text(network_of(SPEC))
    rows = [line for line in text.splitlines() if "─" in line]
    containers = sum("Sequential" in row or "Bottleneck" in row for row in rows)
    assert len(rows) - containers == len(graph_of(SPEC).nodes)


def test_totals_are_said_with_units_that_a_person_reads() -> None:
    lines = summary_text(network_named("resnet50")).splitlines()
    assert "Total params: 25,557,032" in lines
    assert "Total mult-adds (G): 4.09" in lines
    assert not any("Units" in line for line in lines)


def test_an_illegal_batch_is_refused() -> None:
    with pytest.raises(UserError, match="batch=0"):
        summary_text(network_of(SPEC), batch=0)

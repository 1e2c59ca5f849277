"""The paper's table 1, live."""

import pytest
from hypothesis import given, settings

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.resnet.table_one import TableOne, table_one
from resnet_viz.core.wording import digits_grouped, si
from tests.samples.legal_specs import SMALL_SPECS


def texts(table: TableOne, column: int) -> list[str]:
    return [str(cell) for cell in table.columns[column].cells]


def test_the_table_of_the_imagenet_networks_is_the_papers() -> None:
    table = table_one(parse("resnet50"))
    assert table.rows[:6] == ("conv1", "conv2_x", "conv3_x", "conv4_x", "conv5_x", "head")
    assert table.sizes[:6] == ("112×112", "56×56", "28×28", "14×14", "7×7", "1×1")
    assert [column.title for column in table.columns] == [
        f"ResNet-{depth}" for depth in (18, 34, 50, 101, 152)
    ]
    assert [column.is_current for column in table.columns] == [False, False, True, False, False]
    assert texts(table, 1)[:6] == [
        "7×7, 64, /2",
        "3×3 max pool, /2; [3×3, 64 / 3×3, 64] × 3",
        "[3×3, 128 / 3×3, 128] × 4",
        "[3×3, 256 / 3×3, 256] × 6",
        "[3×3, 512 / 3×3, 512] × 3",
        f"average pool / {digits_grouped(1000)}-d fc",
    ]
    assert texts(table, 4)[3] == "[1×1, 256 / 3×3, 256 / 1×1, 1024] × 36"
    assert texts(table, 2)[-2:] == ["25.56 M", "4.09 G"]


@pytest.mark.parametrize("name", BY_NAME)
def test_each_published_network_is_marked_in_the_table_of_its_family(name: str) -> None:
    table = table_one(parse(name))
    current = [column for column in table.columns if column.is_current]
    assert [column.spec for column in current] == [parse(name)]
    assert current[0].title == BY_NAME[name].title


def test_a_network_of_ones_own_stands_in_front_of_its_family() -> None:
    table = table_one(parse("resnet20,stages=1-2-1-1,se=4,input=40,classes=5"))
    first, second = table.columns[:2]
    assert first.is_current
    assert str(first.cells[1]) == "[3×3, 16 / 3×3, 16 / SE, 4] × 1"
    assert second.spec == parse("resnet20,input=40,classes=5")
    assert second.cells[4].lines == ()
    assert table.sizes == ("40×40", "40×40", "20×20", "10×10", "5×5", "1×1", "", "")


@settings(max_examples=60, deadline=None)
@given(SMALL_SPECS)
def test_the_totals_are_the_reports(spec: ResNetSpec) -> None:
    column = next(each for each in table_one(spec).columns if each.is_current)
    totals = report_of(network_of(spec)).totals
    assert [str(cell) for cell in column.cells[-2:]] == [si(totals.params), si(totals.macs)]
    assert len({len(each.cells) for each in table_one(spec).columns}) == 1


def test_a_stem_of_its_own_width_a_floor_and_a_missing_last_layer_are_in_the_table() -> None:
    arch = "resnet50,stages=1-1,stem=deep,stem_width=24-32-64,se=64,se_min=8,classes=0"
    cells = texts(table_one(parse(arch)), 0)
    assert cells[0] == "3×3, 24, /2 / 3×3, 32 / 3×3, 64"
    assert cells[1].endswith("SE, 8] × 1")
    assert "average pool / no fc layer" in cells
    assert {str(column.cells[5]) for column in table_one(parse("resnet50,classes=0")).columns} == {
        "average pool / no fc layer"
    }

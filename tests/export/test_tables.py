"""Tables as files: exact values for programs, words for people."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.compare import Comparison, compare
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.presets import PRESETS
from resnet_viz.core.text.numbers import plain_numbers
from resnet_viz.export.reports import (
    comparison_table,
    group_table,
    layer_table,
    networks_table,
    timing_table,
)
from resnet_viz.export.table import Column, Table, table_of
from resnet_viz.export.tables import (
    TABLES,
    TableFormat,
    csv_of,
    json_of,
    json_text,
    markdown_of,
    table_named,
)
from tests.samples.graphs import network_with_uncounted
from tests.samples.runs import made_up_timing

ARCH = "resnet50,stride_in=1x1"
SHARES = ("params_share", "work_share", "activations_share", "bytes_share")


def report(text: str = ARCH, batch: int = 2) -> CostReport:
    return report_of(network_named(text), batch)


def comparison() -> Comparison:
    return compare([report(text, 1) for text in ("resnet34", "resnet50", ARCH)])


def records(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_of(table))))


def markdown_rows(table: Table) -> list[list[str]]:
    lines = markdown_of(table).splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


EVERY_TABLE = [
    pytest.param(layer_table(report()), id="layers"),
    pytest.param(layer_table(report(), made_up_timing(ARCH)), id="layers with times"),
    pytest.param(layer_table(report(), convention=Convention.ALL), id="all operations"),
    pytest.param(group_table(report(), Grouping.STAGE), id="stages"),
    pytest.param(group_table(report(), Grouping.BLOCK, Convention.DOUBLE), id="blocks"),
    pytest.param(timing_table(made_up_timing(ARCH)), id="times"),
    pytest.param(networks_table(), id="networks"),
    pytest.param(comparison_table(comparison()), id="comparison"),
]


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_every_row_of_every_format_is_as_wide_as_its_head(table: Table) -> None:
    assert {len(row) for row in table.values} == {len(table.keys)} == {len(set(table.keys))}
    assert {len(row) for row in (*table.texts, table.heads)} == {len(table.heads)}
    assert len({len(row) for row in markdown_rows(table)}) == 1
    assert {len(row) for row in csv.reader(io.StringIO(csv_of(table)))} == {len(table.keys)}


@pytest.mark.parametrize("table", EVERY_TABLE)
@pytest.mark.parametrize("form", TABLES, ids=lambda form: str(form.option))
def test_the_same_table_gives_the_same_text_that_ends_its_last_line(
    table: Table, form: TableFormat
) -> None:
    text = form.write(table)
    assert text == form.write(table)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_the_columns_of_the_csv_sum_to_the_totals() -> None:
    rows = records(layer_table(report()))
    totals = report().to_dict()["totals"]
    for key in ("params", "buffers", "macs", "flops", "activations"):
        assert sum(int(row[key]) for row in rows) == totals[key]


@pytest.mark.parametrize("grouping", Grouping)
def test_the_shares_of_every_grouping_are_of_the_whole(grouping: Grouping) -> None:
    rows = records(group_table(report(), grouping))
    for key in SHARES:
        assert sum(float(row[key]) for row in rows) == pytest.approx(1), key


def test_the_csv_has_every_layer_as_the_json_has_it() -> None:
    layers = report().to_dict()["layers"]
    rows = records(layer_table(report()))
    assert [row["path"] for row in rows] == [layer["path"] for layer in layers]
    for row, layer in zip(rows, layers, strict=True):
        assert row["out_shape"] == "x".join(map(str, layer["out_shape"]))
        assert row["block"] == ("" if layer["block"] is None else str(layer["block"]))
        assert set(row) == {*layer, "two_macs", "intensity", *SHARES}
        assert int(row["two_macs"]) == 2 * layer["macs"]


def test_the_json_of_a_table_is_the_promised_one() -> None:
    assert json.loads(json_of(layer_table(report()))) == report().to_dict()
    assert json.loads(json_of(comparison_table(comparison()))) == comparison().to_dict()
    timing = made_up_timing("resnet18")
    assert json.loads(json_of(timing_table(timing))) == json.loads(json.dumps(timing.to_dict()))
    with_times = json.loads(json_of(layer_table(report("resnet18"), timing)))
    assert with_times.pop("timing")["whole_ms"] == timing.to_dict()["whole_ms"]
    assert with_times == report("resnet18").to_dict()


def test_times_stand_beside_their_layers() -> None:
    timing = made_up_timing("resnet18")
    rows = {row["path"]: row for row in records(layer_table(report("resnet18"), timing))}
    assert {path: float(row["median_ms"]) for path, row in rows.items()} == {
        layer.path: layer.median_ms for layer in timing.layers
    }


def test_what_holds_a_layer_stands_beside_its_time() -> None:
    timing = made_up_timing("resnet18")
    for table in (timing_table(timing), layer_table(report("resnet18"), timing)):
        rows = {row["path"]: row for row in records(table)}
        for layer in timing.layers:
            assert rows[layer.path]["bound"] == (layer.bound or "")
            share = rows[layer.path]["ceiling_share"]
            assert (float(share) if share else None) == layer.ceiling_share
    heads, *rows_read = markdown_rows(timing_table(timing))
    place = heads.index("Ceiling")
    assert rows_read[1][place] == f"{timing.layers[0].ceiling_share:.0%}"


def test_a_layer_that_was_not_timed_has_no_time() -> None:
    rows = records(layer_table(report("resnet34"), made_up_timing("resnet18")))
    assert [row["median_ms"] for row in rows if row["path"] == "layer1.2.conv1"] == [""]


def test_people_read_words_and_a_total() -> None:
    rows = markdown_rows(layer_table(report("resnet50", 1)))
    assert rows[0][:4] == ["Layer", "Type", "Output", "Parameters"]
    assert rows[2][:5] == ["conv1", "Conv2d 7×7/2", "64 × 112 × 112", "9408", "118.01 M"]
    assert rows[-1][:6] == [
        "**Total**",
        "",
        "",
        "**25557032**",
        "**4.09 G**",
        "**100.0%**",
    ]


@pytest.mark.parametrize(
    ("convention", "head", "first", "total"),
    [
        (Convention.MACS, "MACs (paper)", "118.01 M", "4.09 G"),
        (Convention.DOUBLE, "2 × MACs (PyTorch)", "236.03 M", "8.18 G"),
        (Convention.ALL, "All operations", "236.03 M", "8.22 G"),
    ],
)
def test_work_stands_under_the_name_of_its_convention(
    convention: Convention, head: str, first: str, total: str
) -> None:
    rows = markdown_rows(layer_table(report("resnet50", 1), convention=convention))
    assert (rows[0][4], rows[2][4], rows[-1][4]) == (head, first, f"**{total}**")


@pytest.mark.parametrize("grouping", [each for each in Grouping if each is not Grouping.LAYER])
def test_a_table_of_groups_sums_to_the_totals_too(grouping: Grouping) -> None:
    table = group_table(report(), grouping)
    totals = report().to_dict()["totals"]
    for key in ("params", "buffers", "macs", "flops", "activations", "bytes_read"):
        assert sum(int(row[key]) for row in records(table)) == totals[key]
    assert [group["path"] for group in json.loads(json_of(table))["groups"]] == [
        row["path"] for row in records(table)
    ]


class Page(HTMLParser):
    """The texts of a page's cells by rows, and every tag that was not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag == "sup":
            self.rows[-1][-1] += "^"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th", "sup", "span"):
            self.rows[-1][-1] += data


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_html_has_each_cell_and_closes_what_it_opens(table: Table) -> None:
    page = Page(table_named("html").write(table))
    total = [table.total] if table.total else []
    heads = tuple(head.title for head in table.heads)
    rows = [[plain_numbers(cell) for cell in row] for row in (heads, *table.texts, *total)]
    assert page.rows == rows
    assert page.open == []


def test_a_comparison_says_the_change_from_the_first() -> None:
    first, second, third = markdown_rows(comparison_table(comparison()))[2:]
    assert first[:5] == ["resnet34", "basic", "3-4-6-3", "34", "21797672"]
    assert second[3:5] == ["50 (+47 %)", "25557032 (+17 %)"]
    assert third[5] == "3857973248 (+5.3 %)"
    assert "(" not in "".join(first)


def test_the_csv_of_a_comparison_has_difference_and_ratio() -> None:
    second = records(comparison_table(comparison()))[1]
    assert int(second["params"]) - int(second["params_difference"]) == 21_797_672
    assert float(second["params_ratio"]) == 25_557_032 / 21_797_672


def test_every_named_network_is_listed() -> None:
    rows = records(networks_table())
    assert [row["arch"] for row in rows] == [preset.name for preset in PRESETS]
    assert rows[2] | {} == {
        "arch": "resnet50",
        "block": "bottleneck",
        "stages": "3-4-6-3",
        "depth": "50",
        "params": "25557032",
        "macs": "4089184256",
    }
    assert [network["name"] for network in json.loads(json_of(networks_table()))["networks"]] == [
        preset.name for preset in PRESETS
    ]


@pytest.mark.parametrize("table", EVERY_TABLE)
@pytest.mark.parametrize("form", ["csv", "markdown", "html", "latex"])
def test_numbers_are_such_that_other_programs_read_them(table: Table, form: str) -> None:
    text = table_named(form).write(table)
    assert not set(text) & set("\u202f\u2009\xa0−⁰¹²³⁴⁵⁶⁷⁸⁹")
    grouped = [cell for row in table.texts for cell in row if "\u202f" in cell]
    for number in re.findall(r"^[\d\u202f]+$", "\n".join(grouped), re.MULTILINE):
        plain = str(int(number.replace("\u202f", "")))
        said = re.sub(r"\\,|</?span[^>]*>", "", text)
        assert form == "csv" or plain in said


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_in_lines_is_the_same_json(values: object) -> None:
    assert json.loads(json_text(values)) == values


def test_a_table_without_totals_has_no_last_row_for_them() -> None:
    column: Column[int] = Column("n", "N", lambda n: n, str)
    assert markdown_of(table_of("t", [column], [1, 2], None)) == "| N |\n| ---: |\n| 1 |\n| 2 |\n"


def test_no_sign_ends_a_cell_of_markdown_or_means_something_there() -> None:
    column: Column[str] = Column("s", "S", str, str, is_number=False)
    table = table_of("t", [column], ["a|b", "<img src=x>", "[a](b) `c`"], None)
    assert markdown_of(table).splitlines()[2:] == [
        r"| a\|b |",
        r"| \<img src=x> |",
        r"| \[a](b) \`c\` |",
    ]


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_latex_has_each_row_in_one_environment_with_its_signs_escaped(table: Table) -> None:
    text = table_named("latex").write(table)
    environment = "longtable" if len(table.texts) > 45 else "tabular"
    lines = text.splitlines()
    assert lines[0].startswith("% ")
    assert environment in lines[0] or environment == "tabular"
    assert lines[1].startswith(rf"\begin{{{environment}}}{{")
    assert lines[-1] == rf"\end{{{environment}}}"
    sides = re.fullmatch(r"\\begin\{\w+\}\{([lr]+)\}", lines[1])
    assert sides is not None
    rows = [line for line in lines if line.endswith(r"\\")]
    assert len(rows) == 1 + len(table.texts) + bool(table.total)
    for row in rows:
        assert len(re.findall(r"(?<!\\)&", row)) == len(sides[1]) - 1
        assert not re.search(r"(?<!\\)[%#_]", row)
        assert row.isascii()
    assert [line for line in lines[2:-1] if line not in rows and line != r"\endhead"] == (
        [r"\toprule", r"\midrule", *([r"\midrule"] if table.total else []), r"\bottomrule"]
    )


@pytest.mark.parametrize("name", [".csv", "csv", ".CSV"])
def test_a_format_is_found_by_suffix_or_option(name: str) -> None:
    assert table_named(name).write is csv_of


@pytest.mark.parametrize(
    ("name", "words"), [(".xls", "'.xls' isn't a table format"), ("", "no suffix")]
)
def test_an_unknown_format_is_refused_with_the_known(name: str, words: str) -> None:
    with pytest.raises(UserError, match=f"{words}.*Choose one of .csv .md .tex .html .json"):
        table_named(name)


UNCOUNTED = report_of(network_with_uncounted("resnet18", "conv1"))


def test_work_that_is_not_counted_is_empty_for_programs_and_said_to_people() -> None:
    table = layer_table(UNCOUNTED)
    first = records(table)[0]
    open_keys = ("macs", "two_macs", "flops", "activations", "intensity", "work_share")
    assert {first[key] for key in open_keys} == {""}
    assert (first["params"], first["bytes_written"]) == ("9408", str(4 * 64 * 112 * 112))
    heads, _, *rows, total = markdown_rows(table)
    work = heads.index("MACs (paper)")
    assert (rows[0][work], rows[1][work]) == ("not counted", "–")
    assert total[work] == "**at least 1.70 G**"
    assert total[heads.index("Parameters")] == "**11689512**"
    (layer, *_) = json.loads(json_of(table))["layers"]
    assert (layer["macs"], layer["params"]) == (None, 9408)


def test_a_group_with_work_that_is_not_counted_says_so() -> None:
    table = group_table(UNCOUNTED, Grouping.STAGE, Convention.ALL)
    heads, _, stem, layer1, *_ = markdown_rows(table)
    work = heads.index("All operations")
    assert stem[work] == "at least 4.21 M"
    assert not layer1[work].startswith("at least")
    groups = json.loads(json_of(table))["groups"]
    assert [group.get("is_complete", True) for group in groups[:2]] == [False, True]
    macs = group_table(UNCOUNTED, Grouping.STAGE)
    assert markdown_rows(macs)[2][heads.index("All operations")] == "not counted"
    assert records(macs)[0]["macs"] == ""

"""The command `compare`: networks side by side, as a table or as a report."""

from collections.abc import Sequence
from dataclasses import replace

from resnet_viz.cli.network import networks_asked
from resnet_viz.cli.output import print_result, say
from resnet_viz.cli.turns import timed_in_turn, turn_lines
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.compare import compare
from resnet_viz.core.limits import check_batch
from resnet_viz.core.models.together import check_together
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.runnable import check_runnable
from resnet_viz.core.timing.turns.turns import TurnsReport
from resnet_viz.core.wording import bytes_text
from resnet_viz.export.reports import comparison_table
from resnet_viz.export.tables import table_named

DONE = 0


def show_comparison(archs: Sequence[str], batch: int, form: str, *, is_timed: bool) -> int:
    """Networks side by side; a mistake is reported before anything is timed."""
    check_batch(batch)
    networks = _networks(archs, batch, is_timed=is_timed)
    reports = [report_of(network, batch) for network in networks]
    compare(reports)
    turns = _timed(networks, batch) if is_timed else None
    table = comparison_table(compare(reports, turns.runs if turns else ()))
    if turns:
        table = replace(table, source=table.source | {"in_turn": turns.to_dict()})
    if form:
        print_result(table_named(form).write(table))
        return DONE
    from resnet_viz.cli.terminal import grid_of, show, table_turned

    lines = turn_lines(turns) if turns else ()
    show(grid_of(table_turned(table)), *(("\n".join(lines),) if lines else ()))
    return DONE


def save_report(archs: Sequence[str], batch: int, output: str, *, is_timed: bool) -> int:
    """A report of the comparison by the suffix of a file; with latencies where they are timed."""
    from resnet_viz.export.lab.report import lab_report
    from resnet_viz.export.lab.report_files import report_bytes, report_format_named

    path = typed_path(output)
    report_format_named(path.suffix)
    networks = _networks(archs, batch, is_timed=is_timed)
    report = lab_report(networks, batch)
    if is_timed:
        report = lab_report(networks, batch, _timed(networks, batch))
    data = report_bytes(report, path.suffix)
    save_bytes(path, data)
    say(f"saved {path} ({bytes_text(len(data))})")
    return DONE


def _networks(archs: Sequence[str], batch: int, *, is_timed: bool) -> list[Network]:
    """The networks; where they can't be timed in turn that is said before code of others runs."""
    if is_timed:
        check_together(archs)
    networks = networks_asked(archs)
    if is_timed:
        for network in networks:
            check_runnable(network, TimingOptions(batch=batch))
    return networks


def _timed(networks: Sequence[Network], batch: int) -> TurnsReport:
    return timed_in_turn(networks, TimingOptions(batch=batch))

"""Whether the program as it is installed here works: each part of it once, a line each."""

import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from resnet_viz.cli.output import print_result
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.request import Answer, Request, Worker
from resnet_viz.core.resources import resource
from resnet_viz.core.timing.requests import FindDevices
from resnet_viz.core.verification import VerifyNetwork
from resnet_viz.core.wording import bytes_text
from resnet_viz.jobs.messages import (
    Failure,
    last_reply,
    outcome_in,
    program_command,
    request_line,
    worker_command,
)

DONE = 0  # exit statuses
FAILED = 1
LIMIT_S = 120.0
PARAMS = 25_557_032  # of ResNet-50, by PyTorch's own count
MACS = 4_089_184_256  # likewise
FONTS = ("fonts/Inter-Regular.ttf", "fonts/Inter-SemiBold.ttf", "fonts/OFL.txt")
STARTS = {
    ".svg": b"<?xml",
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG",
    ".dot": b"digraph",
    ".tex": b"",
    ".mmd": b"---",
    ".html": b"<!doctype html>",
}


def test_itself() -> int:
    """Prints a line for each check; 1 where any failed."""
    is_good = True
    for title, check in CHECKS:
        try:
            line = f"✓ {title}: {check()}"
        except Exception as error:  # a check may fail in any way, and the others go on
            line, is_good = f"✗ {title}: {type(error).__name__}: {error}", False
        print_result(f"{line}\n")
    return DONE if is_good else FAILED


def check_resources() -> str:
    """The carried files are there and the font can be read."""
    from resnet_viz.diagram.scene.font import text_width

    sizes = [resource(name).stat().st_size for name in FONTS]
    _expect(text_width("ResNet", 10.0, is_bold=False) > 0, "the font has no widths")
    return f"{len(sizes)} files, {bytes_text(sum(sizes))}"


def check_costs() -> str:
    """The arithmetic gives ResNet-50's known figures."""
    totals = report_of(network_named("resnet50")).totals
    found = (totals.params, totals.macs)
    _expect(found == (PARAMS, MACS), f"ResNet-50 has {found}, expected {(PARAMS, MACS)}")
    return f"ResNet-50 has {totals.params} parameters and {totals.macs} MACs"


def check_layout() -> str:
    """The drawing process lays blocks out with Graphviz."""
    from resnet_viz.diagram.cells.cells import dots_of
    from resnet_viz.diagram.look import look_of
    from resnet_viz.jobs.drawing_child import layouts_for

    dots = dots_of(network_named("resnet50").graph, look_of().view)
    return f"Graphviz laid out {len(layouts_for(dots))} blocks"


def check_files() -> str:
    """Every kind of diagram file is written."""
    from resnet_viz.core.files.save import save_bytes
    from resnet_viz.diagram.drawing import diagram_bytes
    from resnet_viz.diagram.look import look_of

    with tempfile.TemporaryDirectory() as folder:
        for suffix, start in STARTS.items():
            path = Path(folder) / f"diagram{suffix}"
            save_bytes(path, diagram_bytes(network_named("resnet18"), look_of(), suffix))
            _expect(
                path.read_bytes().lstrip().startswith(start),
                f"{path.name} isn't what its suffix says",
            )
    return f"{' '.join(STARTS)} written"


def check_compute() -> str:
    """The compute process has PyTorch, devices, and a model that agrees."""
    pipe, command = subprocess.PIPE, worker_command(Worker.COMPUTE)
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as child:  # noqa: S603
        found = _asked(child, FindDevices())
        verified = _asked(child, VerifyNetwork("resnet18"))
    _expect(verified.agrees, f"ResNet-18 differs from PyTorch: {verified.differences}")
    names = ", ".join(device.id for device in found.devices)
    return f"PyTorch {verified.torch} on {names}; ResNet-18 agrees in {verified.layers} layers"


def check_window() -> str:
    """The window opens off screen and paints."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(  # noqa: S603
        program_command("--exit-after-paint"),
        env=environment,
        capture_output=True,
        timeout=LIMIT_S,
        check=True,
    )
    return "painted off screen"


def check_history() -> str:
    """Stored runs can be kept, tried in a folder of its own."""
    import sqlite3

    from resnet_viz.history.opening import opened
    from resnet_viz.history.place import history_path
    from resnet_viz.history.schema import version_of

    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "runs") as connection:
        version = version_of(connection)
    _expect(version > 0, "the tables were not made")
    return f"SQLite {sqlite3.sqlite_version}, tables of version {version} in {history_path()}"


CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("resources", check_resources),
    ("costs", check_costs),
    ("drawing process", check_layout),
    ("files", check_files),
    ("compute process", check_compute),
    ("stored runs", check_history),
    ("window", check_window),
)


def _expect(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise RuntimeError(otherwise)


def _asked(child: "subprocess.Popen[bytes]", request: Request[Answer]) -> Answer:
    """The answer of a child, whose input stays open."""
    assert child.stdin
    assert child.stdout
    child.stdin.write(request_line(1, request))
    child.stdin.flush()
    reply = last_reply(child.stdout)
    if reply is None:
        raise RuntimeError("it ended without an answer")
    outcome = outcome_in(reply, request)
    if isinstance(outcome, Failure):
        raise RuntimeError(outcome.message)
    return outcome

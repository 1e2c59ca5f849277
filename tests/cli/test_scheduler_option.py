"""`--scheduler`: what commands refuse before any work, and what comes back from real workers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_viz.app import DONE, WRONG_USE, main
from resnet_viz.core import scheduler
from resnet_viz.core.timing.host import this_host
from resnet_viz.history.place import history_path
from resnet_viz.history.store import list_runs
from resnet_viz.history.sweeps.store import own_store
from tests.cli.command_line import start
from tests.samples.bare_cluster import bare_cluster, page_commands

RECIPE = "resnet,depth=20..80:6,block=basic|bottleneck,width=16|33,groups=1|2"
SWEEP = ("sweep", RECIPE)
TIME = ("time", "resnet20")


@pytest.mark.parametrize("command", [SWEEP, TIME])
@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--scheduler", "tcp://192.0.2.7:8786"), "read the work and run code on both"),
        (("--scheduler", "http://127.0.0.1"), "isn't the address of a scheduler"),
        (("--insecure",), "--insecure is about the address of a --scheduler"),
        (
            ("--scheduler", "tcp://127.0.0.1:9"),
            "no scheduler can be reached at tcp://127.0.0.1:9 (",
        ),
    ],
)
def test_what_can_t_be_used_is_one_sentence(
    command: tuple[str, ...],
    more: tuple[str, ...],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*command, *more]) == WRONG_USE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert len(captured.err.splitlines()) == 1


@pytest.mark.parametrize("command", [SWEEP, TIME])
def test_without_dask_one_line_says_what_to_install(
    command: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scheduler, "find_spec", lambda _: None)
    assert main([*command, "--scheduler", "tcp://127.0.0.1:8786"]) == WRONG_USE
    assert capsys.readouterr().err.splitlines() == [
        "resnet-viz: other machines are reached through Dask, which isn't installed. Install it "
        "with pip install 'resnet-viz[cluster]'"
    ]


@pytest.mark.parametrize(
    "more", [("--weights", "w.pth"), ("--fused", "--against-plain")], ids=lambda each: each[0]
)
def test_what_never_leaves_this_machine_is_refused(
    more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*TIME, "--scheduler", "tcp://127.0.0.1:9", *more]) == WRONG_USE
    assert f"{more[-1] if more[0] != '--weights' else more[0]} works on this machine only" in (
        capsys.readouterr().err
    )


def test_a_sweep_from_another_folder_is_the_same_table_and_stored(
    tmp_path: Path, own_data: Path
) -> None:
    lab, desk = tmp_path / "lab", tmp_path / "desk"
    lab.mkdir()
    desk.mkdir()
    _, worker, _ = page_commands()
    here = start(desk, *SWEEP, "--json")
    with bare_cluster(lab, worker, worker) as cluster:
        there = start(desk, *SWEEP, "--json", "--scheduler", cluster.address)
        none = start(desk, *SWEEP, "--time", "--scheduler", cluster.address)
    assert there.returncode == DONE, there.stderr
    assert json.loads(there.stdout) == json.loads(here.stdout)
    assert f"computed by 2 workers on {this_host()} (torch " in there.stderr
    (stored,) = [sweep for sweep in own_store().sweeps() if sweep.options.timing is None]
    assert stored.done == stored.count == 44 * 2
    assert none.returncode == WRONG_USE
    assert "takes timed runs" in none.stderr
    assert "--nthreads 1 --resources TIMED=1" in none.stderr


@pytest.mark.deep
def test_a_timed_run_elsewhere_is_in_this_history_with_its_host(tmp_path: Path) -> None:
    *_, timer = page_commands()
    with bare_cluster(tmp_path, timer) as cluster:
        result = start(tmp_path, *TIME, "--threads", "1", "--json", "--scheduler", cluster.address)
    assert result.returncode == DONE, result.stderr
    assert json.loads(result.stdout)["host"] == this_host()
    (run,) = list_runs(history_path())
    assert (run.arch, run.host) == ("resnet20", this_host())


def test_the_process_of_a_command_never_loads_dask(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom resnet_viz.app import main\n"
        f"main(['sweep', {RECIPE!r}, '--scheduler', 'tcp://127.0.0.1:9'])\nprint(*sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert {"distributed", "dask", "torch"} & set(result.stdout.split()) == set()

"""The first set-up: through a link, after a move, without a network, on a full disk."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
STUB = """#!/bin/sh
echo "$0 $*" >> "{log}"
case "$*" in
    *"import torch"*) exit {has_torch} ;;
    *"pip install"*) echo "{said}" >&2; exit {ends} ;;
    *main.py*) echo "started $*" ;;
esac
exit 0
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a venv whose Python and a system whose packages are made up."""
    folder = tmp_path / "nets"
    shutil.copytree(ROOT / "packaging", folder / "packaging")
    shutil.copy(ROOT / "run", folder / "run")
    tools = tmp_path / "tools"
    tools.mkdir()
    write_script(tools / "dpkg-query", "#!/bin/sh\necho 'install ok installed'\n")
    (folder / ".venv" / "bin").mkdir(parents=True)
    python_of(folder)
    write_script(folder / ".venv/bin/pip", f"#!{folder}/.venv/bin/python\n")
    write_script(folder / ".venv/bin/ruff", f"#!{folder}/.venv/bin/python\nfrom x import y\n")
    return folder


def write_script(file: Path, text: str) -> None:
    file.write_text(text)
    file.chmod(0o755)


def python_of(folder: Path, said: str = "", ends: int = 0, *, has_torch: bool = True) -> None:
    text = STUB.format(
        log=folder.parent / "calls", said=said, ends=ends, has_torch=0 if has_torch else 1
    )
    write_script(folder / ".venv/bin/python", text)


def run(program: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    tools = program.parent.parent / "tools"
    if not tools.exists():
        tools = program.parent / "tools"
    return subprocess.run(
        [program, *arguments],
        env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_works_through_links_from_anywhere(checkout: Path) -> None:
    first, second = checkout.parent / "rv", checkout.parent / "again"
    first.symlink_to("nets/run")
    second.symlink_to(first)
    for link in (first, second):
        started = run(link, "--version")
        assert started.returncode == 0, started.stderr
        assert started.stdout == f"started {checkout}/main.py --version\n"


def test_after_a_move_scripts_have_their_new_path(checkout: Path) -> None:
    moved = checkout.rename(checkout.parent / "nets two")
    started = run(moved / "run", "--version")
    assert started.returncode == 0, started.stderr
    assert "moved" in started.stderr
    for script in ("pip", "ruff"):
        first = (moved / ".venv/bin" / script).read_text().splitlines()[0]
        assert first == f"#!{moved}/.venv/bin/python"
    assert "moved" not in run(moved / "run", "--version").stderr


def test_no_script_of_the_venv_is_run_which_may_have_an_old_path(checkout: Path) -> None:
    for name in ("pip", "uv"):
        write_script(checkout / ".venv/bin" / name, "#!/gone/bin/python\n")
    assert run(checkout / "run", "--version").returncode == 0
    calls = (checkout.parent / "calls").read_text()
    assert "-m pip install --require-hashes" in calls


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ERROR: No matching distribution found for uv>=0.9", "Check the network"),
        ("Failed to establish a new connection: unreachable", "Check the network"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("something else", ".venv-setup.log"),
    ],
)
def test_what_fails_is_one_sentence_and_nothing_raw(said: str, words: str, checkout: Path) -> None:
    python_of(checkout, said, 1, has_torch=False)
    ended = run(checkout / "run", "--version")
    assert ended.returncode == 1
    assert ended.stdout == ""
    last = ended.stderr.splitlines()[-1]
    assert words in last
    assert said not in ended.stderr
    assert "again." in last


def test_what_is_fetched_is_said_with_its_size(checkout: Path) -> None:
    python_of(checkout, has_torch=False)
    ended = run(checkout / "run", "--version")
    assert ended.returncode == 0, ended.stderr
    assert "Fetching PyTorch: about 200 MB." in ended.stderr
    assert "Fetching the packages of packaging/requirements.txt: about 200 MB" in ended.stderr


def test_a_python_that_is_too_old_is_one_sentence(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        write_script(checkout.parent / "tools" / name, "#!/bin/sh\nexit 1\n")
    ended = run(checkout / "run", "--version")
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "Python 3.11, 3.12 or 3.13 is needed, with its venv module. None was found."
    ]

"""What README promises is done as it is written there."""

import re
import shlex
from pathlib import Path

import pytest

from resnet_viz.app import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\./run (\S.*)$", README, re.MULTILINE)
# A display, many seconds, a person's own files, runs of before: other tests have them.
ELSEWHERE = (
    "open",
    "time",
    "learn degradation",
    "learn picture",
    "--self-test",
    "history show",
    "history rename",
    "history export",
    "history import",
    "cost timm:",  # libraries of others, files that need a person's word
    "time transformers:",
    "draw net.py:",
    "compare timm:",
    "cost exported.pt2",
    "weights",
)


@pytest.mark.parametrize("line", [line for line in COMMANDS if not line.startswith(ELSEWHERE)])
def test_each_command_works(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(line)) == 0


def test_every_kind_of_command_is_shown() -> None:
    shown = {shlex.split(line)[0] for line in COMMANDS}
    promised = (
        "list cost summary verify draw time compare diff match sweep learn source devices history "
        "open save weights --self-test"
    )
    assert shown == set(promised.split())


def test_the_python_example_gives_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    lines = [line for line in example.splitlines() if not line.startswith("rv.time(")]
    names: dict[str, object] = {}
    for line in lines:
        code, _, comment = line.partition("  # ")
        if comment.strip().isdigit():
            assert eval(code, names) == int(comment)  # noqa: S307
        else:
            exec(code, names)  # noqa: S102
    assert (tmp_path / "resnet50.svg").exists()


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/timing.md",
        "docs/networks.md",
        "docs/counts.md",
        "docs/memory.md",
        "docs/learn.md",
        "docs/models.md",
        "docs/terms.md",
    ],
)
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target

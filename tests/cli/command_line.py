"""The program as a person starts it: a process of its own, in another folder."""

import os
import subprocess
import sys
from pathlib import Path

MAIN = Path(__file__).parent.parent.parent / "main.py"
LIMIT_S = 120


def start(folder: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Runs `resnet-viz ARGUMENTS` in a folder and gives what it said and how it ended."""
    return subprocess.run(
        [sys.executable, str(MAIN), *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        timeout=LIMIT_S,
        check=False,
    )


def modules_after(folder: Path, *arguments: str) -> set[str]:
    """The modules that a process has loaded once it has done what the arguments ask."""
    code = (
        f"import sys; sys.path.insert(0, {str(MAIN.parent)!r})\n"
        "from resnet_viz.app import main\n"
        f"assert main({list(arguments)!r}) == 0\n"
        "print('\\n' + ' '.join(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(result.stdout.splitlines()[-1].split())

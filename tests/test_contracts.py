"""Each import contract of pyproject.toml catches a bad import, and all hold as the code is."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# For each contract a module and an import that it must not have.
BAD_IMPORTS = {
    "house": ("core/wording.py", "import resnet_viz.export.table"),
    "core": ("core/graph/graph.py", "import resnet_viz.core.lab.figures"),
    "diagram": ("diagram/scene/theme.py", "import resnet_viz.diagram.files.svg"),
    "engine": ("engine/model/model.py", "import resnet_viz.engine.timing.clocks"),
    "ui": ("ui/costs/cost_panel.py", "import resnet_viz.ui.window.toolbar"),
    "family": ("core/cost/cost.py", "import resnet_viz.core.resnet.spec"),
    "circles": ("core/graph/layer.py", "import resnet_viz.core.graph.graph"),
    "qt": ("jobs/messages.py", "import PySide6"),
    "torch": ("export/table.py", "import torch"),
    "graphviz": ("engine/devices.py", "import pygraphviz"),
    "dask": ("history/keep.py", "import distributed"),
}


def broken_by(folder: Path, module: str, statement: str) -> str:
    """What import-linter says of a copy of the package in which one module has one more import."""
    package = folder / "resnet_viz"
    shutil.copytree(
        ROOT / "resnet_viz", package, ignore=shutil.ignore_patterns("__pycache__", "resources")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    with (package / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{statement}\n")
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )
    return result.stdout if result.returncode else ""


def name_of(contract: str) -> str:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return str(next(each["name"] for each in contracts if each["id"] == contract))


@pytest.mark.parametrize("contract", BAD_IMPORTS)
def test_a_contract_catches_a_bad_import(contract: str, tmp_path: Path) -> None:
    assert f"{name_of(contract)} BROKEN" in broken_by(tmp_path, *BAD_IMPORTS[contract])


def test_every_contract_has_its_bad_import() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert {contract["id"] for contract in contracts} == set(BAD_IMPORTS)


def test_the_code_as_it_is_keeps_every_contract(tmp_path: Path) -> None:
    assert broken_by(tmp_path, "core/wording.py", "") == ""

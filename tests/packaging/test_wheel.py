"""The wheel and the sdist as others get them: built, read, installed outside the checkout."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from resnet_viz.version import VERSION

ROOT = Path(__file__).parent.parent.parent
LIMIT_S = 300


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, and the wheel that is made of it."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=LIMIT_S)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel installed into a folder of its own; what it needs is there already."""
    (wheel,) = built.glob("*.whl")
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, "--target", str(folder), str(wheel)], check=True, timeout=LIMIT_S)
    return folder


def start(installed: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, str(installed / "bin" / "resnet-viz"), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
    )


def test_the_wheel_has_every_module_and_resource(built: Path) -> None:
    (wheel,) = built.glob(f"resnet_viz-{VERSION}-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "resnet_viz").rglob("*.py")}
    resources = {
        f"resnet_viz/resources/{path.relative_to(ROOT / 'resources')}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert names >= modules | resources
    assert not any(name.startswith(("tests/", "benchmarks/", "docs/")) for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_sdist_has_what_building_and_testing_need(built: Path) -> None:
    (sdist,) = built.glob(f"resnet_viz-{VERSION}.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = "pyproject.toml README.md LICENSE run test packaging/setup.sh tests/conftest.py"
    assert names >= {*needed.split(), "resources/fonts/Inter-Regular.ttf"}
    assert not any(".venv" in name or "__pycache__" in name for name in names)


@pytest.mark.deep
def test_installed_outside_the_checkout_it_passes_its_self_test(
    installed: Path, tmp_path: Path
) -> None:
    told = start(installed, tmp_path, "--self-test")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "✗" not in told.stdout


@pytest.mark.deep
def test_installed_outside_the_checkout_it_draws(installed: Path, tmp_path: Path) -> None:
    told = start(installed, tmp_path, "draw", "resnet18", "-o", "a.pdf")
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    where = subprocess.run(
        [sys.executable, "-c", "import resnet_viz; print(resnet_viz.__file__)"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)

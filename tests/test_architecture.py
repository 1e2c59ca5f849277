"""What the import contracts can't say about the shape of the code."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture_map import PAGE, page_of

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "resnet_viz"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES, MOST_ARGUMENTS, MOST_FILES = 300, 45, 6, 25
VAGUE_NAMES = {"utils", "util", "helpers", "common", "misc", "base", "manager"}


def functions_of(module: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def test_no_module_is_long() -> None:
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: n for path, n in lengths.items() if n > MOST_LINES} == {}


def test_no_function_is_long() -> None:
    long = [
        f"{path.name}:{function.name}"
        for path in MODULES
        for function in functions_of(path)
        if (function.end_lineno or 0) - function.lineno + 1 > MOST_FUNCTION_LINES
    ]
    assert long == []


def test_no_function_takes_many_arguments() -> None:
    wide = [
        f"{path.name}:{function.name}"
        for path in MODULES
        for function in functions_of(path)
        if len([a for a in function.args.args if a.arg not in ("self", "cls")]) > MOST_ARGUMENTS
    ]
    assert wide == []


def test_every_module_has_a_name_of_its_own_and_says_what_it_holds() -> None:
    assert [path for path in MODULES if path.stem in VAGUE_NAMES] == []
    silent = [path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_the_page_of_files_equals_the_modules() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_of(PACKAGE)


def test_architecture_md_names_every_folder() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = {path.parent.relative_to(PACKAGE).as_posix() for path in MODULES} - {"."}
    assert {folder for folder in folders if f"`{folder}/`" not in text} == set()


def test_no_folder_holds_many_files() -> None:
    counts = Counter(path.parent for path in MODULES)
    assert {folder.name: n for folder, n in counts.items() if n > MOST_FILES + 1} == {}


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import resnet_viz", ("torch", "PySide6", "pygraphviz", "typer", "rich")),
        ("import resnet_viz.app", ("torch", "PySide6", "pygraphviz", "typer", "rich")),
        ("import resnet_viz.ui.start.program", ("torch", "torchinfo", "pygraphviz", "reportlab")),
        ("import resnet_viz.ui.window.window", ("torch", "pygraphviz", "PySide6.QtPrintSupport")),
        ("import resnet_viz.ui.window.window", ("sqlite3", "platformdirs")),
        ("import resnet_viz.history.transfer, resnet_viz.history.keep", ("torch", "PySide6")),
        (
            "import resnet_viz.session.saving, resnet_viz.session.copies",
            ("torch", "PySide6", "pygraphviz", "platformdirs", "reportlab"),
        ),
        ("import resnet_viz.worker.draw", ("torch", "PySide6")),
        ("import resnet_viz.worker.compute", ("pygraphviz", "PySide6")),
    ],
)
def test_heavy_libraries_stay_where_they_belong(statement: str, absent: tuple[str, ...]) -> None:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(result.stdout.split()) & set(absent) == set()

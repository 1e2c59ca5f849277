"""What the import contracts can't say about the shape of the code."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture_map import PAGE, page_of

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "resnet_viz"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES, MOST_ARGUMENTS, MOST_FILES = 300, 45, 6, 25
MOST_METHODS, MOST_GENERATIONS = 40, 2
# One argument for each option of a command.
DOORS = {
    "resnet_viz.api.diagram",
    "resnet_viz.api.runs",
    "resnet_viz.cli.program",
    "resnet_viz.cli.lab_program",
    "resnet_viz.cli.learn_program",
    "resnet_viz.cli.time_program",
}
VAGUE_NAMES = {"utils", "util", "helpers", "common", "misc", "base", "manager"}

ClassName = tuple[str, str]
"""A module and the name of a class in it."""


class OwnClass(NamedTuple):
    """The parents of a class by their names, and the names of its own methods."""

    parents: tuple[ClassName, ...]
    methods: frozenset[str]


def functions_of(module: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def arguments_of(function: ast.FunctionDef) -> list[str]:
    """The names of a function's arguments, those that go by keyword only too."""
    found = function.args
    every = (*found.posonlyargs, *found.args, *found.kwonlyargs)
    return [each.arg for each in every if each.arg not in ("self", "cls")]


def module_of(path: Path) -> str:
    """The dotted name of a module; of one outside of the project its own name."""
    place = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(path.name)
    return ".".join(place.with_suffix("").parts)


def own_classes(modules: Iterable[Path]) -> dict[ClassName, OwnClass]:
    """Our own classes, each with its parents, ours or not, and the names of its methods."""
    return {name: each for path in modules for name, each in _classes_in(path)}


def _classes_in(path: Path) -> Iterator[tuple[ClassName, OwnClass]]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    imported = {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            names = [base.id for base in node.bases if isinstance(base, ast.Name)]
            parents = tuple(imported.get(name, (module_of(path), name)) for name in names)
            methods = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
            yield (module_of(path), node.name), OwnClass(parents, frozenset(methods))


def methods_of(name: ClassName, classes: dict[ClassName, OwnClass]) -> set[str]:
    """The methods of a class and its own ancestors without Qt's overrides, the only camelCase."""
    found = {each for each in classes[name].methods if each == each.lower()}
    for parent in classes[name].parents:
        found |= methods_of(parent, classes) if parent in classes else set()
    return found


def generations_of(name: ClassName, classes: dict[ClassName, OwnClass]) -> int:
    """1 for a class that has no parent of ours, 2 for one whose parents have none."""
    own = [parent for parent in classes[name].parents if parent in classes]
    return 1 + max((generations_of(parent, classes) for parent in own), default=0)


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
        if module_of(path) not in DOORS
        for function in functions_of(path)
        if len(arguments_of(function)) > MOST_ARGUMENTS
    ]
    assert wide == []


def test_no_object_has_many_methods_with_those_of_its_own_ancestors() -> None:
    classes = own_classes(MODULES)
    counts = {name: len(methods_of(name, classes)) for name in classes}
    assert {name: n for name, n in counts.items() if n > MOST_METHODS} == {}


def test_no_class_of_ours_has_grandparents_of_ours() -> None:
    classes = own_classes(MODULES)
    assert [name for name in classes if generations_of(name, classes) > MOST_GENERATIONS] == []


def test_towers_of_classes_and_objects_of_many_methods_are_seen(tmp_path: Path) -> None:
    """The three counts above can fail: methods and generations are counted across modules."""
    methods = "\n".join(f"    def do_{n}(self): pass" for n in range(30))
    for name, text in (
        ("low", f"class Low(QWidget):\n{methods}\n    def paintEvent(self, e): pass"),
        ("mid", "from low import Low\nclass Mid(Low):\n" + methods.replace("do_", "make_")),
        ("high", "from mid import Mid\nclass High(Mid):\n    def f(self, *, a, b): pass"),
    ):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    modules = sorted(tmp_path.glob("*.py"))
    classes = own_classes(modules)
    by_name = {name[1]: name for name in classes}
    assert len(methods_of(by_name["Mid"], classes)) == 60
    assert [generations_of(by_name[name], classes) for name in ("Low", "Mid", "High")] == [1, 2, 3]
    (function,) = functions_of(tmp_path / "high.py")
    assert arguments_of(function) == ["a", "b"]


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
    assert {folder.name: n for folder, n in counts.items() if n > MOST_FILES} == {}


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
        ("import resnet_viz.ui.window.window", ("distributed", "dask", "pyarrow")),
        (
            "import resnet_viz.worker.cluster.answering",
            ("torch", "PySide6", "sqlite3", "resnet_viz.history.store", "resnet_viz.engine"),
        ),
        ("import resnet_viz.worker.compute", ("pygraphviz", "PySide6")),
        ("import resnet_viz.worker.sweep", ("torch", "pygraphviz", "PySide6", "numpy")),
        ("import resnet_viz.ui.processes.sweeps", ("torch", "sqlite3", "platformdirs")),
    ],
)
def test_heavy_libraries_stay_where_they_belong(statement: str, absent: tuple[str, ...]) -> None:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(result.stdout.split()) & set(absent) == set()

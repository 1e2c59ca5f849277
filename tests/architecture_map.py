"""The map of ARCHITECTURE.md, of the modules' docstrings: `python -m tests.architecture_map`."""

import ast
from pathlib import Path

MAP_HEADING = "## The map\n"


def map_of(package: Path) -> str:
    """A line for each module: its path within the package, and its docstring's first line."""
    return "".join(f"{name:32} {words}\n" for name, words in _rows(package))


def _rows(package: Path) -> list[tuple[str, str]]:
    modules = sorted(package.rglob("*.py"), key=lambda path: (path.parent, path.name))
    return [(str(path.relative_to(package)), _first_line(path)) for path in modules]


def _first_line(module: Path) -> str:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    return (docstring or "").splitlines()[0] if docstring else ""


if __name__ == "__main__":
    print(map_of(Path(__file__).parent.parent / "resnet_viz"), end="")

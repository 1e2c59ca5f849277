"""The page docs/files.md, made of the modules' first lines: `python -m tests.architecture_map`."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "files.md"
HEADING = """# Every file, in a line

Written by `python -m tests.architecture_map` from the first lines of the modules. What belongs in
which folder, and which way imports go, is in [ARCHITECTURE.md](../ARCHITECTURE.md).
"""


def page_of(package: Path) -> str:
    """The whole page: a section for each folder, a row for each of its modules."""
    folders = sorted({path.parent for path in package.rglob("*.py")})
    return HEADING + "".join(_section(package, folder) for folder in folders)


def _section(package: Path, folder: Path) -> str:
    name = folder.relative_to(package.parent)
    rows = "".join(
        f"| `{path.name}` | {_first_line(path)} |\n"
        for path in sorted(folder.glob("*.py"))
        if path.name != "__init__.py"
    )
    table = f"\n| file | what it is |\n|---|---|\n{rows}" if rows else ""
    return f"\n## `{name}/`\n\n{_first_line(folder / '__init__.py')}\n{table}"


def _first_line(module: Path) -> str:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    return (docstring or "").splitlines()[0].replace("|", "\\|") if docstring else ""


if __name__ == "__main__":
    PAGE.write_text(page_of(ROOT / "resnet_viz"), "utf-8")

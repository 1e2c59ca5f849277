"""What people read is plain English: short sentences, and no `key=value` in the window."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "resnet_viz").rglob("*.py"))
PAGES = sorted(
    page
    for page in (*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md")
    if page.name != "files.md"  # first lines of modules, for those who change the code
)
# What these write is a language of its own, for other programs.
CODE = ("export/source/", "export/html.py", "diagram/files/", "ui/look/style.py", "history/schema")
HELP = (
    "cli/program.py",
    "cli/history_program.py",
    "cli/lab_program.py",
    "cli/learn_program.py",
)  # typer shows their docstrings
FORBIDDEN = {
    r"\b(stands?|lies|holds|held|besides?|anew|behind|in force|untrusted|greyscale)\b": "odd",
    r"\b(is|are|be|was) (told|kept|said|drawn upon)\b": "a translated passive",
    r"\b(is|are|was) no (?!longer|more|preview)": "say that it isn't one",
    r"\bno file of\b": "say that it isn't such a file",
    r"\b(all the same|such a one|as it came|by how much|what holds)\b": "not idiomatic",
    r"[a-z.)]; [a-z]": "two sentences in place of a semicolon",
    r"\b[Cc]olors?\b": "colour, as everywhere in the window",
    r"\b(Params|mult-adds|FLOPS)\b": "the terms of docs/terms.md",
}
ALLOWED = {
    "mult-adds": "torchinfo's own word",
    "torchvision 0.29, documents, in GFLOPS": "torchvision's own word",
}
STYLE = r"[a-z-]+: ?[^;]+;.*[;}]|: none$"  # a style sheet
# The text of a network, and the filter of runs, are what one types.
TYPED = ("resnet50,width=32", "batch=8", "FILTER=")


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a module that have words in them, `{}` in the place of each value."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    is_help = path.relative_to(ROOT / "resnet_viz").as_posix() in HELP
    notes = set() if is_help else set(_docstrings(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) in inner | notes:
                continue
            text = node.value
        else:
            continue
        if re.search(r"[a-z]{2,} \S|\S [a-z]{2,}", text):
            yield text


def _docstrings(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def is_read(path: Path) -> bool:
    """Whether people read what is in a module's texts."""
    place = path.relative_to(ROOT / "resnet_viz").as_posix()
    return not place.startswith(CODE)


READ = [(path, text) for path in SOURCES if is_read(path) for text in texts_of(path)]


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_text_for_people_has_words_that_a_native_reader_would_not_write(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path, text in READ
        if re.search(pattern, text) and text not in ALLOWED and not re.search(STYLE, text)
    ]
    assert found == [], FORBIDDEN[pattern]


def test_the_window_shows_no_key_with_its_value() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path, text in READ
        if "resnet_viz/ui/" in path.as_posix()
        and re.search(r"\w=[\w{]", text)
        and not re.search(r"[<;]", text)  # markup and style sheets
        and not any(typed in text for typed in TYPED)
    ]
    assert found == []


def prose_of(page: Path) -> str:
    """The words of a page without code, links' targets and pictures."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"^ {4}.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"`[^`]*`|\]\([^)]*\)", "", text)


PAGE_WORDS = r"\b(stands?|lies|besides?|anew|in force|untrusted|greyscale|all the same)\b"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_are_written_in_the_same_english(page: Path) -> None:
    prose = prose_of(page)
    found = [found[0] for found in re.finditer(rf".*{PAGE_WORDS}.*", prose)]
    assert found == []
    if page.name != "CHANGELOG.md":  # which is lists
        assert [line for line in prose.splitlines() if re.search(r"[a-z)]; [a-z]", line)] == []


def test_the_words_are_looked_for_where_they_would_be() -> None:
    """The rules find what the first window said."""
    old = (
        "Pin the network on screen as A, then every change stands beside it",
        "bad.json can't be imported: it is no file of runs; such a file says so.",
        "0.393 ms of the run lies between the groups",
        "Press F5 to see what holds each layer.",
        "memory is too small; take a smaller batch",
    )
    assert all(any(re.search(pattern, text) for pattern in FORBIDDEN) for text in old)
    assert len(READ) > 1000

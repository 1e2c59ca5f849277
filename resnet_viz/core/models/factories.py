"""Which functions and classes of a file of Python could give a model: found by reading it."""

import ast
from typing import NamedTuple

MOST_FOUND = 200


class Factory(NamedTuple):
    """A function or class by its name, the line where it begins, and what it says of itself.

    `is_ready` is whether it can be called without arguments.
    """

    name: str
    line: int
    about: str
    is_class: bool
    is_ready: bool


def factories_in(text: str) -> tuple[Factory, ...]:
    """Functions, and classes with a base, at the top level of a file.

    In the order of the file, those that can be called as they are first; none of a text that is
    not Python. Nothing is run.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    found = [each for node in tree.body if (each := _factory(node)) is not None]
    return tuple(sorted(found, key=lambda each: not each.is_ready)[:MOST_FOUND])


def _factory(node: ast.stmt) -> Factory | None:
    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
        return Factory(node.name, node.lineno, _about(node), False, _is_ready(node.args, 0))
    if isinstance(node, ast.ClassDef) and node.bases and not node.name.startswith("_"):
        return Factory(node.name, node.lineno, _about(node), True, _is_class_ready(node))
    return None


def _about(node: ast.FunctionDef | ast.ClassDef) -> str:
    lines = (ast.get_docstring(node) or "").splitlines()
    return lines[0].strip() if lines else ""


def _is_class_ready(node: ast.ClassDef) -> bool:
    made = (each for each in node.body if isinstance(each, ast.FunctionDef))
    init = next((each for each in made if each.name == "__init__"), None)
    return init is None or _is_ready(init.args, 1)


def _is_ready(arguments: ast.arguments, given: int) -> bool:
    """Whether all arguments but the first few have defaults."""
    places = len(arguments.posonlyargs) + len(arguments.args)
    has_all = places - len(arguments.defaults) <= given
    return has_all and all(default is not None for default in arguments.kw_defaults)

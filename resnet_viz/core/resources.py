"""Where the files that travel with the program are: fonts and what else it shows."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """The path of a carried file such as `fonts/Inter-Regular.ttf`.

    A wheel carries `resources` inside of the package, a checkout has it next to it.
    """
    inside = PACKAGE / "resources"
    return (inside if inside.is_dir() else PACKAGE.parent / "resources") / name

"""PySide6 imported without what it does to each import that comes after it."""

import builtins


def import_qt() -> None:
    """Imports Qt's widgets, and leaves `import` itself as it was. ImportError without Qt.

    PySide6 puts its own function in the place of `__import__`. It reads the source of every module
    that is imported from then on, in search of a wish for `snake_case`, which nothing here has:
    a tenth of the time to the first paint, and the text of all sources in memory.
    """
    plain_import = builtins.__import__
    try:
        import PySide6.QtWidgets  # noqa: F401
    finally:
        builtins.__import__ = plain_import

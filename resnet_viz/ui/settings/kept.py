"""What the settings file has, value by value: one that is of another kind counts as absent.

The file may be cut off, full of anything, or something else than a file.
"""

import os
import stat
from atexit import register
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from PySide6.QtCore import QByteArray, QSettings

MOST_BYTES = 1_000_000  # a settings file has some thousand
MOST_LETTERS = 20_000  # of one value
INI = QSettings.Format.IniFormat
USER = QSettings.Scope.UserScope


def kept_text(key: str, default: str = "") -> str:
    """A text; the default for none."""
    found = _value(key)
    return found if isinstance(found, str) and len(found) <= MOST_LETTERS else default


def kept_texts(key: str) -> list[str]:
    """A list of texts; empty for none."""
    found = _value(key)
    items = found if isinstance(found, list) else [found]
    return [each for each in items if isinstance(each, str)]


def kept_bytes(key: str) -> QByteArray | None:
    """Bytes that Qt wrote."""
    found = _value(key)
    return found if isinstance(found, QByteArray) else None


def keep(key: str, value: object) -> None:
    """Keeps a value for this start and all that follow, where the file can be written."""
    QSettings().setValue(key, value)


def settings_folder() -> Path:
    """The folder of the settings file."""
    return Path(QSettings().fileName()).parent


def pass_over_unusable(organization: str, application: str) -> None:
    """Lets this start do without settings where Qt would read a file without end.

    Qt opens whatever has the file's name, and waits for ever for the other end of a pipe. It reads
    the file of the organization too. What is there is left as it is.
    """
    probe = QSettings(INI, USER, f"{organization} probe", "none").fileName()
    folder = Path(probe).parent.parent
    files = (folder / organization / f"{application}.ini", folder / f"{organization}.ini")
    if not all(map(_is_usable, files)):
        instead = mkdtemp(prefix="resnet-viz-settings-")
        register(rmtree, instead, ignore_errors=True)
        QSettings.setPath(INI, USER, instead)


def _is_usable(path: Path) -> bool:
    with suppress(OSError):
        found = os.stat(path)
        return stat.S_ISREG(found.st_mode) and found.st_size <= MOST_BYTES
    return True  # none, or one that Qt can't read either


def _value(key: str) -> object:
    try:
        return QSettings().value(key)
    except Exception:  # Qt's own kinds of values may be cut off anywhere
        return None

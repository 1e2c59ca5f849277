"""The document that a new session begins with: a network, and the options of runs as last set."""

from dataclasses import fields
from json import dumps, loads

from PySide6.QtCore import QSettings

from resnet_viz.core.errors import UserError
from resnet_viz.core.limits import MAX_THREADS
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.session.arrangement import Arrangement, Places
from resnet_viz.session.document import FIRST_NETWORK, Document
from resnet_viz.session.member import member_of
from resnet_viz.session.run_setup import RunSetup

THREADS, CASTING, IS_LONG = "run/threads", "run/casting", "run/is_long"
PLACES = "window/places"
SWITCHES = tuple(each.name for each in fields(WhatIf) if each.name != "casting")


def new_document(arch: str = FIRST_NETWORK) -> Document:
    """A session of its own on a network; UserError for a text that names none."""
    arrangement = Arrangement(places=remembered_places())
    return Document((member_of(arch),), run_setup=remembered_setup(), arrangement=arrangement)


def remembered_places() -> tuple[Places, ...]:
    """Where the panels of each workspace were last; a damaged entry is as if never arranged."""
    stored = str(QSettings().value(PLACES, ""))
    if not stored:
        return ()
    from resnet_viz.core.plain import read_as  # only where there is something to read

    try:
        return read_as(tuple[Places, ...], loads(stored))
    except (ValueError, UserError):
        return ()


def remember_places(places: tuple[Places, ...]) -> None:
    """Keeps where the panels are for the next new session."""
    from resnet_viz.core.plain import plain_of  # not before the first paint

    QSettings().setValue(PLACES, dumps(plain_of(places)))


def remembered_setup() -> RunSetup:
    """The options as they were last; a damaged entry is as if never chosen."""
    settings = QSettings()
    casting, threads = str(settings.value(CASTING, "")), str(settings.value(THREADS, "0"))
    is_on = {name: settings.value(_key(name)) == "true" for name in SWITCHES}
    is_on["is_training"] = is_on["is_training"] and not is_on["is_fused"]
    known = Casting(casting) if casting in set(Casting) else Casting.CAST
    return RunSetup(
        threads=min(int(threads), MAX_THREADS) if threads.isdecimal() else 0,
        what_if=WhatIf(casting=known, **is_on),
        is_long=settings.value(IS_LONG) == "true",
    )


def remember(setup: RunSetup) -> None:
    """Keeps the options for the next new session."""
    settings = QSettings()
    settings.setValue(THREADS, str(setup.threads))
    settings.setValue(CASTING, str(setup.what_if.casting))
    settings.setValue(IS_LONG, _flag(setup.is_long))
    for name in SWITCHES:
        settings.setValue(_key(name), _flag(getattr(setup.what_if, name)))


def _key(name: str) -> str:
    return f"run/{name}"


def _flag(is_on: bool) -> str:
    return "true" if is_on else "false"

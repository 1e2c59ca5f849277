"""The document that a new session begins with: a network, and the options of runs as last set."""

from dataclasses import fields

from resnet_viz.core.errors import UserError
from resnet_viz.core.limits import MAX_THREADS
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.session.arrangement import Arrangement, Places
from resnet_viz.session.document import FIRST_NETWORK, Document
from resnet_viz.session.member import member_of
from resnet_viz.session.run_setup import RunSetup
from resnet_viz.ui.settings.kept import keep, kept_text

MOST_DIGITS = 10
THREADS, CASTING, IS_LONG = "run/threads", "run/casting", "run/is_long"
PLACES = "window/places"
SWITCHES = tuple(each.name for each in fields(WhatIf) if each.name != "casting")


def new_document(arch: str = FIRST_NETWORK) -> Document:
    """A session of its own on a network; UserError for a text that names none."""
    arrangement = Arrangement(places=remembered_places())
    return Document((member_of(arch),), run_setup=remembered_setup(), arrangement=arrangement)


def remembered_places() -> tuple[Places, ...]:
    """Where the panels of each workspace were last; a damaged entry is as if never arranged."""
    stored = kept_text(PLACES)
    if not stored:
        return ()
    from json import loads  # only where there is something to read

    from resnet_viz.core.plain import read_as

    try:
        return read_as(tuple[Places, ...], loads(stored))
    except (ValueError, UserError, RecursionError):
        return ()


def remember_places(places: tuple[Places, ...]) -> None:
    """Keeps where the panels are for the next new session."""
    from json import dumps  # not before the first paint

    from resnet_viz.core.plain import plain_of

    keep(PLACES, dumps(plain_of(places)))


def remembered_setup() -> RunSetup:
    """The options as they were last; a damaged entry is as if never chosen."""
    casting, threads = kept_text(CASTING), kept_text(THREADS, "0")
    is_on = {name: kept_text(_key(name)) == "true" for name in SWITCHES}
    is_on["is_training"] = is_on["is_training"] and not is_on["is_fused"]
    is_number = threads.isdecimal() and len(threads) <= MOST_DIGITS
    known = Casting(casting) if casting in set(Casting) else Casting.CAST
    return RunSetup(
        threads=min(int(threads), MAX_THREADS) if is_number else 0,
        what_if=WhatIf(casting=known, **is_on),
        is_long=kept_text(IS_LONG) == "true",
    )


def remember(setup: RunSetup) -> None:
    """Keeps the options for the next new session."""
    keep(THREADS, str(setup.threads))
    keep(CASTING, str(setup.what_if.casting))
    keep(IS_LONG, _flag(setup.is_long))
    for name in SWITCHES:
        keep(_key(name), _flag(getattr(setup.what_if, name)))


def _key(name: str) -> str:
    return f"run/{name}"


def _flag(is_on: bool) -> str:
    return "true" if is_on else "false"

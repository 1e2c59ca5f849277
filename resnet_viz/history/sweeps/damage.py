"""A damaged file of sweeps is set aside where some work finds it so, and this is said."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from resnet_viz.core.errors import UserError
from resnet_viz.history.damage import set_damaged_aside
from resnet_viz.history.opening import is_damage
from resnet_viz.history.sweeps.schema import SWEEPS
from resnet_viz.history.sweeps.store import SweepStore

ADVICE = "Start the sweep again."


@contextmanager
def damage_set_aside(store: SweepStore) -> Iterator[None]:
    """UserError says what became of a file that turns out to be damaged.

    Looked for only then: to read through a large file takes seconds.
    """
    try:
        yield
    except UserError as error:
        cause = error.__cause__
        if isinstance(cause, sqlite3.Error) and is_damage(cause):
            text = set_damaged_aside(store.path, SWEEPS.title)
            if text:
                raise UserError(f"{text} {ADVICE}", "history") from cause
        raise

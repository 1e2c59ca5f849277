"""The command `history sweeps`: the stored sweeps, listed and deleted."""

from collections.abc import Sequence

from resnet_viz.cli.output import print_result, say
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.lab.stored_sweep import StoredSweep
from resnet_viz.core.wording import bytes_text, counted
from resnet_viz.export.stored_sweeps import sweeps_table
from resnet_viz.export.tables import table_named
from resnet_viz.history.sweeps.damage import damage_set_aside
from resnet_viz.history.sweeps.store import own_store

DONE = 0
LEAST_LETTERS = 4  # of an ID


def show_sweeps(form: str) -> int:
    """All stored sweeps, the newest first."""
    table = sweeps_table(sweeps := _sweeps())
    if form:
        print_result(table_named(form).write(table))
    elif sweeps:
        from resnet_viz.cli.terminal import grid_of, show

        show(grid_of(table))
    else:
        say("no stored sweeps yet. Long and timed ones of the command sweep are stored")
    return DONE


def delete_sweeps(beginnings: Sequence[str]) -> int:
    """Deletes sweeps for good, all that are named or none."""
    sweeps = _sweeps()
    chosen = dict.fromkeys(_named(each, sweeps) for each in beginnings)
    store = own_store()
    with damage_set_aside(store):
        for sweep in chosen:
            store.delete(sweep.uuid)
    size = bytes_text(sum(sweep.size_bytes for sweep in chosen))
    say(f"deleted {counted(len(chosen), 'sweep')} ({size})")
    return DONE


def _sweeps() -> tuple[StoredSweep, ...]:
    store = own_store()
    with damage_set_aside(store):
        return store.sweeps()


def _named(beginning: str, sweeps: Sequence[StoredSweep]) -> StoredSweep:
    """The one sweep whose ID begins so; UserError for none and for several."""
    found = [sweep for sweep in sweeps if sweep.uuid.startswith(beginning.lower())]
    if len(beginning) < LEAST_LETTERS or not found:
        raise UserError(
            f"'{shortened(beginning)}' isn't the ID of a stored sweep, or the first "
            f"{LEAST_LETTERS} letters of it or more. The command history sweeps lists them",
            "id",
        )
    if len(found) > 1:
        raise UserError(
            f"{len(found)} IDs begin with '{beginning}'. Write more letters of the one you mean",
            "id",
        )
    return found[0]

"""Sweeps for tests: a small recipe, and the rows that it has to end with, found without a store."""

from resnet_viz.core.lab.stored_sweep import StoredPoint, StoredSweep, SweepOptions, SweepState
from resnet_viz.core.lab.sweep.points import points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.history.sweeps.store import SweepStore

# Of 64 places those whose width 3 groups don't divide are refused.
SMALL = "resnet,stages=1..4-1..2,block=basic|bottleneck,width=8|16,input=32,groups=1|3"
PORTION = 501
TINY = "resnet,stages=1..3,block=basic,width=4,input=8,classes=2"


def all_points(recipe: str, batch: int = 1) -> tuple[StoredPoint, ...]:
    """Every row of a recipe."""
    known = recipe_of(recipe)
    return tuple(StoredPoint(*point) for point in points_of(known, range(known.count), batch))


def stored_rows(store: SweepStore, uuid: str) -> tuple[StoredPoint, ...]:
    """Every row that is stored of a sweep, read in portions as the window reads them."""
    rows: list[StoredPoint] = []
    while found := store.rows_after(uuid, rows[-1].place if rows else -1, PORTION):
        rows += found
    return tuple(rows)


def made_up_sweep(recipe: str, done: int) -> StoredSweep:
    """An open sweep of costs that was never stored."""
    return StoredSweep(
        uuid="6f1c2a52-7a39-4a3f-8c27-1f9a52d9c111",
        name="widths",
        recipe=recipe,
        count=recipe_of(recipe).count,
        batch=1,
        options=SweepOptions(),
        version="1",
        state=SweepState.OPEN,
        made_at="2026-11-27T09:00:00+00:00",
        done=done,
        timed=0,
        size_bytes=4096,
    )

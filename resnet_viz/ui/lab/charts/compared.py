"""The networks that charts compare, with their costs and times."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from resnet_viz.core.cost.measure import Number
from resnet_viz.core.cost.measures import BY_KEY
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.lab.series import Curves, Name, StageValues, along_depth, by_stage, names_of
from resnet_viz.core.lab.stage_times import TIMES, stage_paths, times_by_stage
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.ui.session.session import Session


class Compared(NamedTuple):
    """The networks whose costs are known, their letters, and the runs of those that have one."""

    letters: tuple[str, ...]
    reports: tuple[CostReport, ...]
    runs: tuple[TimingReport | None, ...]

    @property
    def names(self) -> tuple[Name, ...]:
        """Their names, with the letters of their cards."""
        pairs = zip(names_of(self.reports), self.letters, strict=True)
        return tuple(name._replace(letter=letter) for name, letter in pairs)

    @property
    def has_times(self) -> bool:
        """Whether each of them was timed."""
        return bool(self.runs) and None not in self.runs

    @property
    def stages(self) -> Mapping[str, str]:
        """The path of each stage by its title."""
        return stage_paths(self.reports)

    def by_stage(self, key: str) -> StageValues:
        """A measure by stage; of times where all have runs."""
        times = times_by_stage(self.reports, self.runs) if key == TIMES else None
        values = times or by_stage(self.reports, key)
        named = zip(self.names, values.rows, strict=True)
        return values._replace(rows=tuple((name, row) for name, (_, row) in named))

    def along(self, key: str) -> Curves:
        """The sums of a measure along the depth of each."""
        curves = along_depth(self.reports, key)
        named = zip(self.names, curves.curves, strict=True)
        return curves._replace(curves=tuple(curve._replace(name=name) for name, curve in named))

    def values_of(self, place: int, keys: Sequence[str]) -> tuple[Number | None, ...]:
        """Some figures of one of them, None for what is not known."""
        report = self.reports[place]
        return tuple(BY_KEY[key].of_network(report) if key in BY_KEY else None for key in keys)


def compared_of(session: Session) -> Compared:
    """The networks of the cards whose costs can be counted."""
    cards = [each for each in session.shown.cards if each.report is not None]
    return Compared(
        tuple(each.card.letter for each in cards),
        tuple(each.report for each in cards if each.report is not None),
        tuple(each.timing for each in cards),
    )

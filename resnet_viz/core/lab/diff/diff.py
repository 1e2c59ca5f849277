"""What differs between two networks: their stages, blocks and layers next to each other.

Stages are matched by their paths, blocks by theirs within a stage, layers by their names within a
block, as `core.lab.diff.pairing` says. Works on any graph.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.listing import rows_dict, stages_html
from resnet_viz.core.lab.diff.pairing import paired_keys
from resnet_viz.core.lab.diff.rows import LayerDiff, StageDiff
from resnet_viz.core.lab.diff.sentences import sentences_of
from resnet_viz.core.lab.diff.stages import Stage, stage_diff

LEAST_PAIRED = 0.05  # of all rows of layers; below, a list of what differs says nothing
UNLIKE = "Hardly any layer of {a} has the name of one in {b}. Only their totals can be compared."


@dataclass(frozen=True, repr=False)
class Diff:
    """What differs between the networks of two reports, A and B; rows sum to their totals."""

    a: CostReport
    b: CostReport
    stages: tuple[StageDiff, ...]

    @property
    def layers(self) -> tuple[LayerDiff, ...]:
        """Every row of layers in order, those that are the same too."""
        parts = (part for stage in self.stages for part in stage.parts)
        return tuple(layer for part in parts for layer in part.layers)

    @property
    def is_same(self) -> bool:
        """Whether no layer, shape or shortcut differs."""
        return all(stage.kind is Kind.SAME for stage in self.stages)

    @cached_property
    def is_unlike(self) -> bool:
        """Whether (almost) no layer of one network has a counterpart in the other."""
        layers = self.layers
        paired = sum(each.repeats for each in layers if each.a and each.b)
        return paired < LEAST_PAIRED * sum(each.repeats for each in layers)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """What differs, in a few plain sentences."""
        return self.lettered("A", "B")

    def lettered(self, a: str, b: str) -> tuple[str, ...]:
        """The same sentences with other names for A and B."""
        return (UNLIKE.format(a=a, b=b),) if self.is_unlike else sentences_of(self.stages, a, b)

    def __repr__(self) -> str:
        return f"Diff({self.a.arch} → {self.b.arch}: {' '.join(self.sentences)})"

    def _repr_html_(self) -> str:
        """The stages as a table, for notebooks."""
        title = f"A {self.a.arch}, B {self.b.arch}. {' '.join(self.sentences)}"
        return stages_html(title, self.stages)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `diff`."""
        return {
            "a": self.a.arch,
            "b": self.b.arch,
            "batch": self.a.batch,
            "is_same": self.is_same,
            "sentences": list(self.sentences),
            **rows_dict(self.stages),
        }


def diff_of(a: Network, b: Network, batch: int = 1) -> Diff:
    """What differs between two networks for a batch of images; UserError for an illegal batch."""
    ours, theirs = ({group.path: group for group in each.graph.groups} for each in (a, b))
    stages = tuple(
        stage_diff(
            Stage(a.graph, ours[one] if one is not None else None),
            Stage(b.graph, theirs[other] if other is not None else None),
            batch,
        )
        for one, other in paired_keys(list(ours), list(theirs))
    )
    return Diff(report_of(a, batch), report_of(b, batch), stages)

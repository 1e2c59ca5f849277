"""How arithmetic and the real PyTorch model compare: plain values that travel."""

from dataclasses import dataclass
from typing import Any

from resnet_viz.core.notebook_table import table_html
from resnet_viz.core.plain import plain_of
from resnet_viz.core.request import Request, Worker
from resnet_viz.core.wording import counted


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is not the same: where, of what, ours and theirs as text."""

    path: str
    what: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, repr=False)
class Verification:
    """The outcome for one network: what was compared with what, and each difference.

    `weights` is the name of the file that was loaded into the model too, '' for none. `uncounted`
    are layers whose work nobody has a formula for, `notes` what else could not be compared: neither
    is a difference.
    """

    arch: str
    layers: int
    params: int
    macs: int
    torch: str
    differences: tuple[Difference, ...] = ()
    weights: str = ""
    uncounted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        return not self.differences

    def __repr__(self) -> str:
        return f"Verification({self._headline})"

    def _repr_html_(self) -> str:
        """The differences as a table, for notebooks."""
        rows = [(each.path, each.what, each.ours, each.theirs) for each in self.differences]
        heads = ("Layer", "Figure", "ResNet Viz", "PyTorch")
        return table_html(self._headline, heads, rows, (), words=2)

    @property
    def _headline(self) -> str:
        found = "agrees" if self.agrees else counted(len(self.differences), "difference")
        return f"{self.arch}, {counted(self.layers, 'layer')} against PyTorch {self.torch}: {found}"

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `verify` for one network."""
        return {"agrees": self.agrees, **plain_of(self)}


@dataclass(frozen=True, slots=True)
class VerifyNetwork(Request[Verification]):
    """The arithmetic of the network that `arch` names checked against its real model."""

    verb = "verify"
    worker = Worker.COMPUTE

    arch: str

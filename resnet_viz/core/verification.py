"""How arithmetic and the real PyTorch model compare: plain values that travel."""

from dataclasses import dataclass
from typing import Any

from resnet_viz.core.plain import plain_of
from resnet_viz.core.request import Request, Worker


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is not the same: where, of what, ours and theirs as text."""

    path: str
    what: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome for one network: what was held against what, and each difference.

    `weights` is the name of the file that was loaded into the model too, '' for none.
    """

    arch: str
    layers: int
    params: int
    macs: int
    torch: str
    differences: tuple[Difference, ...] = ()
    weights: str = ""

    @property
    def agrees(self) -> bool:
        return not self.differences

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `verify` for one network."""
        return {"agrees": self.agrees, **plain_of(self)}


@dataclass(frozen=True, slots=True)
class VerifyNetwork(Request[Verification]):
    """The arithmetic of the network that `arch` names held against its real model."""

    verb = "verify"
    worker = Worker.COMPUTE

    arch: str

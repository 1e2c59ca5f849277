"""How arithmetic and the real PyTorch model compare: plain values that travel."""

from dataclasses import asdict, dataclass
from typing import Any


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
        return {"agrees": self.agrees, **asdict(self)}


def verification_from(values: dict[str, Any]) -> Verification:
    """The verification whose `to_dict()` came over from another process."""
    rest = {key: value for key, value in values.items() if key != "agrees"}
    found = tuple(Difference(**difference) for difference in values["differences"])
    return Verification(**rest | {"differences": found})

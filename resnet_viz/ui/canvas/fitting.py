"""How a picture follows the size of its canvas."""

from enum import Enum, auto
from math import inf
from typing import NamedTuple

from resnet_viz.diagram.view import View


class Fitting(Enum):
    """As large as can be read, whole however small, or not: then a person's camera is theirs."""

    TO_READ = auto()
    WHOLE = auto()
    NOT = auto()


class Bounds(NamedTuple):
    """How a fitted picture keeps in step with another: at most this scale, and so far down."""

    scale: float = inf
    top: float = 0.0


FREE = Bounds()


class Fits(NamedTuple):
    """Whether equal blocks may be drawn as one only to fit: not after a person wanted each."""

    view: View
    may_fold: bool = True

    def of(self, view: View) -> "Fits":
        """The same for the next view of a document."""
        if self.view.is_folded and not view.is_folded:
            return Fits(view, may_fold=False)
        return Fits(view, self.may_fold or view.level is not self.view.level)

"""What another source says of a network: our MACs and the exact terms of the difference."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A part of what a source says."""

    words: str
    amount: int


@dataclass(frozen=True, slots=True)
class Peer:
    """What one source says of a network: the sum of its terms, None where it says nothing.

    `unit` is the source's own word for what it counts. The first term is our MACs, or twice as
    many, of `batch` images: some sources speak of one image whatever the batch.
    """

    name: str
    says: int | None
    unit: str
    batch: int
    terms: tuple[Term, ...]
    version: str
    note: str


def terms_kept(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Those that are not zero."""
    return tuple(term for term in terms if term.amount)

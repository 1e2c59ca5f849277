"""Whether an accuracy says more than guessing would."""

from math import sqrt

ERRORS = 3  # standard errors of a share, beyond which one result in several hundred is by chance


def most_by_guessing(chance: float, pictures: int) -> float:
    """The largest accuracy on so many pictures that guessing alone may well give."""
    return chance + ERRORS * sqrt(chance * (1 - chance) / max(pictures, 1))

"""Which of several sets of weights is usual: plain weights before what was made of them."""

import re
from enum import IntEnum


class Role(IntEnum):
    """What a set of weights is in its training, the one to take first."""

    PLAIN = 0
    AVERAGE = 1
    KEY = 2
    TEACHER = 3
    DISCRIMINATOR = 4


TITLES = {
    Role.PLAIN: "",
    Role.AVERAGE: "a running average",
    Role.KEY: "the momentum encoder",
    Role.TEACHER: "the teacher",
    Role.DISCRIMINATOR: "the discriminator",
}
WORDS = {
    Role.AVERAGE: "ema emas avg average averaged averages averager swa shadow polyak lookahead",
    Role.KEY: "k key momentum target targets",
    Role.TEACHER: "teacher teachers",
    Role.DISCRIMINATOR: "d discriminator discriminators critic",
}
ROLE_OF_WORD = {word: role for role, words in WORDS.items() for word in words.split()}
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", re.ASCII)  # netD, encoder_k


def role_of(name: str) -> Role:
    """The role that the words of a set's name mean: `model_ema` is an average, `netD` no plain set.

    Of several words the last role in the order of `Role` counts.
    """
    words = (word.lower().rstrip("0123456789") for word in _WORD.findall(name))
    return max((ROLE_OF_WORD.get(word, Role.PLAIN) for word in words), default=Role.PLAIN)

"""What a person may go on with while typing a recipe, and usual values to vary a key over."""

from typing import NamedTuple

from resnet_viz.core.lab.sweep.reading import VARIED
from resnet_viz.core.resnet.arch import FREE_NAME
from resnet_viz.core.resnet.presets import BY_NAME

EXAMPLES = {
    "depth": "20..200:6",
    "stages": "1..4-2-1..6-3",
    "stem_width": "32|64",
    "width": "16|32|64",
    "groups": "1|32",
    "group_width": "4|64",
    "se": "0|16",
    "se_min": "1|8",
    "input": "128..256:32",
    "classes": "10|100|1000",
    "batch": "1|8|32",
}


class Offers(NamedTuple):
    """What stays of a text, and the words that may come after it."""

    kept: str
    words: tuple[str, ...]


def offers_at(text: str) -> Offers:
    """The words that fit at the end of a text, longer than what is typed of them there."""
    head, comma, part = text.rpartition(",")
    key, equals, _ = part.partition("=")
    if not comma:
        return _of(text, "|", (*BY_NAME, FREE_NAME))
    if not equals:
        given = {piece.partition("=")[0].strip() for piece in head.split(",")}
        return _of(text, ",", tuple(f"{each}=" for each in VARIED if each not in given))
    words = VARIED[key.strip()].words if key.strip() in VARIED else ()
    return _of(text, "|" if "|" in part else "=", words or (values_for(key.strip()),))


def values_for(key: str) -> str:
    """Usual values to vary a key over, all of them where they are words."""
    if key in EXAMPLES or key not in VARIED:
        return EXAMPLES.get(key, "")
    return "|".join(VARIED[key].words)


def with_values(text: str, key: str, values: str) -> str:
    """The recipe with these values of a key in place of the ones it has; '' for none."""
    name, *parts = (part.strip() for part in text.split(","))
    kept = [part for part in parts if part and part.partition("=")[0].strip() != key]
    return ",".join([name, *kept, *([f"{key}={values}"] if values else [])])


def _of(text: str, sign: str, words: tuple[str, ...]) -> Offers:
    head, found, typed = text.rpartition(sign)
    typed, kept = typed.lstrip(), head + found
    fitting = (word for word in words if word.lower().startswith(typed.lower()) and word != typed)
    return Offers(kept, tuple(word for word in fitting if word))

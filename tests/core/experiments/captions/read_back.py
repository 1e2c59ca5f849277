"""The numbers of a caption, read back from its words."""

import re

_NUMBER = re.compile(
    r"(?<![\w-])(−?\d[\d\u202f]*(?:\.\d+)?)(?: × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)| (million))?(?![\w-])"
)
_LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def numbers_in(text: str) -> list[float]:
    """All numbers of a sentence but those within names, such as 56 in `plain-56`."""
    found = []
    for digits, power, million in _NUMBER.findall(text):
        number = float(digits.replace("\u202f", "").replace("−", "-"))
        found.append(number * (10 ** int(power.translate(_LOWERED)) if power else 1))
        if million:
            found[-1] *= 1e6
    return found

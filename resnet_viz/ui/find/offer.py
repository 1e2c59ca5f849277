"""What the palette offers, and what of it answers a text."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from resnet_viz.ui.find.fuzzy import Fit, ranked


class Section(StrEnum):
    """What an offer is, in the words of the palette's headings."""

    RECENT = "Used last"
    ACTIONS = "Actions"
    NETWORKS = "Networks"
    LAYERS = "Layers"
    RUNS = "Runs"
    SESSIONS = "Recent sessions"
    FILES = "Files"


MOST = {Section.ACTIONS: 12, Section.NETWORKS: 8, Section.LAYERS: 8, Section.RUNS: 6}
MOST_RECENT = 5


class Offer(NamedTuple):
    """One thing to do: `key` names it from start to start, `detail` is shown at the right.

    With a `reason` it can't be done now.
    """

    section: Section
    key: str
    text: str
    do: Callable[[], object]
    detail: str = ""
    reason: str = ""


class Found(NamedTuple):
    """The offers under one heading."""

    section: Section
    offers: tuple[Offer, ...]


class Offers:
    """All offers of one opening of the palette, ready to be searched."""

    def __init__(self, offers: Sequence[Offer], recent: Sequence[str]) -> None:
        self._by_section = {
            section: [each for each in offers if each.section is section] for section in MOST
        }
        self._texts = {
            section: [each.text.lower() for each in rows]
            for section, rows in self._by_section.items()
        }
        by_key = {each.key: each for each in offers}
        self._recent = [by_key[key] for key in recent if key in by_key]

    def answering(self, typed: str) -> tuple[Found, ...]:
        """What answers a text, the section with the best answer first.

        Letters anywhere in order are a guess: they are left out where anything fits better.
        Without a text it is what was used last, and then everything in its order.
        """
        if not typed.strip():
            return self._unasked()
        found = [(section, self._ranked(section, typed)) for section in MOST]
        best = min((rows[0][0] for _, rows in found if rows), default=Fit.LETTERS)
        worst = Fit.LETTERS if best >= Fit.INITIALS else Fit.INITIALS
        kept = [(section, [row for row in rows if row[0] <= worst]) for section, rows in found]
        order = sorted((each for each in kept if each[1]), key=lambda each: each[1][0][0])
        return tuple(
            Found(section, tuple(self._by_section[section][at] for _, at in rows[: MOST[section]]))
            for section, rows in order
        )

    def _ranked(self, section: Section, typed: str) -> list[tuple[Fit, int]]:
        """What fits in a section; of two that fit alike, what was used last is before others."""
        rows, keys = self._by_section[section], {each.key for each in self._recent}
        found = ranked(typed, self._texts[section])
        return sorted(found, key=lambda row: (row[0], rows[row[1]].key not in keys))

    def _unasked(self) -> tuple[Found, ...]:
        recent = tuple(self._recent[:MOST_RECENT])
        rest = tuple(each for each in self._by_section[Section.ACTIONS] if each not in recent)
        networks = tuple(self._by_section[Section.NETWORKS])
        rows = (
            Found(Section.RECENT, recent),
            Found(Section.ACTIONS, rest),
            Found(Section.NETWORKS, networks),
        )
        return tuple(each for each in rows if each.offers)

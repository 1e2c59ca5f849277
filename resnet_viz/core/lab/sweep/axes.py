"""What a recipe varies: a key with its values, numbered in order without being listed."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import prod


@dataclass(frozen=True, slots=True)
class Word:
    """One value as it is written."""

    text: str
    size: int = 1

    def text_at(self, _: int) -> str:
        """The value itself."""
        return self.text


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbers that each go through a range, with a sign between them: `1..4-2-6`.

    Values are numbered with the last number the fastest.
    """

    ranges: tuple[range, ...]
    joint: str

    @property
    def size(self) -> int:
        """How many values there are."""
        return prod(map(len, self.ranges))

    @property
    def text(self) -> str:
        """All of them, as a recipe writes it."""
        return self.joint.join(map(range_text, self.ranges))

    def text_at(self, place: int) -> str:
        """The value of that number."""
        numbers = []
        for each in reversed(self.ranges):
            place, digit = divmod(place, len(each))
            numbers.append(str(each[digit]))
        return self.joint.join(reversed(numbers))


Choice = Word | Grid


@dataclass(frozen=True)
class Axis:
    """A key and all its values, in the order written."""

    key: str
    choices: tuple[Choice, ...]

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """After how many values each choice ends."""
        return tuple(accumulate(choice.size for choice in self.choices))

    @property
    def size(self) -> int:
        """How many values there are."""
        return self.ends[-1]

    @property
    def text(self) -> str:
        """All of them, as a recipe writes it."""
        return "|".join(choice.text for choice in self.choices)

    def text_at(self, place: int) -> str:
        """The value of that number."""
        found = bisect_right(self.ends, place)
        choice = self.choices[found]
        return choice.text_at(place - self.ends[found] + choice.size)


def range_text(numbers: range) -> str:
    """A range in its one form: `20..200:6`, `1..4`, `7`."""
    first, last = numbers[0], numbers[-1]
    if first == last:
        return str(first)
    return f"{first}..{last}" + (f":{numbers.step}" if numbers.step > 1 else "")

"""EXPR, the condition that chooses among networks: `macs<4e9 and not params>25M`.

It is made of measures, numbers, comparisons, `and`, `or`, `not` and parentheses. Comparisons may
be chained: `1e6 < params <= 25M`. Numbers may have a prefix, as in `12M` or `4G`, of bytes in
powers of two too: `512 MiB`. What is compared with a value that is not known is not known, and a
row of which the whole is not known is not chosen.
"""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from resnet_viz.core.choice import did_you_mean, meant_by
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.lab.where_tokens import WORDS, Number, Token, tokens_of, wrong_at
from resnet_viz.core.wording import either

Row = Sequence[Number | None]
Test = Callable[[Row], bool | None]  # None where it is not known

LONGEST_TEXT = 2_000
DEEPEST = 50
SIGNS: dict[str, Callable[[Number, Number], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}


class Limit(NamedTuple):
    """That a measure has to be at most, or at least, a number."""

    key: str
    value: Number
    is_most: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition by its text; `keys` are the measures it names, in order.

    `limits` are those that each row has to keep to, whatever else is asked of it.
    """

    text: str
    keys: tuple[str, ...]
    limits: tuple[Limit, ...]
    test: Test

    def chooses(self, row: Row) -> bool:
        """Whether a row, with values in the order of the columns, is chosen."""
        return self.test(row) is True


def condition_of(text: str, columns: Sequence[str]) -> Condition:
    """The condition of a text over rows with these columns, which are keys of measures.

    UserError names what is wrong, where it is and what is allowed.
    """
    if not isinstance(text, str):
        raise UserError("a condition is a text, such as 'macs<4e9'", "where")
    if len(text) > LONGEST_TEXT:
        raise UserError(f"a condition has at most {LONGEST_TEXT} letters", "where")
    reading = _Reading(tuple(tokens_of(text)), tuple(columns), len(text) + 1)
    test = reading.whole()
    keys = dict.fromkeys(token.text for token in reading.tokens if token.text in columns)
    return Condition(text.strip(), tuple(keys), tuple(reading.limits()), test)


class _Reading:
    """Reads tokens from left to right: `or` binds least, then `and`, `not`, comparisons."""

    def __init__(self, tokens: tuple[Token, ...], columns: tuple[str, ...], end: int) -> None:
        self.tokens = tokens
        self._columns = columns
        self._end = Token("", end)
        self._place = 0
        self._depth = 0
        self._limits: list[Limit] = []
        self._has_other = False  # an `or` or a `not`: no comparison alone is then a limit

    def whole(self) -> Test:
        """The test that all tokens are."""
        test = self._any()
        if self._next is not self._end:
            raise self._expected("and or or")
        return test

    def limits(self) -> list[Limit]:
        """What each row has to keep to."""
        return [] if self._has_other else self._limits

    @property
    def _next(self) -> Token:
        return self.tokens[self._place] if self._place < len(self.tokens) else self._end

    def _takes(self, *texts: str) -> str:
        """The next token where it is one of these, which is then read; else ''."""
        found = self._next.text
        if found not in texts or not found:
            return ""
        self._place += 1
        return found

    def _any(self) -> Test:
        self._depth += 1
        if self._depth > DEEPEST:
            raise wrong_at(self._next.at, f"parentheses go at most {DEEPEST} deep")
        tests = [self._all()]
        while self._takes("or"):
            self._has_other = True
            tests.append(self._all())
        self._depth -= 1
        return tests[0] if len(tests) == 1 else _any_of(tuple(tests))

    def _all(self) -> Test:
        tests = [self._not()]
        while self._takes("and"):
            tests.append(self._not())
        return tests[0] if len(tests) == 1 else _all_of(tuple(tests))

    def _not(self) -> Test:
        is_turned = is_not = False
        while self._takes("not"):
            is_turned, is_not = not is_turned, True
        self._has_other |= is_not
        test = self._parenthesis() if self._takes("(") else self._comparison()
        return _not(test) if is_turned else test

    def _parenthesis(self) -> Test:
        test = self._any()
        if not self._takes(")"):
            raise self._expected("a closing )")
        return test

    def _comparison(self) -> Test:
        left = self._operand()
        tests: list[Test] = []
        while sign := self._takes(*SIGNS):
            right = self._operand()
            tests.append(self._compared(left, sign, right))
            left = right
        if not tests:
            raise self._expected("one of < <= > >= ==")
        return tests[0] if len(tests) == 1 else _all_of(tuple(tests))

    def _operand(self) -> Token:
        token = self._next
        if token.value is None and token.text not in self._columns:
            raise self._no_operand(token)
        self._place += 1
        return token

    def _no_operand(self, token: Token) -> UserError:
        if not token.text.isidentifier() or token.text in WORDS:
            return self._expected("a measure or a number")
        near = meant_by(token.text, self._columns)
        words = f"{did_you_mean(near)}'{shortened(token.text)}' isn't a measure here"
        return wrong_at(token.at, words if near else f"{words}. Measures are {self._known}", near)

    @property
    def _known(self) -> str:
        return either(self._columns)

    def _expected(self, what: str) -> UserError:
        found = f"'{shortened(self._next.text)}'" if self._next.text else "the end"
        return wrong_at(self._next.at, f"{what} is expected here, and not {found}")

    def _compared(self, left: Token, sign: str, right: Token) -> Test:
        self._note_limits(left, sign, right)
        compare, columns = SIGNS[sign], self._columns
        if right.value is not None and left.value is None:
            return _with_number(columns.index(left.text), compare, right.value)
        if left.value is not None and right.value is None:
            return _with_number(columns.index(right.text), SIGNS[TURNED[sign]], left.value)
        if left.value is not None and right.value is not None:
            is_true = compare(left.value, right.value)
            return lambda _: is_true
        return _with_other(columns.index(left.text), compare, columns.index(right.text))

    def _note_limits(self, left: Token, sign: str, right: Token) -> None:
        if left.value is not None:
            left, sign, right = right, TURNED[sign], left
        if left.value is None and right.value is not None and sign != "==":
            self._limits.append(Limit(left.text, right.value, is_most=sign.startswith("<")))


def _with_number(column: int, compare: Callable[[Number, Number], bool], value: Number) -> Test:
    def test(row: Row) -> bool | None:
        known = row[column]
        return None if known is None else compare(known, value)

    return test


def _with_other(column: int, compare: Callable[[Number, Number], bool], other: int) -> Test:
    def test(row: Row) -> bool | None:
        one, two = row[column], row[other]
        return None if one is None or two is None else compare(one, two)

    return test


def _not(test: Test) -> Test:
    def turned(row: Row) -> bool | None:
        known = test(row)
        return None if known is None else not known

    return turned


def _all_of(tests: tuple[Test, ...]) -> Test:
    def test(row: Row) -> bool | None:
        found = [each(row) for each in tests]
        return False if False in found else None if None in found else True

    return test


def _any_of(tests: tuple[Test, ...]) -> Test:
    def test(row: Row) -> bool | None:
        found = [each(row) for each in tests]
        return True if True in found else None if None in found else False

    return test

"""A condition chooses what Python itself would choose by the same words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.where import Limit, condition_of

COLUMNS = ("params", "macs", "latency_ms")
_operands = st.sampled_from(COLUMNS) | st.sampled_from(["0", "1", "2.5", "4e0", ".5"])
_signs = st.sampled_from(["<", "<=", ">", ">=", "=="])
_comparisons = st.lists(st.tuples(_signs, _operands), min_size=1, max_size=3).flatmap(
    lambda rest: _operands.map(lambda first: " ".join([first, *(" ".join(r) for r in rest)]))
)


def _longer(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(texts, st.sampled_from(["and", "or"]), texts).map(" ".join)
    return (
        pairs | texts.map("({})".format) | texts.map("not ({})".format) | pairs.map("({})".format)
    )


EXPRESSIONS = st.recursive(_comparisons | _comparisons.map("not {}".format), _longer, max_leaves=8)
ROWS = st.tuples(*[st.integers(0, 5) | st.sampled_from([2.5, 0.5])] * 3)


@settings(max_examples=200, deadline=None)
@given(EXPRESSIONS, ROWS)
def test_a_condition_is_true_where_python_says_so(text: str, row: tuple[float, ...]) -> None:
    names = dict(zip(COLUMNS, row, strict=True))
    wanted = eval(text, {}, names)  # noqa: S307  # made here of measures, numbers and signs
    assert condition_of(text, COLUMNS).chooses(row) is bool(wanted)


@settings(max_examples=150, deadline=None)
@given(EXPRESSIONS, ROWS)
def test_a_row_beyond_one_of_its_limits_is_never_chosen(text: str, row: tuple[float, ...]) -> None:
    condition = condition_of(text, COLUMNS)
    for key, value, is_most in condition.limits:
        known = row[COLUMNS.index(key)]
        if known > value if is_most else known < value:
            assert not condition.chooses(row)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="macsprl_nodt<>=!&()0123456789.eKMGiB ≤×", max_size=40))
def test_any_text_is_a_condition_or_refused_in_one_sentence(text: str) -> None:
    refusal = ""
    try:
        condition_of(text, COLUMNS)
    except UserError as error:
        refusal = error.message
    assert "\n" not in refusal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4e9", 4e9),
        ("12M", 12_000_000),
        ("1.5k", 1500),
        ("4 G", 4 * 10**9),
        ("2T", 2 * 10**12),
        ("512MiB", 512 * 2**20),
        ("1 KiB", 1024),
        ("100MB", 10**8),
        ("20ms", 20),
    ],
)
def test_numbers_have_prefixes(text: str, number: float) -> None:
    assert condition_of(f"macs<={text}", COLUMNS).limits == (Limit("macs", number, is_most=True),)
    assert condition_of(f"{text} == macs", COLUMNS).chooses((0, number, 0))
    assert not condition_of(f"macs<{text}", COLUMNS).chooses((0, number, 0))


def test_what_is_not_known_is_never_chosen_and_neither_is_its_contrary() -> None:
    row = (1, 2, None)
    assert not condition_of("latency_ms < 5", COLUMNS).chooses(row)
    assert not condition_of("not latency_ms < 5", COLUMNS).chooses(row)
    assert condition_of("latency_ms < 5 or macs == 2", COLUMNS).chooses(row)
    assert not condition_of("latency_ms < 5 and macs == 2", COLUMNS).chooses(row)


def test_it_says_which_measures_it_names_and_which_limits_hold_for_every_row() -> None:
    condition = condition_of("1e6 < params ≤ 25M and macs<4G", COLUMNS)
    assert condition.keys == ("params", "macs")
    assert condition.limits == (
        Limit("params", 1e6, is_most=False),
        Limit("params", 25_000_000, is_most=True),
        Limit("macs", 4 * 10**9, is_most=True),
    )
    assert condition_of("macs<4G or params<25M", COLUMNS).limits == ()


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", 1, "a measure or a number is expected here, and not the end"),
        ("macs", 5, "one of < <= > >= == is expected"),
        ("macs<", 6, "not the end"),
        ("macs<4e9 params<3", 10, "and or or is expected here, and not 'params'"),
        ("mac<4e9", 1, "did you mean macs?"),
        ("accuracy>70", 1, "Measures are params, macs or latency_ms"),
        ("macs=4e9", 5, "Write =="),
        ("macs<4e9 && params<3", 10, "Write and"),
        ("macs<4x", 6, "4x is not a number"),
        ("macs<4e999", 6, "too large"),
        ("(macs<4e9", 10, "a closing ) is expected"),
        ("macs<4e9)", 9, "not ')'"),
        ("__import__('os')", 12, "can't be read"),
        ("__import__(os)", 1, "isn't a measure here"),
        ("macs.real<3", 5, "can't be read"),
        ("(" * 60 + "macs<3" + ")" * 60, 51, "at most 50 deep"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, place: int, said: str) -> None:
    with pytest.raises(UserError) as error:
        condition_of(text, COLUMNS)
    assert error.value.message.startswith(f"character {place}: ")
    assert said in error.value.message

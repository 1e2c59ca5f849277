"""Numbers for other programs: plain digits, in HTML grouped for the eye only."""

from html import escape
from re import sub

from resnet_viz.core.text.letters import without_superscripts
from resnet_viz.core.wording import MINUS, THIN_SPACE

GROUP = '<span style="margin-left:.2em">'


def plain_numbers(text: str) -> str:
    """The text with its numbers as other programs read them: `-3000`, `10^9`."""
    without_groups = sub(rf"(?<=\d){THIN_SPACE}(?=\d)", "", text).replace(THIN_SPACE, " ")
    return without_superscripts(without_groups.replace(MINUS, "-"))


def words_html(text: str, group: str = GROUP) -> str:
    """The text as HTML; its groups of digits are set apart by room instead of by a space.

    `group` begins the element of such a group, with its style or class.
    """
    grouped = sub(rf"(?<=\d){THIN_SPACE}(\d{{3}})", rf"{group}\1</span>", escape(text))
    return plain_numbers(without_superscripts(grouped, "<sup>", "</sup>"))

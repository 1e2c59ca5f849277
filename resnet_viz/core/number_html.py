"""Numbers in HTML: grouped for the eye, in plain digits for who copies them."""

from html import escape
from re import sub

from resnet_viz.core.letters import without_superscripts
from resnet_viz.core.wording import THIN_SPACE, plain_numbers

GROUP = r'<span style="margin-left:.2em">\1</span>'


def words_html(text: str) -> str:
    """The text as HTML; its groups of digits are set apart by room instead of by a space."""
    grouped = sub(rf"(?<=\d){THIN_SPACE}(\d{{3}})", GROUP, escape(text))
    return plain_numbers(without_superscripts(grouped, "<sup>", "</sup>"))

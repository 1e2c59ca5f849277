"""The letters that a picture uses, cut out of the bundled font to travel inside of it."""

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO

from resnet_viz.diagram.scene.font import face_file
from resnet_viz.diagram.scene.scene import Text
from resnet_viz.diagram.scene.theme import FONT_FAMILY


def font_face_css(texts: Iterable[Text]) -> str:
    """An `@font-face` rule for each weight that the texts use."""
    letters: dict[bool, set[str]] = {}
    for text in texts:
        letters.setdefault(text.is_bold, set()).update(text.text)
    return "".join(
        _rule("".join(sorted(letters[is_bold])), is_bold=is_bold) for is_bold in sorted(letters)
    )


def _rule(letters: str, *, is_bold: bool) -> str:
    weight = 600 if is_bold else 400
    data = b64encode(_subset(letters, is_bold=is_bold)).decode()
    return (
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};'
        f"src:url(data:font/ttf;base64,{data})}}"
    )


@lru_cache(maxsize=16)
def _subset(letters: str, *, is_bold: bool) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=[], name_IDs=[1, 2], notdef_outline=True, hinting=False)
    with TTFont(face_file(is_bold), recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        file = BytesIO()
        font.save(file)
    return file.getvalue()

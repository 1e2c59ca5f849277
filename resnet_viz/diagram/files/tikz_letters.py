"""Letters that pdflatex can't set: which fonts XeLaTeX and LuaLaTeX need, and how they are called.

Everything else of a document is as it is without them, in the paper's own font.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from re import sub

from resnet_viz.core.text.tex import beyond_tex
from resnet_viz.diagram.scene.other_fonts import fonts_for
from resnet_viz.diagram.scene.picture import Picture, page_of, texts_of
from resnet_viz.diagram.scene.scene import Text
from resnet_viz.diagram.scene.theme import FONT_FAMILY

UNSAFE = r"[^\w .+-]"  # in the name of a font, which anybody may have made
ENGINES = "XeLaTeX or LuaLaTeX"
FONTS = r"""\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[scaled]{helvet}
\renewcommand{\familydefault}{\sfdefault}"""


@dataclass(frozen=True, slots=True)
class TexLetters:
    """The family of a font for each letter that pdflatex can't set; empty where it can set all."""

    families: dict[str, str]

    @property
    def preamble(self) -> str:
        """What loads the fonts of a document."""
        if not self.families:
            return FONTS
        loaded = (
            f"\\newfontfamily{command}{{{family}}}" for family, command in self._commands.items()
        )
        return "\n".join((f"% {self.note}", r"\usepackage{fontspec}", FONTS, *loaded))

    @property
    def note(self) -> str:
        """What a document needs apart from pdflatex, '' for nothing."""
        names = list(self._commands)
        fonts = f"the font{'s' if names[1:] else ''} {', '.join(names)}"
        return f"this file needs {ENGINES}, and {fonts}" if names else ""

    def marked(self, line: str) -> str:
        """A line of a document with these letters in their fonts; all others are ASCII there."""
        pieces = groupby(line, self.families.get)
        return "".join(
            f"{{{self._commands[family]} {''.join(letters)}}}" if family else "".join(letters)
            for family, letters in pieces
        )

    @property
    def _commands(self) -> dict[str, str]:
        names = sorted(set(self.families.values()))
        return {name: f"\\letters{chr(ord('a') + place)}" for place, name in enumerate(names)}


def tex_letters_of(picture: Picture) -> TexLetters:
    """The fonts of this machine for what pdflatex can't set of a picture."""
    return letters_of_texts(texts_of(picture, page_of(picture)))


def letters_of_texts(texts: Iterable[Text]) -> TexLetters:
    """The same for texts; a letter that only the bundled font has is in that."""
    beyond = beyond_tex("".join(text.text for text in texts))
    fonts = fonts_for(frozenset(beyond)) if beyond else {}
    families = {each: fonts[each].family if each in fonts else FONT_FAMILY for each in beyond}
    return TexLetters({each: sub(UNSAFE, "", name) for each, name in families.items()})

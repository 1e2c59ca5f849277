"""A page's colours: those of the program's themes, as CSS that a switch of themes changes."""

from collections.abc import Iterator

from resnet_viz.diagram.scene.scene import CONCAT
from resnet_viz.diagram.scene.theme import LIKE, Pen, Theme, Tint

ACCENTS = {False: ("#1d4ed8", "#ffffff"), True: ("#7db0ff", "#0b1220")}  # by dark; and ink on it
SHAPES, LINES = ":is(.node,.sample)", ":is(.shortcut,.sample)"  # of picture and legend


def theme_css(light: Theme, dark: Theme) -> str:
    """The rules of both themes."""
    return "".join((*_rules(light, ":root"), *_rules(dark, ":root[data-theme=dark]")))


def _rules(theme: Theme, root: str) -> Iterator[str]:
    accent, on_accent = ACCENTS[theme.is_dark]
    scheme = "dark" if theme.is_dark else "light"
    yield (
        f"{root}{{color-scheme:{scheme};--page:{theme.page};--ink:{theme.ink};"
        f"--muted:{theme.muted};--frame-fill:{theme.frame.fill};--frame-line:{theme.frame.line};"
        f"--link:{theme.link.color};--link-width:{theme.link.width:g};--accent:{accent};"
        f"--on-accent:{on_accent}}}"
    )
    yield _tint(f"{root} {SHAPES}", theme.frame)
    for op in (*theme.tints, *LIKE):
        yield _tint(f"{root} {SHAPES}.{op}", theme.tint_of(op))
    for kind, pen in theme.shortcuts.items():
        yield _pen(f"{root} {LINES}.{kind}", pen)
    yield _pen(f"{root} {LINES}.{CONCAT}", theme.concat)


def _tint(selector: str, tint: Tint) -> str:
    shapes = f"{selector}>rect,{selector}>circle"
    return f"{shapes}{{fill:{tint.fill};stroke:{tint.line}}}"


def _pen(selector: str, pen: Pen) -> str:
    dash = f";stroke-dasharray:{' '.join(f'{each:g}' for each in pen.dash)}" if pen.dash else ""
    return (
        f"{selector}>.way{{stroke:{pen.color};stroke-width:{pen.width:g}{dash}}}"
        f"{selector}>.way-head{{fill:{pen.color}}}"
    )

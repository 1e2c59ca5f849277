"""A page that needs nothing else: no script, no network, its letters inside.

Its policy lets nothing run and nothing be fetched, and only this very style apply.
"""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape, unescape
from re import sub

from resnet_viz.diagram.files.embedded_font import font_face_css
from resnet_viz.diagram.scene.scene import Text
from resnet_viz.version import VERSION

LETTERS = " .,:;()[]+-–−×=≈%0123456789"  # in words that the browser makes of entities and numbers


def self_contained(title: str, style: str, body: str) -> str:
    """The page; the same bytes for the same parts. Pictures inside may only be data of its own."""
    style += _font(body)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    images = "img-src data:; " if "<image " in body else ""
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; {images}"
        "base-uri 'none'; form-action 'none'"
    )
    return "\n".join(_lines(title, style, body, policy)) + "\n"


def made_by() -> str:
    """The foot of every such page."""
    return f"<footer>Made by ResNet Viz {escape(VERSION)}</footer>"


def _lines(title: str, style: str, body: str, policy: str) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>{style}</style></head>"
    yield f"<body>\n{body}\n</body></html>"


def _font(body: str) -> str:
    """The letters of all words of the page in both weights."""
    words = unescape(sub(r"<[^>]*>", "", body)) + LETTERS + VERSION
    letters = "".join(sorted({each for each in words if each.isprintable()}))
    texts = (Text(letters, 0, 0, 0), Text(letters, 0, 0, 0, is_bold=True))
    return font_face_css(texts)

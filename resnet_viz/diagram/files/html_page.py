"""A network as one interactive page: no network access, no library, nothing outside of the file.

Names travel as JSON that can't end its script, and become text there, never markup. The page's
policy lets only this very script and style run.
"""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from string import printable
from typing import Any

from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.graph.shape import image_of
from resnet_viz.core.lab.figures import BY_CEILING, BY_TIME, FIGURES, TIMED, WEIGHED, Counted
from resnet_viz.diagram.files.embedded_font import font_face_css
from resnet_viz.diagram.files.html_states import PageStates, states_data
from resnet_viz.diagram.files.html_style import theme_css
from resnet_viz.diagram.layout import columns, filling, frames, joints
from resnet_viz.diagram.scene import outline
from resnet_viz.diagram.scene.color_choice import Coloring, ColorScale
from resnet_viz.diagram.scene.coloring import stage_fills
from resnet_viz.diagram.scene.heat import ANCHORS
from resnet_viz.diagram.scene.legend import CONCAT_WORDS, OPERATION_WORDS, SHORTCUT_WORDS
from resnet_viz.diagram.scene.scene import CONCAT, Text
from resnet_viz.diagram.scene.theme import DARK, LIGHT, LIKE, Theme
from resnet_viz.diagram.view import Direction, View

FOLDER = Path(__file__).parent / "page"
FORMS = {"bytes": "bytes", "memory": "bytes", BY_TIME: "ms", BY_CEILING: "share"}
LETTERS = printable.strip() + " ×·→–−≤…²\N{NARROW NO-BREAK SPACE}"  # the page's own
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}  # to HTML; the rest is ASCII anyway
SYSTEM = "system"  # the theme that a page starts in unless a dark one is asked for


def page_of(
    states: PageStates, view: View, coloring: Coloring, theme: Theme, *, has_legend: bool = True
) -> str:
    """The page, first shown in a view; the same bytes for the same network and choices."""
    graph = states.counted.graph
    data = {
        "view": _view_data(view, coloring),
        "theme": theme.name if theme is DARK else SYSTEM,
        "lying": view.direction is Direction.LEFT_TO_RIGHT,
        "hasLegend": has_legend,
        "totals": _totals_text(states.counted),
        "rules": _rules(),
        **states_data(graph, view, states),
        **_layers_data(states.counted),
        **_looks_data(states.counted, theme),
    }
    script = _file("page.js")
    style = _file("page.css") + theme_css(_light(theme), DARK) + _font(data)
    parts = {
        "policy": escape(_policy(script, style)),
        "title": escape(graph.title),
        "style": style,
        "script": script,
        "data": safe_json(data),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _file("page.html"))


def safe_json(values: object) -> str:
    """JSON that can be within a script element, whatever texts are in it."""
    text = json.dumps(values, separators=(",", ":"))
    return re.sub("[<>&]", lambda found: UNSAFE[found[0]], text)


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _light(theme: Theme) -> Theme:
    """The theme of a page that is not dark: the one for print, where that is asked for."""
    return LIGHT if theme.is_dark else theme


def _font(data: dict[str, Any]) -> str:
    """The letters of the page and of all that its boxes say."""
    said = LETTERS + "".join(sorted(set(json.dumps(data, ensure_ascii=False))))
    letters = "".join(sorted({each for each in said if each.isprintable() or each in LETTERS}))
    texts = (Text(letters, 0, 0, 0), Text(letters, 0, 0, 0, is_bold=True))
    return font_face_css(texts)


def _view_data(view: View, coloring: Coloring) -> dict[str, Any]:
    return {
        "level": view.level,
        "folded": view.is_folded,
        "toggled": list(view.toggled),
        "color": coloring.color_by,
        "log": coloring.scale is ColorScale.LOG,
    }


def _totals_text(counted: Counted) -> str:
    totals = counted.report.totals
    params, macs = map(measure_named, ("params", "macs"))
    return (
        f"{params.text_of(totals, params.unit.short)} parameters · "
        f"{macs.text_of(totals, macs.unit.short)} MACs"
    )


def _rules() -> dict[str, float]:
    """The lengths that composing follows, in points, as all other pictures have them."""
    return {
        "aspect": columns.ASPECT,
        "wrapCost": columns.WRAP_COST,
        "loneHeadCost": columns.LONE_HEAD_COST,
        "mostRoots": columns.MOST_ROOTS,
        "gutter": columns.GUTTER,
        "innerGutter": columns.INNER_GUTTER,
        "jointRoom": columns.JOINT_ROOM,
        "header": columns.HEADER,
        "footer": columns.FOOTER,
        "framePad": frames.FRAME_PAD,
        "titleSize": frames.TITLE_SIZE,
        "subtitleSize": frames.SUBTITLE_SIZE,
        "titleDrop": frames.TITLE_DROP,
        "titleRoom": frames.TITLE_ROOM,
        "headingGap": frames.HEADING_GAP,
        "highDrop": frames.HIGH_DROP,
        "lowDrop": frames.LOW_DROP,
        "margin": filling.MARGIN,
        "hangGap": filling.HANG_GAP,
        "cornerRoom": joints.CORNER_ROOM,
        "exitDrop": joints.EXIT_DROP,
        "cornerRadius": outline.CORNER_RADIUS,
        "headLength": outline.HEAD_LENGTH,
        "headWidth": outline.HEAD_WIDTH,
        "overlap": outline.OVERLAP,
        "quarter": outline.QUARTER,
    }


def _layers_data(counted: Counted) -> dict[str, Any]:
    """Every layer by its path, type, shapes and figures; what is alike in several is there once."""
    keys = [
        key
        for key in FIGURES
        if (key not in TIMED or counted.times) and (key not in WEIGHED or counted.weights)
    ]
    values = [FIGURES[key].values_of(counted) for key in keys]
    titles = {layer.path: layer.title for layer in counted.report.layers}
    graph = counted.graph
    stage_of = {node.path: at for at, stage in enumerate(graph.stages) for node in stage.nodes}
    known: dict[str, int] = {}
    rows: list[Any] = []
    nodes: list[Any] = []
    for node in (*graph.inputs, *graph.nodes):
        entering = node.in_shapes[0] if node.in_shapes else node.out_shape
        title = titles.get(node.path, node.layer.title)
        own = [each.get(node.path) for each in values]
        row = [node.op, title, image_of(entering), image_of(node.out_shape), own]
        text = json.dumps(row)
        if text not in known:
            known[text] = len(rows)
            rows.append(row)
        nodes.append([node.path, known[text], stage_of.get(node.path, 0)])
    return {"nodes": nodes, "rows": rows, "figures": _figures(keys, values)}


def _figures(keys: list[str], values: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "title": FIGURES[key].title,
            "remark": FIGURES[key].remark,
            "gathering": FIGURES[key].gathering,
            "form": FORMS.get(key, "si"),
            "total": sum(own.values()),
            "weights": keys.index(BY_TIME) if FIGURES[key].weights_of else None,
        }
        for key, own in zip(keys, values, strict=True)
    ]


def _looks_data(counted: Counted, theme: Theme) -> dict[str, Any]:
    stages = counted.graph.stages
    themes = {"light": _light(theme), "dark": DARK}
    return {
        "stages": [stage.name for stage in stages],
        "themes": {
            name: {"anchors": ANCHORS[each.name], "stages": stage_fills(each, len(stages))}
            for name, each in themes.items()
        },
        "legend": {
            "shortcuts": [*SHORTCUT_WORDS.items(), (CONCAT, CONCAT_WORDS)],
            "operations": [
                *OPERATION_WORDS.items(),
                *((op, OPERATION_WORDS[like]) for op, like in LIKE.items()),
            ],
        },
    }

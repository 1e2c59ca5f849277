"""Colours, line styles and sizes of a picture: one row of data for each theme."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from resnet_viz.core.graph.tree import Join, ShortcutKind

if TYPE_CHECKING:  # a window has its colours before there is a picture
    from resnet_viz.diagram.scene.scene import TextRole


_NORMS = ("layer_norm", "rms_norm", "group_norm", "instance_norm", "local_response_norm")
_ACTIVATIONS = (
    *("elu", "gelu", "glu", "hardsigmoid", "hardswish", "hardtanh", "leaky_relu", "log_softmax"),
    *("logsigmoid", "mish", "prelu", "relu6", "selu", "sigmoid", "silu", "softmax", "softplus"),
    "tanh",
)
_CONVS = ("conv1d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d")
LIKE: Mapping[str, str] = {  # operations of other networks, and those whose colours they have
    **dict.fromkeys(_NORMS, "batch_norm"),
    **dict.fromkeys(_ACTIVATIONS, "relu"),
    **dict.fromkeys(_CONVS, "conv2d"),
    "matmul": "linear",
    "multihead_attention": "attention",
}


class Tint(NamedTuple):
    """The colours of a box: ground, outline and text on it."""

    fill: str
    line: str
    ink: str


class Pen(NamedTuple):
    """A line: colour, width in points, dash lengths in points (none when solid)."""

    color: str
    width: float
    dash: tuple[float, ...] = ()


class Theme(NamedTuple):
    """All that a painter needs apart from the geometry; `tints` go by an item's operation."""

    name: str
    page: str
    ink: str
    muted: str
    frame: Tint
    link: Pen
    shortcuts: Mapping[ShortcutKind, Pen]
    concat: Pen  # of shortcuts of any kind that are not added but put next to the main path
    tints: Mapping[str, Tint]
    is_dark: bool = False

    def tint_of(self, op: str) -> Tint:
        """The colours of an operation; the frame's for one that has none of its own."""
        return self.tints.get(op) or self.tints.get(LIKE.get(op, ""), self.frame)

    def pen_of(self, kind: ShortcutKind, how: Join) -> Pen:
        """The line of a shortcut."""
        return self.concat if how is Join.CAT else self.shortcuts[kind]

    def filled(self, fill: str, ink: str) -> Tint:
        """The colours of a box whose ground is a figure's or a stage's, not its operation's."""
        return Tint(fill, self.link.color, ink)

    def ink_of(self, role: "TextRole", ink: str) -> str:
        """The colour of a text by its role, on a ground whose text is `ink`."""
        return self.muted if role.is_muted and ink == self.ink else ink


FONT_FAMILY = "Inter"
CORNER_RADIUS = 5.0
LINE_WIDTH = 1.0


def _tints(rows: Mapping[str, tuple[str, str]], ink: str) -> dict[str, Tint]:
    return {op: Tint(fill, line, ink) for op, (fill, line) in rows.items()}


LIGHT = Theme(
    name="light",
    page="#ffffff",
    ink="#0f172a",
    muted="#5b6778",
    frame=Tint("#f8fafc", "#cbd5e1", "#0f172a"),
    link=Pen("#6b7280", 1.2),
    shortcuts={
        ShortcutKind.IDENTITY: Pen("#e11d48", 1.6),
        ShortcutKind.ZERO_PAD: Pen("#0369a1", 2.0, (1.5, 2.5)),
        ShortcutKind.PROJECTION: Pen("#ea580c", 1.3, (5.0, 3.0)),
        ShortcutKind.NORMED: Pen("#8951fb", 2.5, (8.0, 2.5, 1.5, 2.5)),
        ShortcutKind.RESAMPLED: Pen("#03037c", 1.05, (3.0, 2.0)),
    },
    concat=Pen("#0f766e", 1.6, (10.0, 2.5)),
    tints=_tints(
        {
            "input": ("#ffffff", "#94a3b8"),
            "conv2d": ("#dbeafe", "#3b82f6"),
            "block": ("#dbeafe", "#3b82f6"),
            "stage": ("#dbeafe", "#3b82f6"),
            "group": ("#cffafe", "#0891b2"),
            "batch_norm": ("#ede9fe", "#8b5cf6"),
            "relu": ("#fef3c7", "#d97706"),
            "max_pool": ("#dcfce7", "#16a34a"),
            "avg_pool": ("#dcfce7", "#16a34a"),
            "flatten": ("#f1f5f9", "#94a3b8"),
            "linear": ("#fee2e2", "#ef4444"),
            "add": ("#ffffff", "#0f172a"),
            "cat": ("#ffffff", "#0f172a"),
            "se": ("#fae8ff", "#c026d3"),
            "attention": ("#fae8ff", "#c026d3"),
            "embedding": ("#e0e7ff", "#4f46e5"),
            "tag": ("#fef9c3", "#a16207"),
            "zero_pad": ("#ffffff", "#0369a1"),
        },
        "#0f172a",
    ),
)

DARK = Theme(
    name="dark",
    page="#0f1520",
    ink="#e5e9f0",
    muted="#9aa7ba",
    frame=Tint("#161e2c", "#334155", "#e5e9f0"),
    link=Pen("#8b97a8", 1.2),
    shortcuts={
        ShortcutKind.IDENTITY: Pen("#fb5b7d", 1.6),
        ShortcutKind.ZERO_PAD: Pen("#38bdf8", 2.0, (1.5, 2.5)),
        ShortcutKind.PROJECTION: Pen("#fb923c", 1.3, (5.0, 3.0)),
        ShortcutKind.NORMED: Pen("#8951fb", 2.5, (8.0, 2.5, 1.5, 2.5)),
        ShortcutKind.RESAMPLED: Pen("#9cfcec", 1.05, (3.0, 2.0)),
    },
    concat=Pen("#2dd4bf", 1.6, (10.0, 2.5)),
    tints=_tints(
        {
            "input": ("#0f1520", "#64748b"),
            "conv2d": ("#1b3157", "#5b9bf8"),
            "block": ("#1b3157", "#5b9bf8"),
            "stage": ("#1b3157", "#5b9bf8"),
            "group": ("#0e3a47", "#22d3ee"),
            "batch_norm": ("#312657", "#a78bfa"),
            "relu": ("#43320f", "#f0b429"),
            "max_pool": ("#12392a", "#34d399"),
            "avg_pool": ("#12392a", "#34d399"),
            "flatten": ("#1e293b", "#64748b"),
            "linear": ("#4a1d24", "#f87171"),
            "add": ("#0f1520", "#e5e9f0"),
            "cat": ("#0f1520", "#e5e9f0"),
            "se": ("#40194a", "#e879f9"),
            "attention": ("#40194a", "#e879f9"),
            "embedding": ("#262b5e", "#818cf8"),
            "tag": ("#2f2a10", "#facc15"),
            "zero_pad": ("#0f1520", "#38bdf8"),
        },
        "#e5e9f0",
    ),
    is_dark=True,
)

PRINT_INK = "#101010"  # not the ink of figures' colours, on which nothing can be muted
PRINT = Theme(
    name="print",
    page="#ffffff",
    ink=PRINT_INK,
    muted="#333333",
    frame=Tint("#ffffff", "#bbbbbb", PRINT_INK),
    link=Pen("#555555", 1.0),
    shortcuts={
        ShortcutKind.IDENTITY: Pen("#000000", 1.6),
        ShortcutKind.ZERO_PAD: Pen("#707070", 2.0, (1.5, 2.5)),
        ShortcutKind.PROJECTION: Pen("#3c3c3c", 1.3, (5.0, 3.0)),
        ShortcutKind.NORMED: Pen("#202020", 2.5, (8.0, 2.5, 1.5, 2.5)),
        ShortcutKind.RESAMPLED: Pen("#555555", 1.05, (2.5, 1.5)),
    },
    concat=Pen("#000000", 1.6, (10.0, 2.5)),
    tints=_tints(  # fills 5 steps of L* apart, those that are often seen together farther
        {
            "input": ("#ffffff", "#777777"),
            "conv2d": ("#e2e2e2", "#333333"),
            "block": ("#e2e2e2", "#333333"),
            "stage": ("#e2e2e2", "#333333"),
            "group": ("#ababab", "#333333"),
            "batch_norm": ("#f1f1f1", "#777777"),
            "relu": ("#ffffff", "#777777"),
            "max_pool": ("#c6c6c6", "#333333"),
            "avg_pool": ("#c6c6c6", "#333333"),
            "flatten": ("#ffffff", "#999999"),
            "linear": ("#9e9e9e", "#222222"),
            "add": ("#ffffff", "#000000"),
            "cat": ("#ffffff", "#000000"),
            "se": ("#b9b9b9", "#444444"),
            "attention": ("#b9b9b9", "#444444"),
            "embedding": ("#d4d4d4", "#444444"),
            "tag": ("#ffffff", "#444444"),
            "zero_pad": ("#d4d4d4", "#444444"),
        },
        PRINT_INK,
    ),
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, PRINT)}

"""The four workspaces and the pages in their tabs, a row each: which parts of the window, where."""

from typing import NamedTuple

from resnet_viz.session.arrangement import Workspace


class Page(NamedTuple):
    """A tab: its title, and the name of what `Panels` has for it."""

    title: str
    part: str


class WorkspaceRow(NamedTuple):
    """What a workspace shows, by the names of `Panels`.

    `left` is the part at the left, `main` what is next to each other in the middle, `tabs` the keys
    of the pages below, of which the first is in front at first, with their share of the height.
    `top` is the part above all of them, `has_right` says that costs and selection are shown.
    """

    title: str
    tip: str
    left: str
    main: tuple[str, ...]
    tabs: tuple[str, ...]
    share: float
    top: str = ""
    has_right: bool = True


PAGES = {
    "compare": Page("Measures", "compare"),
    "blocks": Page("Blocks", "blocks"),
    "charts": Page("Charts", "charts"),
    "sweep": Page("Sweep", "sweep"),
    "roofline": Page("Roofline", "roofline"),
    "runs": Page("Runs", "history"),
    "layers": Page("Layers", "layers"),
    "stages": Page("Stages", "groups"),
    "memory": Page("Memory", "memory"),
    "counters": Page("Other counters", "counters"),
    "table_1": Page("Table 1", "table_one"),
}
"""All tabs by the keys that session files have for them, in the order of every workspace."""

MIDDLE = ("pictures", "differs", "diagram", "timing", "pages")
"""What is next to each other above the tabs, from left to right, where a workspace shows it."""

WORKSPACES = {
    Workspace.EXPLORE: WorkspaceRow(
        "Explore",
        "One network: its architecture, its diagram, its costs",
        "architecture",
        ("diagram",),
        ("layers", "stages", "memory", "counters", "table_1"),
        0.30,
    ),
    Workspace.COMPARE: WorkspaceRow(
        "Compare",
        "Two to six networks next to each other: what they cost, and what differs",
        "architecture",
        ("pictures", "differs", "diagram"),
        ("compare", "blocks", "charts", "sweep", "layers", "stages"),
        0.42,
        "cards",
    ),
    Workspace.TIME: WorkspaceRow(
        "Time",
        "Timed runs: options, passes, roofline, and every run so far",
        "run_options",
        ("timing",),
        ("roofline", "runs", "layers"),
        0.46,
    ),
    Workspace.LEARN: WorkspaceRow(
        "Learn",
        "What a residual block is, and experiments that show why shortcuts help",
        "experiments",
        ("pages",),
        (),
        0.0,
        has_right=False,
    ),
}


def home_of_page(key: str, workspace: Workspace) -> Workspace:
    """Where a page is shown: here where it is one of the tabs, else the first that has it."""
    if key in WORKSPACES[workspace].tabs:
        return workspace
    return next(each for each, row in WORKSPACES.items() if key in row.tabs)


def home_of_part(part: str, workspace: Workspace) -> Workspace:
    """Where a part above the tabs is shown: here where it is one, else the first that has it."""
    above = {each: (row.top, *row.main) for each, row in WORKSPACES.items()}
    return workspace if part in above[workspace] else next(e for e in above if part in above[e])

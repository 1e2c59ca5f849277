"""The settings of a person, one row each, and how they are stored."""

from typing import NamedTuple

from resnet_viz.ui.settings.kept import keep, kept_text, kept_texts

ON = "true"
OFF = "false"
LAST_USED = "palette/last_used"  # the keys of what was chosen in the palette, the latest first
MOST_LAST_USED = 8


class Setting(NamedTuple):
    """A setting by its key in the stored file: what it may be, the first of them unless set.

    The dialog shows its title and tip; `words` are those of the values, none for a switch.
    """

    key: str
    values: tuple[str, ...]
    title: str
    tip: str
    words: tuple[str, ...] = ()

    @property
    def is_switch(self) -> bool:
        """Whether it is on or off."""
        return set(self.values) == {OFF, ON}


APPEARANCE = Setting(
    "appearance",
    ("system", "light", "dark"),
    "Appearance",
    "Light or dark window and diagram. Exported files have a theme of their own.",
    ("Follow system", "Light", "Dark"),
)
START_FRESH = Setting(
    "start/is_fresh",
    (OFF, ON),
    "Start with a new document",
    "Otherwise the program starts where you left it.",
)
ASK_TO_DELETE = Setting(
    "runs/ask_to_delete",
    (OFF, ON),
    "Ask before deleting runs",
    "Deleted runs can be brought back until the window closes.",
)
SETTINGS = APPEARANCE, START_FRESH, ASK_TO_DELETE
"""All settings, in the order of the dialog."""


def stored(setting: Setting) -> str:
    """What a setting is now; a damaged entry is as if never set."""
    found = kept_text(setting.key)
    return found if found in setting.values else setting.values[0]


def store(setting: Setting, value: str) -> None:
    """Keeps a setting for this start and all that follow."""
    keep(setting.key, value)


def is_on(setting: Setting) -> bool:
    """Whether a switch is on."""
    return stored(setting) == ON


def switch(setting: Setting, *, is_on: bool) -> None:
    """Turns a switch on or off."""
    store(setting, ON if is_on else OFF)


def last_used() -> list[str]:
    """The keys of what was chosen in the palette, the latest first."""
    return kept_texts(LAST_USED)[:MOST_LAST_USED]


def store_last_used(key: str) -> None:
    """Puts a key to the front of what was chosen last."""
    others = [each for each in last_used() if each != key]
    keep(LAST_USED, [key, *others][:MOST_LAST_USED])


class Memory(NamedTuple):
    """What a dialog was left with, by its key in the stored file; its reader checks the text."""

    key: str


EXPORT_FOLDER = Memory("export/folder")
EXPORT_THEME = Memory("export/theme")
EXPORT_PAGE = Memory("export/page")
EXPORT_SCALE = Memory("export/scale")
DIAGRAM_FORMAT = Memory("export/diagram_format")
TABLE_FORMAT = Memory("export/table_format")
CHART_FORMAT = Memory("export/chart_format")
CHART_WIDTH = Memory("export/chart_width")
REPORT_FORMAT = Memory("export/report_format")
RESULT_FORMAT = Memory("export/result_format")
LESSON_FORMAT = Memory("export/lesson_format")
SWEEP_FORMAT = Memory("export/sweep_format")
MODEL_FORMAT = Memory("export/model_format")
SCHEDULER = Memory("sweeps/scheduler")  # an address is never in a session file
SCHEDULER_DEVICE = Memory("sweeps/scheduler_device")


def remembered(memory: Memory) -> str:
    """What was there last, '' the first time."""
    return kept_text(memory.key)


def remember(memory: Memory, text: str) -> None:
    """Keeps a text for the next time."""
    keep(memory.key, text)

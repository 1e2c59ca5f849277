"""The first word of the command line: a command, or what the window opens."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from resnet_viz.cli.output import NAME
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.resnet.arch import is_network_name
from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.core.suffixes import SESSION, WEIGHTS, is_session, is_weights
from resnet_viz.core.typed_path import is_file
from resnet_viz.core.wording import either

MOST_NEAREST = 3


def check_first_word(arguments: Sequence[str], commands: Sequence[str]) -> None:
    """UserError where the first word is neither a command nor something that the window opens."""
    word = arguments[0] if arguments else ""
    if word and not word.startswith("-") and word not in commands:
        raise UserError(_mistake(word, commands))


def _mistake(word: str, commands: Sequence[str]) -> str:
    if is_network_name(word.partition(",")[0]) or is_session(word) or is_weights(word):
        return f"{shortened(word)} is opened without further words: {NAME} {word}"
    if Path(word).suffix and is_file(Path(word)):
        return f"{word} is not a file that {NAME} opens. It opens {SESSION} {' '.join(WEIGHTS)}"
    near = get_close_matches(word.lower(), (*commands, *BY_NAME), MOST_NEAREST)
    nearest = f". Nearest: {either(near)}" if near else ""
    return (
        f"'{shortened(word)}' is neither a command nor a network{nearest}. {NAME} --help shows "
        f"the commands, {NAME} list the networks"
    )

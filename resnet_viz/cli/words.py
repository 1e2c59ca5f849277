"""The first word of the command line: a command, or what the window opens."""

from collections.abc import Sequence

from resnet_viz.cli.output import NAME
from resnet_viz.core.choice import did_you_mean, meant_by
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.session.openable import kind_of


def check_first_word(arguments: Sequence[str], commands: Sequence[str]) -> None:
    """UserError where the first word is neither a command nor something that the window opens."""
    word = arguments[0] if arguments else ""
    if word and not word.startswith("-") and word not in commands:
        raise UserError(_mistake(word, commands))


def _mistake(word: str, commands: Sequence[str]) -> str:
    if kind_of(word) is not None:
        return f"{shortened(word)} is opened without further words: {NAME} {word}"
    near = meant_by(word, (*commands, *BY_NAME))
    return (
        f"{did_you_mean(near)}'{shortened(word)}' is neither a command nor a network. "
        f"{NAME} --help shows the commands, {NAME} list the networks"
    )

"""The program: a window, a worker or a command, chosen by the command line."""

import sys
from collections.abc import Sequence

from resnet_viz.cli.output import open_closed_streams, say, silence_stdout, take_every_sign
from resnet_viz.core.errors import UserError, shortened

DONE = 0  # exit statuses
FAILED = 1
WRONG_USE = 2
CANCELLED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program and gives its exit status: 0 done, 1 failed, 2 wrong use, 130 cancelled."""
    open_closed_streams()
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv))
        return status
    except UserError as mistake:
        say(mistake.message)
        return WRONG_USE
    except KeyboardInterrupt:
        say("cancelled")
        return CANCELLED
    except BrokenPipeError:  # the reader has all it wanted, as `head` has
        silence_stdout()
        return DONE
    except (MemoryError, RuntimeError, ImportError, OSError) as error:
        return _failed_without_memory(error)


def _run(arguments: list[str]) -> int:
    """Nothing heavy is imported before it is clear what is asked for."""
    match arguments:
        case ["worker", name]:
            return _run_worker(name)
    take_every_sign()
    match arguments:
        case [*words, "--exit-after-paint"]:  # for measuring starts: ends when painted
            return _open_window(words, is_exit_after_paint=True)
        case [] | ["open"]:
            return _open_window(arguments)
        case ["open", word] if not word.startswith("-"):
            return _open_window(arguments)
        case [word] if _is_opened(word):
            return _open_window(["open", word])
    from resnet_viz.cli.program import run

    return run(arguments)


def _failed_without_memory(error: Exception) -> int:
    """Says which limit was reached, where that is what the error is about."""
    from resnet_viz.core.memory_limits import is_out_of_memory, lack_text

    if not is_out_of_memory(error):
        raise error
    say(lack_text())
    return FAILED


def _is_opened(word: str) -> bool:
    """Whether a word is what the window opens: a session, weights, or a network by its name."""
    from resnet_viz.session.openable import kind_of

    return kind_of(word) is not None


def _open_window(words: list[str], *, is_exit_after_paint: bool = False) -> int:
    from resnet_viz.cli.commands.window import open_window

    arch = words[1] if words[1:] else None
    return open_window(arch, _other_commands, is_exit_after_paint=is_exit_after_paint)


def _other_commands() -> tuple[str, ...]:
    from resnet_viz.cli.program import commands_without_window

    return commands_without_window()


def _run_worker(name: str) -> int:
    from resnet_viz.core.request import Worker
    from resnet_viz.worker.loop import main as serve

    if name not in list(Worker):
        raise UserError(f"worker {shortened(name)} is unknown. Choose {' or '.join(Worker)}")
    return serve(Worker(name))

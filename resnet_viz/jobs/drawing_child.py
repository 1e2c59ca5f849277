"""The drawing process as a function, for programs without a window."""

from collections.abc import Iterable
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from threading import Timer
from typing import IO

from resnet_viz.core.errors import UserError
from resnet_viz.jobs.messages import (
    Reply,
    ReplyKind,
    Request,
    Verb,
    Worker,
    line_of,
    reply_of,
    worker_command,
)

LIMIT_S = 60.0
ADVICE = "run resnet-viz --self-test to see what this machine lacks"

_known: dict[str, str] = {}


def layouts_for(dots: Iterable[str]) -> dict[str, str]:
    """Graphviz's json0 text for each DOT text; known ones are not asked for again.

    Raises UserError where the drawing process can't start, dies, or takes over a minute.
    """
    wanted = tuple(dict.fromkeys(dots))
    missing = [dot for dot in wanted if dot not in _known]
    if missing:
        _known.update(zip(missing, _ask(missing), strict=True))
    return {dot: _known[dot] for dot in wanted}


def _ask(dots: list[str]) -> list[str]:
    with TemporaryFile() as errors:
        try:
            reply = _reply_to(line_of(Request(1, Verb.LAYOUT, {"dots": dots})), errors)
        except (BrokenPipeError, ValueError, KeyError):  # dead, or not a word of ours
            reply = None
        except OSError as error:
            raise UserError(f"the drawing process did not start ({error}); {ADVICE}") from error
        if reply is None:
            raise UserError(f"the drawing process gave no answer{_last_line(errors)}; {ADVICE}")
    if reply.kind is ReplyKind.FAILED:
        words = reply.values["message"]
        raise UserError(f"the drawing process could not lay out the diagram ({words}); {ADVICE}")
    return list(reply.values["layouts"])


def _reply_to(request: bytes, errors: IO[bytes]) -> Reply | None:
    """The last reply of a child of its own; none where it died or was ended for its slowness.

    Its input stays open till then: a child without a parent ends at once.
    """
    with Popen(worker_command(Worker.DRAW), stdin=PIPE, stdout=PIPE, stderr=errors) as child:
        assert child.stdin
        assert child.stdout
        watch = Timer(LIMIT_S, child.kill)
        watch.start()
        try:
            child.stdin.write(request)
            child.stdin.flush()
            replies = (reply_of(line) for line in child.stdout)
            final = (ReplyKind.RESULT, ReplyKind.FAILED)
            return next((reply for reply in replies if reply.kind in final), None)
        finally:
            watch.cancel()
            watch.join()


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read().decode(errors="replace").strip().splitlines()
    return f" ({lines[-1]})" if lines else ""

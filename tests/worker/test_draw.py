"""The drawing process as its parent sees it: layouts of DOT texts, refusals in words."""

import json
import subprocess
from itertools import islice
from typing import Any

from resnet_viz.jobs.messages import (
    Request,
    Verb,
    Worker,
    line_of,
    worker_command,
)


def _asked(*requests: Request) -> list[dict[str, Any]]:
    """The last reply to each of the requests, however often the child says meanwhile it lives."""
    command = worker_command(Worker.DRAW)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as child:
        assert child.stdin
        assert child.stdout
        child.stdin.write(b"".join(map(line_of, requests)))
        child.stdin.flush()
        replies = map(json.loads, child.stdout)
        last = (reply for reply in replies if reply["kind"] in ("result", "failed"))
        return list(islice(last, len(requests)))


def _layout(number: int, *dots: str) -> Request:
    return Request(number, Verb.LAYOUT, {"dots": list(dots)})


def test_it_lays_out_each_text_in_its_order() -> None:
    (reply,) = _asked(_layout(1, "digraph { b }", "digraph { a -> c }"))
    assert reply["kind"] == "result"
    layouts = [json.loads(text) for text in reply["values"]["layouts"]]
    names = [[node["name"] for node in layout["objects"]] for layout in layouts]
    assert names == [["b"], ["a", "c"]]
    assert all("pos" in node for layout in layouts for node in layout["objects"])


def test_the_same_text_gets_the_same_bytes() -> None:
    dot = "digraph { a -> b; a -> c; b -> d; c -> d }"
    one, other = _asked(_layout(1, dot), _layout(2, dot))
    assert one["values"] == other["values"]


def test_a_text_that_is_no_dot_fails_and_the_next_request_works() -> None:
    bad, good = _asked(_layout(1, "digraph { a -> "), _layout(2, "digraph { a }"))
    assert (bad["kind"], bad["number"]) == ("failed", 1)
    assert "DotError" in bad["values"]["message"]
    assert (good["kind"], good["number"]) == ("result", 2)

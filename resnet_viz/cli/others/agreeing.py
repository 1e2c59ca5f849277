"""Whether a file of code may run: shown and asked about on a terminal, refused without one."""

import sys
from pathlib import Path

from resnet_viz.cli.output import say
from resnet_viz.core.errors import UserError
from resnet_viz.core.models.agreed import NO_SANDBOX, Agreement, agree, agreement_on
from resnet_viz.core.models.code import source_bytes
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.wording import counted

MOST_LINES = 400  # of each file on a terminal
YES = ("y", "yes")


def agreed_hash(path: str) -> str:
    """The hash of a factory's code, once a person has agreed to it as it is now.

    UserError where they don't, or can't be asked.
    """
    agreement = agreement_on(path)
    if not agreement.is_agreed:
        name = Path(path).name
        if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
            also = len(agreement.changed) - 1
            more = f" and {counted(also, 'file')} that it loads" if also else ""
            raise UserError(
                f"{name} is code that would run on this machine. Read it{more}, then add --trust "
                "to agree to it as it is now",
                "arch",
            )
        _show(agreement)
        if not _is_agreed_by_person(name):
            raise UserError(f"{name} was not run", "arch")
        _remember(agreement)
    return agreement.hash


def _show(agreement: Agreement) -> None:
    for path in agreement.changed:
        try:
            lines = source_bytes(path).decode(errors="replace").splitlines()
        except UserError as error:
            say(error.message)
            continue
        print(f"── {shown_text(path)}", file=sys.stderr)
        for line in lines[:MOST_LINES]:
            print(shown_text(line.replace("\t", "    ")), file=sys.stderr)
        if (left := len(lines) - MOST_LINES) > 0:
            print(f"── {counted(left, 'more line')} in {shown_text(path)}", file=sys.stderr)


def _is_agreed_by_person(name: str) -> bool:
    print(f"{NO_SANDBOX}.\nRun {shown_text(name)}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in YES


def _remember(agreement: Agreement) -> None:
    try:
        agree(agreement.code)
    except UserError as error:
        say(f"{error.message}. You will be asked again")

"""The command `source`: a network as one Python file that needs only torch."""

from pathlib import Path

from resnet_viz.cli.network import check_family, network_asked
from resnet_viz.cli.output import print_result, say
from resnet_viz.core.errors import UserError
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.export.source.source import source_of

DONE = 0
SUFFIX = ".py"


def show_source(arch: str, output: str | None) -> int:
    """Prints the file, or saves it where a place is given."""
    check_family(arch, "source")
    path = None if output is None else _python_path(output)
    text = source_of(network_asked(arch))
    if path is None:
        print_result(text)
    else:
        save_bytes(path, text.encode())
        say(f"saved {path} ({len(text.splitlines())} lines)")
    return DONE


def _python_path(output: str) -> Path:
    path = typed_path(output)
    if path.suffix.lower() != SUFFIX:
        what = f"not in {path.suffix}" if path.suffix else "and it has no suffix"
        raise UserError(f"the file name must end in {SUFFIX}, {what}", "output")
    return path

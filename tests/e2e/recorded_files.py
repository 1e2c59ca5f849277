"""Records networks of libraries, and of a file with long names, and writes each as JSON.

The argument is a folder; it takes PyTorch, which the process of a window must not have.
"""

import json
import sys
from pathlib import Path

from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.agreed import agree, code_now
from resnet_viz.core.models.source import source_in
from resnet_viz.core.networks import know
from resnet_viz.core.structure.stored import network_from, network_json

LIBRARY = "timm:vit_base_patch16_224", "timm:densenet121", "transformers:GPT2LMHeadModel"
LONG = "a_projection_whose_name_says_all_that_it_does_and_then_goes_on_to_say_why"
CODE = f"""
from torch import nn

class {LONG.title().replace("_", "")}(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.{LONG}_first = nn.Conv2d(channels, channels, (1, 7), padding=(0, 3))
        self.{LONG}_second = nn.Conv2d(channels, channels, (7, 1), padding=(3, 0))

    def forward(self, x):
        return x + self.{LONG}_second(self.{LONG}_first(x).relu())

def {LONG}():
    kind = {LONG.title().replace("_", "")}
    parts = dict({LONG}_stem=nn.Conv2d(3, 8, 3), {LONG}_blocks=nn.Sequential(kind(8), kind(8)))
    return nn.Sequential(__import__("collections").OrderedDict(parts))
"""


def write_networks(folder: Path) -> None:
    """Records all of them, a file each."""
    from resnet_viz.engine.sources.load import loaded
    from resnet_viz.engine.trace.given import Given
    from resnet_viz.engine.trace.network import network_of

    file = folder / "a_module_of_python_with_quite_a_long_name.py"
    file.write_text(CODE)
    agree(code_now(file))
    for number, text in enumerate((*LIBRARY, f"{file}:{LONG}")):
        source = source_in(text)
        assert source is not None
        found = loaded(source, code_now(file).hash if source.path else "")
        made = network_of(found.module, Given(*found.given), text, source.place, source.title)
        (folder / f"{number}.json").write_text(json.dumps(network_json(made)))


def read_networks(folder: Path) -> list[Network]:
    """The networks that were written, known to this process by their names."""
    files = sorted(folder.glob("?.json"))
    found = [network_from(json.loads(file.read_text())) for file in files]
    for network in found:
        know(network)
    return found


if __name__ == "__main__":
    write_networks(Path(sys.argv[1]))

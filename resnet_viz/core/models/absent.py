"""What is shown in place of a network of others that is not there yet: its name, and no figures."""

from pathlib import PurePath

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import Input
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.several import Other
from resnet_viz.core.graph.tree import Group, GroupKind, Node
from resnet_viz.core.models.source import Source, SourceKind

UNKNOWN = (1,)  # a shape that says nothing
MARK = " (not open yet)"  # in its name, since networks of one name are equal


def source_title(source: Source) -> str:
    """What people call what a source names before it is recorded: `make in net.py`, `resnet50`."""
    file = PurePath(source.path.replace("\\", "/")).name
    match source.kind:
        case SourceKind.FACTORY:
            return f"{source.name} in {file}"
        case SourceKind.EXPORTED:
            return file
    return source.name


def absent_network(source: Source) -> Network:
    """A network of one layer of which nothing is known; it is not equal to the real one."""
    entry = Node("input", Input(), (), (UNKNOWN,), (UNKNOWN,))
    layer = Node("network", Other("unknown"), ("input",), (UNKNOWN,), (UNKNOWN,))
    part = Group("@network", "", GroupKind.PART, (layer,))
    title = source_title(source)
    return Network(str(source) + MARK, title, Graph(title, (entry,), (part,)))

"""What a person cuts in an experiment, each as the next document with its words."""

from dataclasses import replace

from resnet_viz.core.message import Message
from resnet_viz.session.document import Document
from resnet_viz.session.edits import Edit


def switch_cut(document: Document, path: str, name: str) -> Edit:
    """A block or a shortcut taken away, or put back where it was; `name` is what people call it."""
    if path in document.cut:
        rest = tuple(each for each in document.cut if each != path)
        return Edit(replace(document, cut=rest), Message("Put {name} back", {"name": name}))
    cut = (*document.cut, path)
    return Edit(replace(document, cut=cut), Message("Take {name} away", {"name": name}))


def put_all_back(document: Document) -> Edit:
    """Every block and shortcut there again."""
    return Edit(replace(document, cut=()), Message("Put everything back"))

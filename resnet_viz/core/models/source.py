"""The texts that name networks that are not of the family: a factory, a library's model, a file.

`timm:resnet50`, `net.py:make,input=tokens:1x128:int64`, `exported.pt2`. No file is touched.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

INPUT_MARK = ",input="


class SourceKind(StrEnum):
    """Where a network comes from."""

    FACTORY = "factory"
    TIMM = "timm"
    TORCHVISION = "torchvision"
    TRANSFORMERS = "transformers"
    EXPORTED = "pt2"


@dataclass(frozen=True, slots=True)
class Source:
    """A network that is not of the family: its kind, its file or '', its name there, its inputs.

    `name` is a factory, a library's name or class, '' for a `.pt2` file. `inputs` are texts as
    `--input` takes them, empty where they are to be guessed.
    """

    kind: SourceKind
    path: str = ""
    name: str = ""
    inputs: tuple[str, ...] = ()

    @property
    def needs_code(self) -> bool:
        """Whether code that is not ours has to run before there is a graph."""
        return self.kind is not SourceKind.EXPORTED

    def __str__(self) -> str:
        inputs = "".join(INPUT_MARK + each for each in self.inputs)
        match self.kind:
            case SourceKind.FACTORY:
                return f"{self.path}:{self.name}{inputs}"
            case SourceKind.EXPORTED:
                return self.path + inputs
        return f"{self.kind}:{self.name}{inputs}"


_FACTORY = r"(?P<path>.+\.py):(?P<name>[^:/\\]+)"
_LIBRARY = r"(?P<kind>timm|torchvision|transformers):(?P<name>.+)"


def source_in(text: str) -> Source | None:
    """What a text that is not ARCH refers to, None for ARCH."""
    place, *inputs = text.strip().split(INPUT_MARK)
    if found := re.fullmatch(_FACTORY, place):
        return Source(SourceKind.FACTORY, found["path"], found["name"], tuple(inputs))
    if found := re.fullmatch(_LIBRARY, place):
        return Source(SourceKind(found["kind"]), "", found["name"], tuple(inputs))
    if place.endswith(".pt2"):
        return Source(SourceKind.EXPORTED, place, "", tuple(inputs))
    return None

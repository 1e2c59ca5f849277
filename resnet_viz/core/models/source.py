"""The texts that name networks that are not of the family: a factory, a library's model, a file.

`timm:resnet50`, `net.py:make,input=tokens:1x128:int64`, `exported.pt2`. No file is touched.
"""

import re
from dataclasses import dataclass, replace
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

    @property
    def place(self) -> str:
        """The text without inputs."""
        return str(replace(self, inputs=()))

    @property
    def title(self) -> str:
        """The place without folders: `net.py:make`."""
        name = re.split(r"[/\\\\]", self.path)[-1]
        return str(replace(self, path=name, inputs=()))

    def __str__(self) -> str:
        inputs = "".join(INPUT_MARK + each for each in self.inputs)
        match self.kind:
            case SourceKind.FACTORY:
                return f"{self.path}:{self.name}{inputs}"
            case SourceKind.EXPORTED:
                return self.path + inputs
        return f"{self.kind}:{self.name}{inputs}"


# A path may have colons, commas and even `,input=`: what follows its last `.py:` is the factory's.
_INPUTS = r"(?P<inputs>(,input=[^/\\]*)?)"
_FACTORY = re.compile(rf"(?P<path>.+\.py):(?P<name>[^:/\\,]+){_INPUTS}", re.IGNORECASE)
_LIBRARY = re.compile(rf"(?P<kind>timm|torchvision|transformers):(?P<name>.+?){_INPUTS}")
_EXPORTED = re.compile(rf"(?P<path>.+\.pt2){_INPUTS}", re.IGNORECASE)


def source_in(text: str) -> Source | None:
    """What a text that is not ARCH refers to, None for ARCH."""
    text = text.strip()
    if ":" not in text and ".pt2" not in text.lower():
        return None
    if found := _FACTORY.fullmatch(text):
        name = found["name"].strip()
        return Source(SourceKind.FACTORY, found["path"], name, _inputs_in(found))
    if found := _LIBRARY.fullmatch(text):
        kind, name = SourceKind(found["kind"]), found["name"].strip()
        return Source(kind, "", name, _inputs_in(found))
    if found := _EXPORTED.fullmatch(text):
        return Source(SourceKind.EXPORTED, found["path"], "", _inputs_in(found))
    return None


def with_inputs(source: Source, inputs: tuple[str, ...]) -> Source:
    """The source with these inputs; with its own where none are given."""
    return replace(source, inputs=inputs) if inputs else source


def may_share(one: Source, other: Source) -> bool:
    """Whether one process may load both: what a factory did to it is nobody else's.

    Two factories of one file may only where the file is as it was, which `trust` says.
    """
    if one.path or other.path:
        return one.kind is other.kind and one.path == other.path
    return True


def _inputs_in(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(each.strip() for each in found["inputs"].split(INPUT_MARK)[1:])

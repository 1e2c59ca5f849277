"""What was found in a folder of pictures that networks were trained on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """A folder by its name: how many pictures were used, of how many there are, and classes.

    `unreadable` could not be read and were left out; each was made `side` pixels wide and high.
    """

    name: str
    pictures: int
    classes: int
    unreadable: int
    found: int
    side: int

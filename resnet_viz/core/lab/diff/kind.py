"""How a part of one network differs from its counterpart in another."""

from enum import StrEnum


class Kind(StrEnum):
    """What differs, by its word in JSON and CSV.

    `attributes` are kernel, stride, groups and their like, and for a block also layers that one of
    both lacks; `blocks` is a stage with more or fewer blocks.
    """

    SAME = "same"
    ONLY_A = "only_a"
    ONLY_B = "only_b"
    BLOCKS = "blocks"
    ATTRIBUTES = "attributes"
    SHAPE = "shape"
    SHORTCUT = "shortcut"

    @property
    def words(self) -> str:
        """What people read: `only in A`."""
        return WORDS[self]

    @property
    def is_one_sided(self) -> bool:
        """Whether only one of both has it."""
        return self in (Kind.ONLY_A, Kind.ONLY_B)


WORDS = {
    Kind.SAME: "same",
    Kind.ONLY_A: "only in A",
    Kind.ONLY_B: "only in B",
    Kind.BLOCKS: "other number of blocks",
    Kind.ATTRIBUTES: "other layers",
    Kind.SHAPE: "other shape",
    Kind.SHORTCUT: "other shortcut",
}

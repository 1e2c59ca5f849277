"""Families of residual networks that are not this one: how they are written, what they have."""

import re
from typing import NamedTuple


class Stranger(NamedTuple):
    """What a network has that the family does not, and the name without it."""

    reason: str
    nearest: str


_WRITTEN: tuple[tuple[str, str, str], ...] = (
    # What is written, what is left without it, what it says. Names have dashes only.
    (r"^eca-?(?=res)", "", "efficient channel attention"),
    (r"^sk-?(?=res)", "", "selective kernels"),
    (r"^resnest-?(\d+).*", r"resnet\1", "split attention"),
    (r"^res-?net-?rs-?(\d+).*", r"resnet\1", "a stem without max pooling"),
    (r"(?<=t)-?aa-?(?=\d)", "", "blurred (anti-aliased) pooling"),
    (r"(?<=t)-?blur-?(?=\d)|-?lpf\d?$", "", "blurred (anti-aliased) pooling"),
    (r"^ibn-?|-?ibn(-?[ab])?$", "", "instance norms"),
    (r"-?(gn|groupnorm|ws)$", "", "group norms"),
    (r"x\d-bit.*$", "", "group norms and standardised weights"),
    (r"-(evos|frn)$", "", "norms that are not batch norms"),
    (r"^res2ne(x?)t-?(\d+).*", r"resne\1t\2", "3×3 convolutions that are split in a chain"),
    (r"^c?bam-?(?=res)", "", "attention over channels and places"),
    (r"^gc-?(?=res)", "", "global context attention"),
    (r"^(lambda|halo|bot|sebot|bat)-?(?=res)", "", "attention in place of convolutions"),
    (r"^(halo|s?e?bot|bat)net.*", "", "attention in place of convolutions"),
    (r"^rn-?(\d+)(x\d+)?$", r"resnet\1", "CLIP's stem and pooling"),
    (r"-clip(-gap)?.*$", "", "CLIP's stem and pooling"),
    (r"^senet-?\d+.*", "", "3×3 projections"),
    (r"^pyramid.*", "", "channels that grow from block to block"),
    (r"^shake.*", "", "branches that are mixed at random"),
    (r"^dilated-?|^drn.*", "", "dilated convolutions"),
    (r"-pruned$", "", "channels that were pruned one by one"),
)


def stranger_in(words: str) -> Stranger | None:
    """What the name, small and with dashes only, has of another family; None for nothing."""
    for pattern, without, reason in _WRITTEN:
        if re.search(pattern, words):
            return Stranger(reason, re.sub(pattern, without, words))
    return None

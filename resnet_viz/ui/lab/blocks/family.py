"""Whose blocks are compared: those of the base, or of the first network that has such blocks."""

from typing import NamedTuple

from resnet_viz.core.models.source import source_in
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.session.document import FIRST_NETWORK, Document


class FamilyNetwork(NamedTuple):
    """A network of the family, and what is said of it."""

    arch: str
    spec: ResNetSpec
    text: str


def family_network(document: Document) -> FamilyNetwork:
    """The base of the comparison, or another network where the base is not of the family."""
    members = (document.networks[document.base], document.member, *document.networks)
    archs = [member.arch for member in members if not source_in(member.arch)]
    arch = archs[0] if archs else FIRST_NETWORK
    title = network_named(arch).title
    return FamilyNetwork(arch, parse(arch), f"Widths, input and options are those of {title}.")

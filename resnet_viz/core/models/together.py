"""Which networks of others one process may run next to each other, and what is to say of it."""

from collections.abc import Iterable

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.source import Source, SourceKind, may_share, source_in


def others_among(texts: Iterable[str]) -> tuple[Source, ...]:
    """The networks of others among some texts, in their order."""
    return tuple(source for text in texts if (source := source_in(text)))


def check_together(texts: Iterable[str]) -> None:
    """UserError for networks of others that no single process may run: only one file's code.

    Files without code are nobody's obstacle here.
    """
    with_code = [each for each in others_among(texts) if each.needs_code]
    for other in with_code[1:]:
        if not may_share(with_code[0], other):
            raise UserError(
                f"{with_code[0].title} and {other.title} can't be timed in turn: the code of a "
                "file runs in a process without other code of others. Time each next to our "
                "ResNets",
                "arch",
            )


def factory_among(texts: Iterable[str]) -> Source | None:
    """The first network that code of a file makes."""
    factories = (each for each in others_among(texts) if each.kind is SourceKind.FACTORY)
    return next(factories, None)


def company_text(texts: Iterable[str]) -> str:
    """What is to say where ResNets ran in a process that runs code of others, '' where none did."""
    names = tuple(texts)
    sources = others_among(names)
    if not sources or len(sources) == len(names):
        return ""
    return (
        f"Our ResNets ran in the same process as {sources[0].title}, "
        "whose code may have changed PyTorch"
    )

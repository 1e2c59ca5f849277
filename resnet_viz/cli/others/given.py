"""What `--input` and `--trust` say of the networks of others that a command is given."""

from collections.abc import Sequence
from typing import NamedTuple

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.models.source import Source, SourceKind, source_in, with_inputs


class Given(NamedTuple):
    """The texts of `--input`, and whether `--trust` agrees to code as it is now."""

    inputs: Sequence[str] | None
    is_trusted: bool

    def of(self, arch: str) -> str:
        """The text of a network with its inputs; UserError where they can't be its.

        Code is agreed to where that was said.
        """
        source = source_in(arch)
        if source is None:
            self._check_unused(arch)
            return arch
        return str(self._taken(source))

    def of_all(self, archs: Sequence[str]) -> list[str]:
        """The texts of several, of which the inputs are for those of others."""
        if not any(map(source_in, archs)):
            return [self.of(arch) for arch in archs]
        return [self.of(arch) if source_in(arch) else arch for arch in archs]

    def _check_unused(self, arch: str) -> None:
        if self.inputs:
            of = f" of {shortened(arch)}" if arch else ""
            raise UserError(
                f"--input is for networks of others. The image{of} is part of its name: input=224",
                "input",
            )
        if self.is_trusted:
            raise UserError("--trust is for FILE.py:factory. Leave it out", "trust")

    def _taken(self, source: Source) -> Source:
        from resnet_viz.core.models.agreed import agree, code_now
        from resnet_viz.core.models.inputs import checked_source

        if source.kind is SourceKind.EXPORTED and (self.inputs or source.inputs):
            raise UserError(f"{source.title} has its inputs in it. Leave out --input", "input")
        source = checked_source(with_inputs(source, tuple(self.inputs or ())))
        if self.is_trusted and source.kind is SourceKind.FACTORY:
            agree(code_now(source.path))
        return source

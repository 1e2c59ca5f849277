"""What a person's text means as a model: paths in full, inputs as they are always written."""

import os
from dataclasses import replace
from pathlib import Path

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.models.inputs import inputs_from
from resnet_viz.core.models.source import Source, source_in

CODE, EXPORTED = ".py", ".pt2"
WAYS = "timm:NAME, torchvision:NAME, transformers:CLASS, FILE.py:FACTORY or FILE.pt2"


def source_named(text: str, inputs: tuple[str, ...] = ()) -> Source:
    """The source of a text, with these inputs where there are any; UserError for none."""
    source = source_in(text)
    if source is None:
        typed = text.strip()
        what = f"'{shortened(typed)}' doesn't name a model" if typed else "no model is named"
        raise UserError(f"{what}. Write {WAYS}", "arch")
    path = os.path.abspath(typed_path(source.path)) if source.path else ""
    asked = tuple(map(str, inputs_from(inputs or source.inputs)))
    return replace(source, path=path, inputs=asked)


def is_code(text: str) -> bool:
    """Whether a text is a file of Python without a factory."""
    return text.strip().lower().endswith(CODE)


def path_of(text: str) -> Path:
    """The path in full of a file that a person names; UserError for no path."""
    return Path(os.path.abspath(typed_path(text.strip())))

"""What a child process's handlers look like."""

from collections.abc import Callable, Mapping
from typing import Any

from resnet_viz.core.messages import Verb

Values = dict[str, Any]
Progress = Callable[[str, int, int], None]
"""Tells what is being done, how many steps are, and how many there are (0: unknown)."""

Handler = Callable[[Values, Progress], Values]
Handlers = Mapping[Verb, Handler]

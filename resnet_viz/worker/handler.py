"""What a child process's handlers look like: functions from a request to its answer."""

from collections.abc import Callable, Mapping
from typing import Any

from resnet_viz.core.progress import Progress
from resnet_viz.core.request import Request

Handler = Callable[[Any, Progress], object]
Handlers = Mapping[type[Request[Any]], Handler]
HandlersFor = Callable[[str], Handlers]  # those among which a verb's handler is, if it has one

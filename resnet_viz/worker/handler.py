"""What a child process's handlers look like."""

from collections.abc import Callable, Mapping
from typing import Any

from resnet_viz.core.progress import Progress
from resnet_viz.jobs.messages import Verb

Values = dict[str, Any]
Handler = Callable[[Values, Progress], Values]
Handlers = Mapping[Verb, Handler]

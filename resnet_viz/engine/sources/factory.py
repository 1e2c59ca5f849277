"""`FILE.py:factory`: runs the file and calls the factory, once a person has agreed to the code.

Whatever it does, what comes back is a module or one sentence. It isn't a sandbox.
"""

import os
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import torch
from torch import nn

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.memory_limits import is_out_of_memory
from resnet_viz.core.models.agreed import code_now
from resnet_viz.core.models.source import Source
from resnet_viz.engine.sources.limits import OverLimit
from resnet_viz.engine.sources.outside import imports_from, module_at

MOST_REASON = 200  # letters of an exception's own words
ADVICE = "A factory is a function without arguments, or a class, that gives a torch.nn.Module"


def factory_model(source: Source, trust: str, *, is_on_meta: bool) -> nn.Module:
    """The module that a file's factory gives; UserError says why there is none.

    On the meta device where that was asked for and the factory can do it, else on the CPU.
    `trust` is the hash of the code that a person agreed to; other code is not run.
    """
    check_agreed(source, trust)
    path = os.path.abspath(source.path)
    with imports_from(path):
        module = guarded(Path(path).name, path, lambda: module_at(path))
        found = _attribute(module, path, source.name)
        if isinstance(found, nn.Module):
            return found
        return _checked(_made(source, path, found, is_on_meta=is_on_meta), source)


def check_agreed(source: Source, trust: str) -> None:
    """UserError unless the code is now what a person agreed to."""
    if code_now(source.path).hash != trust:
        name = shortened(Path(source.path).name)
        raise UserError(
            f"{name} is not run: nobody has agreed to its code as it is now. Look at it again",
            "arch",
        )


def guarded(place: str, path: str, work: Callable[[], Any]) -> Any:
    """What foreign code gives; UserError for whatever it raises, in one sentence.

    A process that it split off ends here: it is not this one's to go on in.
    """
    process = os.getpid()
    try:
        return work()
    except UserError:
        raise
    except OverLimit as limit:
        raise UserError(f"{shortened(place)} {limit}", "arch") from None
    except BaseException as error:
        if is_out_of_memory(error):
            raise UserError(f"{shortened(place)} {OverLimit.MEMORY}", "arch") from None
        raise UserError(_raised(place, path, error), "arch") from None
    finally:
        if os.getpid() != process:
            os._exit(0)


def _made(source: Source, path: str, factory: Any, *, is_on_meta: bool) -> Any:
    if not callable(factory):
        raise UserError(f"{source.title} can't be called. {ADVICE}", "arch")

    def call() -> Any:
        if is_on_meta:
            # Whatever fails on meta may do without it: values looked at, tensors of numpy.
            with suppress(Exception), torch.device("meta"):
                return factory()
        return factory()

    return guarded(source.title, path, call)


def _attribute(module: Any, path: str, factory: str) -> Any:
    found = module
    for part in factory.split("."):
        if not hasattr(found, part):
            own = sorted(
                name
                for name, each in vars(module).items()
                if not name.startswith("_") and getattr(each, "__module__", "") == module.__name__
            )
            what = f"It has {', '.join(own[:6])}" if own else "It defines nothing that could be one"
            raise UserError(
                f"{Path(path).name} has no factory {shortened(factory)}. {what}", "arch"
            )
        found = getattr(found, part)
    return found


def _checked(model: Any, source: Source) -> nn.Module:
    if isinstance(model, nn.Module):
        return model
    kind = type(model).__name__
    raise UserError(f"{source.title} gave {shortened(kind)}. {ADVICE}", "arch")


def _raised(place: str, path: str, error: BaseException) -> str:
    """`net.py:make raised ValueError in line 12: …`, of whatever an exception says of itself."""
    try:
        words = " ".join(str(error).split())
    except BaseException:  # an exception of others may have any `__str__`
        words = ""
    kind = type(error).__name__
    if isinstance(error, SystemExit):
        words = "it ended the program by itself"
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == path
    ]
    where = f" in line {lines[-1]}" if lines else ""
    if isinstance(error, SyntaxError) and error.lineno:
        where = f" in line {error.lineno}"
    if len(words) > MOST_REASON:
        words = f"{words[:MOST_REASON]}…"
    return f"{shortened(place)} raised {shortened(kind)}{where}" + (f": {words}" if words else "")

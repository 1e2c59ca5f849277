"""Models of libraries that are installed, with random weights: timm, torchvision, transformers.

Nothing is downloaded, no code comes from elsewhere, nothing is imported from the current folder.
"""

import importlib
import inspect
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from torch import nn

from resnet_viz.core.choice import did_you_mean, meant_by
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.engine.sources.stand_in import (
    failure_of,
    torchvision_hidden,
    torchvision_stand_in,
)

OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
MOST_SLIPS = 3  # of letters too many or too few: thousands of names take seconds to compare
MOST_REASON = 160  # letters of a library's own words


def library_model(source: Source) -> nn.Module:
    """The module that a library builds by this name; UserError says why it can't."""
    os.environ.update(OFFLINE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        match source.kind:
            case SourceKind.TIMM:
                return _timm_model(source.name)
            case SourceKind.TORCHVISION:
                return _torchvision_model(source.name)
        return _transformers_model(source.name)


def installed_version(library: str) -> str:
    """The version of a library, '' where it is not installed; it is not imported."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def model_names(library: str) -> tuple[str, ...]:
    """The models that timm or torchvision has; UserError where it can't be imported."""
    os.environ.update(OFFLINE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if library == SourceKind.TIMM:
            return tuple(imported("timm").list_models())
        return tuple(imported(f"{SourceKind(library)}").models.list_models())


@lru_cache
def imported(library: str) -> Any:
    """A library; UserError where it is not installed, or does not work with this PyTorch."""
    if not installed_version(library):
        raise UserError(
            f"{library} is not installed here. Install it into the Python that runs this program",
            "arch",
        )
    with _without_broken_torchvision(library):
        if reason := failure_of(library):
            raise UserError(
                f"{library} is installed, but does not work with this PyTorch: {_in_brief(reason)}",
                "arch",
            )
        return importlib.import_module(library)


@lru_cache
def _torchvision_works() -> bool:
    return bool(installed_version("torchvision")) and not failure_of("torchvision")


@contextmanager
def _without_broken_torchvision(library: str) -> Iterator[None]:
    """What timm and transformers see of a torchvision that is not there, or doesn't work."""
    if library == SourceKind.TORCHVISION or _torchvision_works():
        yield
        return
    with torchvision_stand_in() if library == SourceKind.TIMM else torchvision_hidden():
        yield


def _timm_model(name: str) -> nn.Module:
    timm = imported("timm")
    if not timm.is_model(name):  # a name with `hf-hub:` would be looked up in the network
        raise _unknown("timm", name, timm.list_models())
    return _built(f"timm:{name}", lambda: timm.create_model(name, pretrained=False))


def _torchvision_model(name: str) -> nn.Module:
    models = imported("torchvision").models
    if name not in models.list_models():
        raise _unknown("torchvision", name, models.list_models())
    builder = models.get_model_builder(name)
    weights = {"weights": None}
    if "weights_backbone" in inspect.signature(builder).parameters:  # of what is decorated
        weights["weights_backbone"] = None
    return _built(f"torchvision:{name}", lambda: builder(**weights))


def _transformers_model(name: str) -> nn.Module:
    transformers = imported("transformers")
    hidden = nullcontext() if _torchvision_works() else torchvision_hidden()
    with hidden:
        kind = _class_named(transformers, name)
        return _built(f"transformers:{name}", lambda: kind(kind.config_class()))


def _class_named(transformers: Any, name: str) -> Any:
    known = [each for each in dir(transformers) if each[:1].isupper()]
    kind = None
    if name in known:
        try:
            kind = getattr(transformers, name)
        except Exception as error:  # its own module may need what is not there
            raise _not_built(f"transformers:{name}", error) from error
    if not (isinstance(kind, type) and issubclass(kind, nn.Module)):
        if kind is not None:
            raise UserError(
                f"transformers has {shortened(name)}, but it is not a model. "
                "Name a class such as BertModel",
                "arch",
            )
        raise _unknown("transformers", name, known)
    if not isinstance(getattr(kind, "config_class", None), type):
        raise UserError(
            f"transformers:{name} has no configuration of its own. "
            "Name the class of one model, such as BertModel",
            "arch",
        )
    return kind


def _built(place: str, build: Any) -> nn.Module:
    try:
        model = build()
    except Exception as error:  # a library may refuse in any way
        raise _not_built(place, error) from error
    assert isinstance(model, nn.Module)
    return model


def _not_built(place: str, error: Exception) -> UserError:
    if isinstance(error, MemoryError):
        raise error
    words = _in_brief(f"{type(error).__name__}: {error}")
    return UserError(f"{shortened(place)} can't be built here: {words}", "arch")


def _unknown(library: str, name: str, known: Any) -> UserError:
    similar = (each for each in known if abs(len(each) - len(name)) <= MOST_SLIPS)
    near = meant_by(name, (each for each in similar if each[:1].lower() == name[:1].lower()))
    words = did_you_mean(f"{library}:{each}" for each in near)
    return UserError(f"{words}{library} has no model {shortened(name)}", "arch", near)


def _in_brief(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_REASON else f"{text[:MOST_REASON]}…"

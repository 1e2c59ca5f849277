"""A person's own pictures, read within limits: a foreign file is never trusted.

Pillow reads them, which reportlab needs anyway. Only formats that people have pictures in are
allowed, whatever the file is called, and sizes are looked at before anything is unpacked.
"""

import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.regular_file import regular_bytes
from resnet_viz.core.wording import either

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
FORMATS_TEXT = either(("PNG", "JPEG", "WebP", "GIF", "BMP"))
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
MOST_BYTES = 40_000_000
MOST_PIXELS = 50_000_000  # 150 MB of memory
MOST_SLIMNESS = 20  # a longer side over the shorter one
GREY, COLOUR = 1, 3  # channels
DEEP_GREYS = "I;16"  # Pillow's word for greys of 16 bits


def read_picture(path: Path, shape: tuple[int, int, int]) -> Tensor:
    """A picture as channels × height × width from 0 to 1: its middle, as much as fits the shape.

    Turned as its camera says; of one that moves the first frame. What is transparent is white.
    UserError that names the file and the reason for anything else.
    """
    try:
        return _pixels(_opened(_bytes_of(path)), shape)
    except UserError as error:
        raise UserError(f"{path.name} was not read: {error.message}", "image") from error
    except FileNotFoundError as error:
        raise UserError(f"{path.name} doesn't exist. Choose another file", "image") from error
    except OSError as error:  # what Pillow raises for a picture that is cut off too
        reason = error.strerror or "the picture is damaged or incomplete. Choose another"
        raise UserError(f"{path.name} was not read: {reason}", "image") from error
    except MemoryError as error:
        raise UserError(f"{path.name} was not read: there is not enough memory", "image") from error
    except Exception as error:  # a decoder may raise anything over bytes that are nonsense
        raise UserError(
            f"{path.name} was not read: the picture is damaged. Choose another", "image"
        ) from error


def _bytes_of(path: Path) -> bytes:
    try:
        return regular_bytes(path, MOST_BYTES)
    except UserError as error:
        raise UserError(f"{error.message}. Choose a picture") from error


def _opened(data: bytes) -> "Image":
    """A picture whose size is looked at, and nothing of it unpacked yet."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our limit is lower
            picture = Image.open(BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise UserError(f"it isn't a picture. Choose {FORMATS_TEXT}") from error
    except Image.DecompressionBombError as error:
        raise UserError(_TOO_LARGE) from error
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise UserError(_TOO_LARGE)
    if max(picture.size) > MOST_SLIMNESS * min(picture.size):
        raise UserError(f"one side is over {MOST_SLIMNESS} times the other. Choose another")
    return picture


_TOO_LARGE = f"it has more than {MOST_PIXELS // 1_000_000} million pixels. Make it smaller"


def _pixels(picture: "Image", shape: tuple[int, int, int]) -> Tensor:
    from PIL import Image, ImageOps

    channels, height, width = shape
    picture.draft("RGB", (2 * width, 2 * height))  # a JPEG is then unpacked no larger than needed
    if picture.mode.startswith(DEEP_GREYS):  # Pillow itself would cut off what is above 255
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    turned = ImageOps.exif_transpose(picture).convert("RGBA")
    flat = Image.alpha_composite(Image.new("RGBA", turned.size, "white"), turned)
    mode = "L" if channels == GREY else "RGB"
    fitted = ImageOps.fit(flat.convert(mode), (width, height), Image.Resampling.BOX)
    values = torch.frombuffer(bytearray(fitted.tobytes()), dtype=torch.uint8).float() / 255
    return values.reshape(height, width, len(mode)).permute(2, 0, 1).contiguous()

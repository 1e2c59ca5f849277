"""Pictures of a person are read within limits; whatever else a file is, one sentence says it."""

import os
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
import torch
from PIL import Image

from resnet_viz.core.errors import UserError
from resnet_viz.engine.experiments.own_pictures import files
from resnet_viz.engine.experiments.own_pictures.files import read_picture

COLOUR, GREY = (3, 16, 16), (1, 8, 8)
MODES = {
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA"),
    "JPEG": ("L", "RGB", "CMYK"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("1", "L", "P"),
    "BMP": ("1", "L", "P", "RGB"),
}


def saved(path: Path, image: Image.Image, form: str = "PNG") -> Path:
    image.save(path, form)
    return path


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that says it has this size, with hardly any bytes of it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_picture(path, COLOUR)
    assert caught.value.field == "image"
    return caught.value.message


@pytest.mark.parametrize(("form", "mode"), [(form, mode) for form in MODES for mode in MODES[form]])
def test_each_format_that_is_named_is_read_whatever_its_name(
    tmp_path: Path, form: str, mode: str
) -> None:
    white = Image.new("RGBA", (40, 20), (255, 255, 255, 255))
    path = saved(tmp_path / "picture", white.convert("RGB").convert(mode), form)
    assert read_picture(path, COLOUR).shape == COLOUR
    assert float(read_picture(path, GREY).mean()) == pytest.approx(1, abs=0.03)


def test_values_are_where_they_were_from_0_to_1(tmp_path: Path) -> None:
    image = Image.new("RGB", (2, 2))
    for place, value in [((0, 0), (255, 0, 0)), ((1, 0), (0, 255, 0)), ((0, 1), (0, 0, 51))]:
        image.putpixel(place, value)
    found = read_picture(saved(tmp_path / "a.png", image), (3, 2, 2))
    expected = [[[1.0, 0.0], [0.0, 0.0]], [[0.0, 1.0], [0.0, 0.0]], [[0.0, 0.0], [0.2, 0.0]]]
    assert torch.allclose(found, torch.tensor(expected))


def test_the_middle_is_taken_of_what_has_another_shape(tmp_path: Path) -> None:
    image = Image.new("L", (30, 10), 0)
    image.paste(255, (10, 0, 20, 10))
    assert read_picture(saved(tmp_path / "a.png", image), (1, 5, 5)).min() == 1


def test_a_camera_that_was_turned_is_turned_back(tmp_path: Path) -> None:
    image = Image.new("L", (20, 20), 0)
    image.paste(255, (0, 0, 20, 10))  # white above
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    image.save(tmp_path / "a.jpg", exif=exif)
    found = read_picture(tmp_path / "a.jpg", (1, 2, 2))[0]
    assert found[0].max() < 0.2
    assert found[1].min() > 0.8


def test_greys_of_16_bits_keep_their_middle(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.new("I;16", (10, 10), 32768))
    assert float(read_picture(path, GREY).mean()) == pytest.approx(0.5, abs=0.01)


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.new("RGBA", (10, 10), (0, 0, 0, 0)))
    assert read_picture(path, GREY).min() == 1


def test_of_moving_pictures_the_first_is_taken(tmp_path: Path) -> None:
    first, second = Image.new("L", (8, 8), 255), Image.new("L", (8, 8), 0)
    first.save(tmp_path / "a.gif", save_all=True, append_images=[second])
    assert read_picture(tmp_path / "a.gif", GREY).min() > 0.9


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it isn't a picture. Choose PNG, JPEG, WebP, GIF or BMP"),
        (b"no picture at all", "it isn't a picture. Choose PNG, JPEG, WebP, GIF or BMP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it isn't a picture"),
        (b"II*\x00" + b"\0" * 100, "it isn't a picture"),  # TIFF
        (png_of_size(60_000, 60_000), "more than 50 million pixels"),
        (png_of_size(9_000, 9_000), "more than 50 million pixels"),
        (png_of_size(4_000, 10), "one side is over 20 times the other"),
        (png_of_size(300, 300), "damaged"),
        (png_of_size(0, 10), ""),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused_before_it_is_unpacked(
    tmp_path: Path, data: bytes, said: str
) -> None:
    (tmp_path / "a.png").write_bytes(data)
    message = refusal(tmp_path / "a.png")
    assert message.startswith("a.png was not read: ")
    assert said in message


def test_a_picture_that_is_cut_off_anywhere_is_refused_or_read_but_never_a_bug(
    tmp_path: Path,
) -> None:
    whole = BytesIO()
    Image.radial_gradient("L").convert("RGB").save(whole, "JPEG")
    data = whole.getvalue()
    for length in range(0, len(data) - 2, len(data) // 25):
        (tmp_path / "a.jpg").write_bytes(data[:length])
        assert "was not read" in refusal(tmp_path / "a.jpg")


@pytest.mark.parametrize("form", MODES)
def test_bytes_that_were_changed_are_refused_or_read_but_never_a_bug(
    tmp_path: Path, form: str
) -> None:
    whole = BytesIO()
    Image.radial_gradient("L").convert("RGB").resize((40, 40)).save(whole, form)
    for place in range(0, len(whole.getvalue()), max(1, len(whole.getvalue()) // 40)):
        data = bytearray(whole.getvalue())
        data[place] ^= 0xFF
        (tmp_path / "a").write_bytes(data)
        with suppress(UserError):  # anything else is a bug
            assert read_picture(tmp_path / "a", COLOUR).isfinite().all()


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path.name} was not read: it is not a file. Choose a picture"
    assert "doesn't exist" in refusal(tmp_path / "nothing.png")
    os.mkfifo(tmp_path / "pipe.png")
    assert "it is not a file" in refusal(tmp_path / "pipe.png")


def test_a_file_beyond_the_limit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1_000_000)
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(2_000_000)
    assert "it is larger than 1 MB" in refusal(tmp_path / "a.png")


def test_a_name_that_would_break_the_line_is_spelled_out(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\x1b[31m.png"
    path.write_bytes(b"nothing")
    message = refusal(path)
    assert "\n" not in message
    assert "\x1b" not in message

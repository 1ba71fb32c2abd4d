"""Colours as every screen shows them: for batik the colour is the product."""

import io

from PIL import Image, ImageCms

from .limits import Unexamined

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_AS_THEY_ARE = {"L", "RGB", "CMYK"}


def plain(picture: Image.Image) -> Image.Image:
    """*picture* in a mode that can be made smaller, and white where it is clear."""
    mode = picture.mode
    if mode.startswith("I"):  # 16 bits of grey would be clipped to white
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        white = Image.new("RGB", picture.size, "white")
        white.paste(seen, mask=seen)
        return white
    if mode in _AS_THEY_ARE:
        return picture
    if mode in {"1", "P", "YCbCr", "RGBX"}:
        return picture.convert("L" if mode == "1" else "RGB")
    raise Unexamined  # floating numbers and the like, which no camera writes


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """*picture* with the colours its *profile* means; a broken profile means none."""
    if profile:
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            shown = ImageCms.profileToProfile(picture, meant, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            shown = None
        if shown is not None:
            return shown
    return picture.convert("RGB")

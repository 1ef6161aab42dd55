"""The version of an image, as a label."""

from __future__ import annotations


def image_version(image: str) -> str | None:
    """The tag of an image as a label value: at most 63 characters, a letter or digit at both ends. None without a tag.

    https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
    """
    tag = image.partition("@")[0].rpartition("/")[2].partition(":")[2]
    return tag.lstrip("_.-")[:63].rstrip("_.-") or None

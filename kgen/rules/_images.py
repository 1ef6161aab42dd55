"""What the reference of an image says."""

from __future__ import annotations


def full_name(image: str) -> str:
    """The image with its registry: without a host it is docker.io, without a folder its `library`.

    https://github.com/distribution/reference (familiar names)
    """
    first, slash, _ = image.partition("/")
    if not slash:
        return f"docker.io/library/{image}"
    return image if "." in first or ":" in first or first == "localhost" else f"docker.io/{image}"

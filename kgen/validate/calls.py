"""What a call that leaves the project says of its port."""

from __future__ import annotations

import re

from kgen.model.traffic import Call

_NUMBER = re.compile(r"[0-9]{1,5}")


def port_number(call: Call) -> int | None:
    """The port as a number from 1 to 65535, None if it is none."""
    number = int(call.port) if call.port and _NUMBER.fullmatch(call.port) else 0
    return number if 0 < number < 65536 else None

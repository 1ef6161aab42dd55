"""No program is started through sudo.

It cannot get more rights anyway, and an image with sudo in it waits for the day it can.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, unlike

RULE = ContainerRule(
    severity="error",
    path=("command[]", "args[]"),
    expect=unlike(r"(^|[\s/])sudo(\s|$)", "not call sudo"),
    sources=["https://docs.kernel.org/userspace-api/no_new_privs.html"],
    asked_by={"kubescape": ["C-0062"]},
    rows=["B34"],
    practice="Minimal images, with nothing to change while they run",
    satisfy="`command` without sudo; `user` says who the program is.",
)

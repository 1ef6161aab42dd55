"""Random valid projects: environments with their facts, and services that use each other."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.random.containers import optional
from tests.random.facts import environment, needs
from tests.random.specs import spec
from tests.random.texts import dns_label
from tests.random.traffic import Spec, World, frame


@dataclass(frozen=True)
class Project:
    """A project as it stands in files; `plain` writes them as YAML, else as JSON, which is YAML too."""

    file: Spec
    specs: list[Spec]
    plain: bool

    def write(self, folder: Path) -> Path:
        """The project's folder, written anew."""
        (folder / "services" / "conf").mkdir(parents=True)
        (folder / "kgen.yaml").write_text(self._text(self.file), "utf-8")
        (folder / "services" / "settings.txt").write_text("a: é\r\n\n\tb: [1, 2]\n\n", "utf-8", newline="")
        (folder / "services" / "conf" / "a.ini").write_text("[a]\n", "utf-8")
        for one in self.specs:
            (folder / "services" / f"{one['name']}.yaml").write_text(self._text(one), "utf-8")
        return folder

    def _text(self, value: Any) -> str:
        if self.plain:
            return yaml.safe_dump(value, sort_keys=False)
        text = json.dumps(value, indent=1, ensure_ascii=False)
        return re.sub("[\x7f-\uffff]", lambda char: f"\\u{ord(char[0]):04x}", text)


@st.composite
def project(draw: st.DrawFn) -> Project:
    """One to three services in one or two environments."""
    facts = draw(needs())
    environments = {
        name: draw(environment(name, facts)) for name in draw(st.sampled_from([["staging"], ["staging", "production"]]))
    }
    names = draw(st.lists(st.one_of(dns_label(), dns_label(40)), unique=True, min_size=1, max_size=3))
    world = World(facts, [draw(frame(name)) for name in names])
    specs = [draw(spec(own, world)) for own in world.services]
    file: Spec = {"environments": environments}
    optional(draw, file, "defaults", st.just({"owner": "shop", "cpu": "100m..1", "env": {"LOG": "info"}}))
    return Project(file, specs, draw(st.booleans()))

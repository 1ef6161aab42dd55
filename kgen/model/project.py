"""The project: `kgen.yaml`, with the environments and what all services share."""

from kgen.findings import Severity
from kgen.model.base import Model
from kgen.model.environment import Environment, Registry
from kgen.model.exempt import Exemption
from kgen.model.types import Name, Text


class Project(Model):
    """What stands in kgen.yaml, besides `defaults` (a layer of spec values, here and per environment)."""

    WRITTEN = ("defaults",)

    requires: Text | None = None
    """The versions of kgen this project is built with, such as `>=1.4,<2` (PEP 440)."""
    out: Text = "out"
    """The folder for manifests, below the project."""
    specs: list[Text] = ["services/*.yaml", "services/*.yml"]
    """Which files are specs, as patterns relative to kgen.yaml."""
    registries: dict[Text, Registry] = {}
    """Where images may come from; everywhere unless given."""
    exemptions: dict[str, Exemption] = {}
    """Rules that do not hold in this project."""
    specs_may_exempt: list[Text] | None = None
    """The rules that specs may exempt by themselves; all unless given."""
    installed_rules: list[Text] = []
    """Rules that installed packages bring: names of packages (all of their rules), or of single rules. None unless given."""
    severities: dict[str, Severity] = {}
    """Rules that are more, or less, than usual in this project: `error`, `warning` or `info`."""
    generated: bool = False
    """Whether reviews fold the output away (linguist-generated)."""
    environments: dict[Name, Environment] = {}
    """Where services run."""

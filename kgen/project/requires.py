"""`requires` in kgen.yaml pins the versions of kgen that a project is built with."""

from __future__ import annotations

from kgen.problems import Problems
from kgen.project.file import ProjectFile
from kgen.validate.messages import shortened
from kgen.version import VERSION

_LONGEST = 100
"""Characters of what is required; reading more could take long."""


def required(project: ProjectFile) -> None:
    """Raise Problems unless this kgen is one of the required versions (PEP 440)."""
    wanted = project.model.requires
    if wanted is None:
        return
    from packaging.specifiers import SpecifierSet

    try:
        if len(wanted) > _LONGEST:
            raise ValueError(wanted)
        holds = SpecifierSet(wanted).contains(VERSION, prereleases=True)
    except ValueError:
        message = f"'{shortened(wanted)}' does not name versions"
        raise Problems([project.origin.problem(("requires",), message, "requires", hint='such as ">=0.1,<1"')]) from None
    if not holds:
        message = f"this project requires kgen {wanted}, and this is kgen {VERSION}"
        raise Problems([project.origin.problem(("requires",), message, "requires", hint=f"pip install 'kgen-k8s{wanted}'")])

"""Write: what a build made becomes files, and nothing but what kgen owns is touched.

`plan` compares finished units with the folder on disk, `Plan.apply` makes the difference go away, `explain` (or `check`, in
one step) says it in words. Three kinds of files come out besides the manifests: a `kustomization.yaml` in each folder, one
inventory file per unit below `.kgen/`, and `.gitattributes`.
"""

from kgen.write.check import Difference, check, explain
from kgen.write.plan import Plan, plan
from kgen.write.unit import Scope, UnitFiles

__all__ = ["Difference", "Plan", "Scope", "UnitFiles", "check", "explain", "plan"]

"""Projects: paths and links that lead out, pipes, devices, output that was tampered with, and blueprints that try to run code."""

from __future__ import annotations

import json
from pathlib import Path

from tests.hostile.hostile_cases import (
    PROJECT,
    SPEC,
    Make,
    add,
    dump,
    fifo,
    kgen_yaml,
    linked,
    lone,
    project,
    spec,
    write,
)

add("project-bomb", kgen_yaml("a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{n}: &a [*a, *a, *a, *a]\n" for n in range(20))))
add("many-environments", kgen_yaml("environments:\n" + "".join(f"  e{n}: {{namespace: n{n}}}\n" for n in range(9_000))))
add("environment-path", kgen_yaml("environments: {../../outside: {namespace: shop}}\n"), code="name")
add("namespace-path", kgen_yaml("environments: {production: {namespace: ../../outside}}\n"), code="name")
add("namespace-braces", kgen_yaml(f"environments: {{production: {{namespace: '{'{a}' * 200_000}'}}}}\n"), code="namespace")
add("namespace-open-braces", kgen_yaml(f"environments: {{production: {{namespace: '{'{' * 400_000}'}}}}\n"), code="name")
add("namespace-attribute", kgen_yaml("environments: {production: {namespace: '{system.__class__}'}}\n"), code="namespace")
add("out-above", kgen_yaml(f"out: ../outside\n{PROJECT}"), code="out-path")
add("out-absolute", kgen_yaml(f"out: /etc/kgen\n{PROJECT}"), code="out-path")
add("out-itself", kgen_yaml(f"out: ./.\n{PROJECT}"), code="out-path")
add("out-huge", kgen_yaml(f"out: {'o' * 100_000}\n{PROJECT}"), code="out-path")
add("out-long-name", kgen_yaml(f"out: {'o' * 400}\n{PROJECT}"), code="out-path")
add("out-nul", kgen_yaml(f'out: "a\\0b"\n{PROJECT}'), code="nul")
add("specs-above", kgen_yaml(f"specs: [../outside/*.txt]\n{PROJECT}"), code="path")
add("specs-absolute", kgen_yaml(f"specs: [/etc/passwd]\n{PROJECT}"), code="path")
add("specs-hidden-above", kgen_yaml(f"specs: [services/../../outside/*.txt]\n{PROJECT}"), code="path")
add("specs-many-stars", kgen_yaml(f"specs: ['{'**/' * 60}*.yaml']\n{PROJECT}"), code="path")
add("specs-backtracking", kgen_yaml(f"specs: ['services/{'*a' * 200}b.yaml']\n{PROJECT}"), code="no-spec")
add("specs-huge", kgen_yaml(f"specs: ['{'a/' * 100_000}*.yaml']\n{PROJECT}"), code="path")
add("specs-nul", kgen_yaml(f'specs: ["a\\0b"]\n{PROJECT}'), code="nul")
add("specs-class", kgen_yaml(f"specs: ['services/[[[.yaml']\n{PROJECT}"), code="no-spec")
add(
    "platform-path",
    kgen_yaml("environments: {production: {namespace: shop, platform: ../../outside/secret}}\n"),
    code="not-allowed",
)
add(
    "platform-huge",
    kgen_yaml(f"environments: {{production: {{namespace: shop, platform: {'p' * 100_000}}}}}\n"),
    code="not-allowed",
)
add("requires-backtracking", kgen_yaml(f"requires: '>={'1.' * 200_000}x'\n{PROJECT}"), code="requires")
add("requires-huge", kgen_yaml(f"requires: '>={'9' * 10_000}'\n{PROJECT}"), code="requires")
add("requires-many", kgen_yaml(f"requires: '{'>=0,' * 100_000}>=9'\n{PROJECT}"), code="requires")
add("project-python-tag", kgen_yaml("environments: !!python/object/apply:os.getcwd []\n"), code="unknown-tag")
add(
    "python-spec-in-project",
    project({"services/x.py": "open('../outside/owned', 'w')\n"}, kgen=f"specs: [services/*.py]\n{PROJECT}"),
    "file",
    "python-spec",
)
add(
    "python-spec-by-folder",
    project({"services/x.py": "open('../outside/owned', 'w')\n"}, "build", "services", kgen=f"specs: [services/*.py]\n{PROJECT}"),
    "file",
    "python-spec",
)
add("conftest", project({"services/cart.yaml": SPEC, "kgen.py": "raise SystemExit", "yaml.py": "raise SystemExit"}), "harmless")

add("spec-link", linked({}, {"services/a.yaml": "../../outside/secret.txt"}), "file", "link-out")
add("spec-link-folder", linked({}, {"services": "../outside"}, kgen=f"specs: [services/*.txt]\n{PROJECT}"), "file", "link-out")
add("spec-zero", linked({}, {"services/a.yaml": "/dev/zero"}), "file")
add("spec-zero-named", linked({}, {"a.yaml": "/dev/zero"}, "build", "a.yaml"), "file", "not-a-file")
add("spec-loop", linked({}, {"services/a.yaml": "a.yaml"}), "file", "unreadable-file")
add("spec-pipe", fifo("services/a.yaml", {"kgen.yaml": PROJECT}), "file", "not-a-file")
add("spec-pipe-named", fifo("a.yaml", {"kgen.yaml": PROJECT}, "build", "a.yaml"), "file", "not-a-file")
add("project-pipe", fifo("kgen.yaml", {"services/a.yaml": SPEC}, "build", "-p", "."), "file", "not-a-file")
add("project-zero", linked({}, {"p/kgen.yaml": "/dev/zero"}, "build", "-p", "p"), "file", "not-a-file")


def config(file: str) -> str:
    """A spec with a config file."""
    return SPEC + f"config: {{/etc/app/app.yaml: {dump(file)}}}\n"


add("config-above", lone(config("../outside/secret.txt")), code="config-file")
add("config-absolute", lone(config("/etc/passwd")), code="config-file")
add("config-link", linked({"services/a.yaml": config("c")}, {"services/c": "../../outside/secret.txt"}), code="config-file")
add(
    "config-link-folder", linked({"services/a.yaml": config("c/secret.txt")}, {"services/c": "../../outside"}), code="config-file"
)
add("config-zero", linked({"services/a.yaml": config("c")}, {"services/c": "/dev/zero"}), code="config-file")
add("config-loop", linked({"services/a.yaml": config("c/x")}, {"services/c": "c"}), code="config-file")
add("config-pipe", fifo("services/c", {"kgen.yaml": PROJECT, "services/a.yaml": config("c")}), code="config-file")
add("config-folder", lone(config(".")), code="config-file")
add("config-nul", lone(config("a\0b")), code="nul")
add("config-long", lone(config("a" * 5000)), code="config-file")
add("config-longer", lone(config("a/" * 200_000)), code="config-file")
add("config-large", project({"services/a.yaml": config("c"), "services/c": b"x" * 50_000_000}), code="config-file")
add("config-binary", project({"services/a.yaml": config("c"), "services/c": b"\xff\xfe\0"}), code="config-file")
add("config-large-text", spec("config:\n" + "".join(f"  /{n}: {{text: '{'x' * 80_000}'}}\n" for n in range(11))), "harmless")


def tampered(inventory: object, *more: str) -> Make:
    """A project that was built, whose inventory somebody changed."""

    def make(folder: Path) -> list[str]:
        text = inventory if isinstance(inventory, str) else json.dumps(inventory)
        files: dict[str, str | bytes] = {"out/.kgen/production/shop/cart.json": text, "out/.kgen/production/shop/gone.json": text}
        write(folder, {"kgen.yaml": PROJECT, "services/cart.yaml": SPEC, **files})
        return ["build", *more]

    return make


ESCAPES = [
    {"path": path, "sha256": "0" * 64} for path in ("../../outside/secret.txt", "/etc/passwd", "..", "a/../../../../../outside")
]
for number, files in enumerate(([ESCAPES[0]], [ESCAPES[1]], ESCAPES, {"../../../outside/secret.txt": "0" * 64})):
    add(f"inventory-{number}", tampered({"files": files, "source": "services/cart.yaml"}), "file")
add("inventory-deep", tampered("[" * 200_000), "file")
add("inventory-text", tampered("not json"), "file")
add("out-link", linked({"services/a.yaml": SPEC}, {"out": "../outside"}), "file", "out-path")
add("out-link-inside", linked({"services/a.yaml": SPEC}, {"out/production/shop": "../../../outside"}), "file", "out-path")
add(
    "out-link-file",
    linked(
        {"services/a.yaml": SPEC},
        {"out/production/shop/cart/serviceaccount.yaml": "../../../../../outside/secret.txt"},
    ),
    "file",
)
add("out-link-inventory", linked({"services/a.yaml": SPEC}, {"out/.kgen": "../../outside"}), "file", "out-path")
add("out-pipe", fifo("out", {"kgen.yaml": PROJECT, "services/a.yaml": SPEC}), "file", "out-path")


def patched(merge: object, kind: str = "ServiceAccount") -> str:
    """A spec with one patch."""
    return SPEC + f"patches: [{dump({'kind': kind, 'merge': merge})}]\n"


add("patch-name-path", lone(patched({"metadata": {"name": "../../../../outside/owned"}})))
add("patch-kind-path", lone(patched({"kind": "../../../../outside/owned"})))
add("patch-namespace-path", lone(patched({"metadata": {"namespace": "../../outside"}})))
add("patch-not-an-object", lone(patched({"metadata": None, "kind": None, "apiVersion": [1]})))
add("patch-huge", lone(patched({"metadata": {"annotations": {"a": "x" * 800_000}}})))
add("patch-deep", lone(patched({"a": json.loads('{"a":' * 50 + "1" + "}" * 50)})))
add(
    "patch-pointer",
    lone(SPEC + f"patches: [{{kind: ServiceAccount, operations: [{{op: add, path: '{'/a' * 200_000}', value: 1}}]}}]\n"),
)
add(
    "patch-index",
    lone(SPEC + f"patches: [{{kind: NetworkPolicy, operations: [{{op: remove, path: /spec/egress/{'9' * 10_000}}}]}}]\n"),
)
add(
    "patch-doubling",
    lone(
        SPEC
        + "patches:\n"
        + "  - {kind: ServiceAccount, operations: [{op: copy, from: /metadata, path: /metadata/labels}]}\n" * 30
    ),
)

add("set-deep", spec("", "build", "-o", "x", "--set", "a." * 20_000 + "b=1"), "file")
add("set-bomb", spec("", "build", "-o", "x", "--set", "args=" + "[" * 100_000), "file")
add("set-attribute", spec("", "build", "-o", "x", "--set", "__class__.__init__=1"), "file", "unknown-field")
add("rule-path", lambda folder: ["rules", "show", "../../outside/secret"], "file", "unknown-rule")
add("blueprint-show-path", lambda folder: ["blueprint", "show", "../outside"], "file", "unknown-blueprint")
add("environment-option", project({"services/a.yaml": SPEC}, "build", "-e", "../../outside"), "file")
add("today", project({"services/a.yaml": SPEC}, "build", "--today", "9" * 100_000), "file", "date")

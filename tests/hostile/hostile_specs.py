"""Specs: bombs, tags, characters, numbers, and text that makes regular expressions go back and forth."""

from __future__ import annotations

from tests.hostile.hostile_cases import BIG, IMAGE, SPEC, add, dump, lone, project, spec

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)
CHAIN = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 5000))
MERGES = "a: &a {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a, *a]}}\n" for n in range(2000))

add("alias-bomb", lone(BOMB), code="alias-limit")
add("alias-chain", lone(CHAIN), code="too-deep")
add("alias-of-itself", lone("name: &a [*a]\n"), code="alias-loop")
add("merge-keys", lone(MERGES), "file", "merge-key")
add("brackets", lone("args: " + "[" * BIG), code="too-deep")
add("braces", lone("args: " + "{a: " * (BIG // 4)), code="too-deep")
add("indentation", lone("".join(" " * n + "a:\n" for n in range(1000))), code="too-deep")
add("dashes", lone("- " * (BIG // 2) + "a"), code="too-deep")
add("expression-braces", lone("name: " + "{{" * (BIG // 2)), code="too-deep")
add("ten-megabytes", lone(SPEC + "#" * 10_000_000), "file", "too-large")
add("many-documents", lone("---\n" * 200_000 + "a: b\n"), "file")
add("many-keys", lone("".join(f"k{n}: {n}\n" for n in range(60_000))), code="too-many-values")
add("many-same-keys", lone("k: 1\n" * 60_000), "file", "duplicate-key")
add("many-variables", spec("env:\n" + "".join(f"  V{n}: x\n" for n in range(40_000))), code="too-many-values")
add("many-calls", spec(dump({"calls": {f"s{n}": {} for n in range(30_000)}})[1:-1] + "\n"), code="too-many-values")
add("unknown-calls", spec('calls: {"' + '": {}, "'.join(f"s{n}" for n in range(1500)) + '": {}}\n'), code="dangling-call")
add("unknown-fields", spec("".join(f"portz{n}: 1\n" for n in range(1500))), code="too-many-problems")
add("bad-names", spec("env:\n" + "".join(f"  '-{n}': x\n" for n in range(1500))), code="too-many-problems")
add("unknown-rules", spec("exemptions:\n" + "".join(f"  rule-{n}: {{reason: a}}\n" for n in range(1500))), code="unknown-rule")
add("unknown-params", spec("params:\n" + "".join(f"  sizes{n}: 1\n" for n in range(1500))), code="param")
add(
    "many-patches",
    spec("patches:\n" + "  - {kind: ServiceAccount, merge: {metadata: {labels: {a: b}}}}\n" * 1500),
    code="patch-size",
)
add("wide-patches", spec("patches:\n" + "  - {kind: Nothing, merge: {a: b}}\n" * 150), code="patch-no-match")

add("python-object", lone("name: !!python/object:os.system {}\n"), code="unknown-tag")
add("python-apply", lone('!!python/object/apply:os.system ["touch ../outside/owned"]\n'), code="unknown-tag")
add("python-name", lone("name: !!python/name:os.system\n"), code="unknown-tag")
add("tag-directive", lone("%TAG ! tag:yaml.org,2002:python/\n---\nname: !name:os.system\n"), code="unknown-tag")
add("many-directives", lone("".join(f"%TAG !{n}! a\n" for n in range(50_000)) + "---\na: b\n"), code="missing-field")
add("complex-key", lone("? {a: b}\n: c\n"), code="complex-key")
add("nul", lone(b"name: ca\0rt\n"), code="control-character")
add("nul-in-variable", spec('env: {A: "a\\0b"}\n'), code="nul")
add("nul-in-argument", spec('args: ["a\\0b"]\n'), code="nul")
add("escape-codes", lone('name: "\\e[2J\\e[31mcart"\nimage: a\n'), code="name")
add("bidi", lone("name: \u202etrac\n"), code="bidi-control")
add("bidi-escaped", lone('name: "\\u202etrac"\nimage: "\\u2066a"\n'), code="name")
add("homoglyph-name", lone("name: c\u0430rt\nimage: acme.dev/cart:1.0.0\n"), code="name")
add("homoglyph-field", lone("n\u0430me: cart\nimage: acme.dev/cart:1.0.0\n"), code="unknown-field")
add("homoglyph-port", spec("port: \u0668\u0660\u0668\u0660\n"), code="wrong-type")
add("homoglyph-image", lone("name: cart\nimage: acm\u0435.dev/cart:1.0.0\n"), code="image")
add("surrogates", lone(b"name: \xed\xa0\x80\n"), code="not-utf-8")
add("utf-16", lone("name: cart\n".encode("utf-16")), "file", "not-utf-8")
add("latin-1", lone(b"owner: J\xf6rg\n"), code="not-utf-8")
add("line-end-in-name", lone(f'name: "cart\\n"\nimage: {IMAGE}\n'), code="name")
add("line-end-in-label", spec('labels: {team: "shop\\n"}\n'), code="label-value")
add("line-end-in-image", lone(f'name: cart\nimage: "{IMAGE}\\n"\n'), code="image")

for number, name in enumerate(
    ("..", ".", "/etc", "a/../../b", "-", "null", "con\\aux", "a\u2215b", "\u2024\u2024", "_namespace", ".kgen")
):
    add(f"service-name-{number:02}", lone(dump({"name": name, "image": IMAGE})))
for name in ("__class__", "model_config", "__init__", "model_fields", "copy", "json"):
    add(f"field-{name}", spec(f"{name}: x\n"), code="unknown-field")
add("fields-of-python", spec("env: {__class__: x, model_dump: y}\nparams: {}\nlabels: {name: z}\n"), "harmless")
add("reference", spec("env: {A: $(cat /etc/passwd), B: '$(A)', C: $$(A)}\nargs: ['$(HOME)', '`id`', '; id']\n"), "harmless")

add("huge-replicas", spec("replicas: " + "9" * 100_000 + "\n"), code="out-of-range")
add("int64-replicas", spec("replicas: 9223372036854775807\n"), code="out-of-range")
add("huge-port", spec(f"port: '{'9' * BIG}'\n"), code="out-of-range")
add("huge-published", spec(f"port: '{'9' * BIG}:8080'\n"), code="out-of-range")
add("huge-call-port", spec(f"calls: {{a: {{host: a.dev, port: '{'9' * 10_000}'}}}}\n"), code="missing-field")
add("infinite", spec("replicas: .inf\nautoscale: {max: .nan}\n"), code="wrong-type")
add("huge-exponent", spec("cpu: 1e999999999\nmemory: 1E9999999999\ndisk: '1e-999999999'\n"), code="quantity")
add("huge-amount", spec(f"memory: '{'9' * BIG}'\n"), code="quantity")
add("huge-fraction", spec(f"cpu: '0.{'1' * BIG}'\n"), code="quantity")
add("huge-range", spec(f"cpu: '{'..' * (BIG // 2)}'\n"), code="quantity")
add("huge-duration", spec("shutdown: 9999999h\n"), code="out-of-range")
add("longer-duration", spec(f"shutdown: '{'9' * BIG}s'\n"), code="duration")
add("huge-cidr", spec(f"calls: {{a: {{host: a.dev, port: 1, cidr: ['{'1.' * 100_000}0/8', '::/{'9' * 5000}']}}}}\n"), code="cidr")
add("huge-date", spec(f"exemptions: {{image-digest: {{reason: a, until: '{'9' * BIG}'}}}}\n"), code="date")
add("no-date", spec("exemptions: {image-digest: {reason: a, until: 0000-00-00}}\n"), code="date")
add("huge-name", lone(f"name: {'a' * BIG}\nimage: {IMAGE}\n"), code="name")
add("huge-unknown-field", spec(f"? {'a' * BIG}\n: b\n"), code="unknown-field")
add("huge-blueprint", spec(f"blueprint: {'b' * BIG}\n"), code="name")
add("huge-annotation", spec(f"annotations: {{a: {'b' * 300_000}}}\n"))
add("huge-argument", spec(f"args: [{'b' * 800_000}]\n"), "harmless")
add("huge-environment", spec(f"environments: {{? {'e' * 500_000} : {{}}}}\n"), code="unknown-environment")

BAIT = {
    "name": ("name: {}\n", ["a" + "-" * BIG, "a-" * (BIG // 2), "a" * BIG + "!"]),
    "image": ("image: {}\n", ["a." * 130_000, "a/" * 400 + "!", "a" * 1000 + "_" * 20, "a-" * 500 + "!", "a" * BIG]),
    "host": ("expose: {}\nport: 80\n", ["a." * (BIG // 2) + "!", "a-" * (BIG // 2), "*." + "a" * BIG]),
    "label-key": ("labels: {{{}: x}}\n", ["a." * 100_000 + "/!", "a-" * 100_000, "a/" * 100_000]),
    "label-value": ("labels: {{a: {}}}\n", ["a." * 100_000 + "!", "a" + "-" * BIG]),
    "path": ("scratch: ['{}']\n", ["/" + "a/" * 100_000 + "..", "/" + "." * BIG + ":", "//" * 100_000]),
    "url-path": ("port: 80\nhealth: '{}'\n", ["/" + "a" * BIG, "/" + "%" * 100_000 + "\u00e9"]),
    "port-name": ("ports: {{{}: 80}}\n", ["a-" * 100_000, "1-" * 100_000, "-" * 100_000]),
    "env-name": ("env: {{{}: x}}\n", ["_" * 100_000 + "-", "A0" * 100_000 + "-"]),
    "object-name": ("secrets: {{{}: /s}}\n", ["a." * 100_000 + "_", "a-" * 100_000]),
    "duration": ("shutdown: '{}'\n", ["1" * 100_000 + "x"]),
    "quantity": ("cpu: '{}'\n", ["1." * 100_000, "1e" * 100_000, "+" * 100_000, "0" * 100_000 + "x"]),
    "cidr": (
        "calls: {{a: {{host: a.dev, port: 1, cidr: ['{}']}}}}\n",
        ["1." * 100_000 + "/8", ":" * 100_000 + "/8", "1/" * 100_000],
    ),
    "date": ("exemptions: {{image-digest: {{reason: a, until: '{}'}}}}\n", ["2027-" * 100_000]),
    "permission": ("permissions: {{{}: [get]}}\n", ["a." * 200_000]),
}
for kind, (text, baits) in BAIT.items():
    for number, bait in enumerate(baits):
        add(f"backtracking-{kind}-{number}", lone(text.format(bait) + ("" if kind == "name" else "name: cart\n")))

SECRETS = ["a" * BIG, "ey-" * 100_000, "eyaaaaaaaaaa.ey" * 20_000, "-----BEGIN " * 30_000, "a://" * 70_000, "a://:" * 60_000]
SECRETS += [
    "ghp_" * 70_000,
    "xoxb-" * 50_000,
    "glpat-" * 100_000,
    "://:@" * 150_000,
    "a+a." * 70_000,
    "AKIA" * 70_000,
    "$(" * 130_000,
]
for number, bait in enumerate(SECRETS):
    add(f"backtracking-secret-{number}", lone(f"name: cart\nimage: acme.dev/cart\nenv: {{DB_PASSWORD: '{bait}'}}\n"))
add("huge-variable-name", lone(f"name: cart\nimage: acme.dev/cart\nenv: {{{'PASSWORD' * 50_000}: hunter2}}\n"))
add("hidden-credential", spec("config: {/a: {text: 'a: postgres://u:s3cret@db/shop'}}\n"), code="plaintext-secret")

add(
    "two-hundred-specs",
    project({"services/all.yaml": "---\n".join(SPEC.replace("cart", f"c{n}", 1) for n in range(200))}, "build", "-j", "1"),
    "harmless",
)

"""Blueprints that try to run code, to read files, or to take all memory there is."""

from __future__ import annotations

from tests.hostile.hostile_cases import BIG, SPEC, add, blueprint, expression, linked, lone, project

add("blueprint-path", lone(SPEC + "blueprint: ../../outside\n"), code="name")
add("blueprint-link", linked({"services/a.yaml": SPEC + "blueprint: bad\n"}, {"blueprints/bad": "../../outside"}))
add("blueprint-folder-link", linked({"services/a.yaml": SPEC + "blueprint: bad\n"}, {"blueprints": "../outside"}))
add(
    "blueprint-file-link",
    linked(
        {"services/a.yaml": SPEC + "blueprint: bad\n", "blueprints/bad/blueprint.yaml": "description: a\n"},
        {"blueprints/bad/t.yaml": "../../../outside/secret.txt"},
    ),
    "file",
)
add(
    "blueprint-zero",
    linked(
        {"services/a.yaml": SPEC + "blueprint: bad\n", "blueprints/bad/blueprint.yaml": "description: a\n"},
        {"blueprints/bad/t.yaml": "/dev/zero"},
    ),
    "file",
)
add("blueprint-of-itself", blueprint(description="description: a\nextends: bad\n"))
add("blueprint-of-path", blueprint(description="description: a\nextends: ../../outside\n"))
add("blueprint-bomb", blueprint("a: &a [x, x]\n" + "".join(f"a{n}: &a [*a, *a, *a, *a]\n" for n in range(20))))
add(
    "blueprint-python",
    project(
        {
            "blueprints/bad/evil.py": "open('../outside/owned', 'w')",
            "blueprints/bad/blueprint.yaml": "description: a\n",
            "services/a.yaml": SPEC + "blueprint: bad\n",
        }
    ),
    "file",
)
add("blueprint-many-files", blueprint(*["apiVersion: v1\nkind: A\nmetadata: {name: a}\n"] * 300), "file")
add("blueprint-unquoted", blueprint("apiVersion: v1\nkind: Service\nmetadata: {name: {{ x }}}\n"), code="quote-expression")
add("blueprint-statement", blueprint("apiVersion: v1\nkind: Service\nmetadata: {name: \"{% include '/etc/passwd' %}\"}\n"))
add("blueprint-name-path", blueprint('apiVersion: v1\nkind: Service\nmetadata: {name: "../../outside"}\nspec: {}\n'))
add("blueprint-kind-path", blueprint('apiVersion: v1\nkind: "../../outside"\nmetadata: {name: a}\n'))
add("blueprint-for-everything", blueprint("$for: a in range(100000000)\napiVersion: v1\nkind: Service\nmetadata: {name: a}\n"))
add("blueprint-param-default", blueprint(description="description: a\nparams: {a: {type: integer, default: x}}\n"))
add(
    "blueprint-many-params",
    blueprint(description="description: a\nparams:\n" + "".join(f"  p{n}: {{typ: x}}\n" for n in range(9_000))),
)

EXPRESSIONS = [
    *("10**10**10", "'a'*2000000000", "'a' ~ 'a' * 99999999", "'%1000000000d' % 1", "2 << 99999999999", "9 // 0", "10 % 3"),
    *("service.__class__.__mro__", "service['__class__']", "service|attr('__class__')", "service.model_fields", "''.__class__"),
    *(
        "service.model_dump()",
        "service.copy()",
        "service.parse_file('../outside/secret.txt')",
        "service.parse_raw(b'', proto='pickle')",
    ),
    *("service.model_validate_json('{}')", "service.model_construct", "service.json", "service.__init__.__globals__"),
    *(
        "cycler.__init__.__globals__.os.popen('id').read()",
        "lipsum.__globals__",
        "joiner()",
        "namespace()",
        "dict(a=1)",
        "range(10**9)",
    ),
    *(
        "self",
        "loop",
        "environment.__dict__",
        "request",
        "config",
        "get_flashed_messages",
        "[].append(1)",
        "'{0.__class__}'.format(1)",
    ),
    *("'a'|format", "[1,2]|map('upper')", "'a'|pprint", "()|list", "service|tojson", "'x'|center(999999999)", "'x' is defined"),
    *("lambda: 1", "__import__('os')", "[x for x in y]", "yield", "a := 1", "{{{{", "}} {{", "service.name if", "{%", "{# #}"),
    "(" * 3000 + "1" + ")" * 3000,
    "not " * 30_000 + "true",
    "1" + " + 1" * 20_000,
    "'a'" + " ~ 'a'" * 20_000,
    "[" * 3000 + "]" * 3000,
    "service" + ".a" * 30_000,
    "service" + "['a']" * 3000,
    "1 if " * 3000 + "1",
    "- " * 30_000 + "1",
    "9" * 100_000,
    "a" * BIG,
]
for number, code in enumerate(EXPRESSIONS):
    add(f"expression-{number:02}", expression(code))

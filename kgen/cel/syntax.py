"""Tokens into a tree (https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kgen.cel.tokens import Token, tokens
from kgen.cel.values import CelError

DEEPEST = 60
"""How deep an expression may nest: a person loses track much earlier."""

MACROS = ("all", "exists", "exists_one", "filter", "map", "optMap")
"""What reads as a method and binds a name for its last arguments."""

RESERVED = frozenset(
    [
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "namespace",
        "package",
        "return",
        "var",
        "void",
        "while",
    ]
)


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an expression.

    `kind` is `literal`, `name`, `select`, `maybe` (`.?` and `[?]`), `index`, `call`, `method`, `has`, `items`, `entries`, `not`,
    `negate`, `and`, `or`, `if`, `binary` or one of MACROS; `value` is its constant, name or sign, `parts` the nodes below it.
    `at` is its place in the text, `size` the number of nodes outside the bodies of macros, `depth` how deep it nests.
    """

    kind: str
    at: int
    value: Any = None
    parts: tuple[Node, ...] = ()
    width: int = 1
    size: int = 1
    depth: int = 1


def node(kind: str, token: Token, value: Any = None, *parts: Node) -> Node:
    """A node at a token. Raises CelError where it nests too deep."""
    depth = 1 + max((part.depth for part in parts), default=0)
    if depth > DEEPEST:
        raise CelError(f"the expression nests deeper than {DEEPEST} levels; split it into several rules", token.at)
    counted = parts[:1] if kind in MACROS else parts
    return Node(kind, token.at, value, parts, token.end - token.at, 1 + sum(part.size for part in counted), depth)


def parse(text: str) -> Node:
    """The tree of an expression. Raises CelError."""
    parser = _Parser(list(tokens(text)))
    tree = parser.expression()
    parser.expect("", "an operator, or the end")
    return tree


_RELATIONS = frozenset(["<", "<=", ">", ">=", "==", "!=", "in"])


class _Parser:
    """Reads one expression from its tokens, from the loosest operator to the tightest."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._index = 0
        self._open = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._index]

    def _take(self, *signs: str) -> Token | None:
        """The next token, if it is one of these signs or words."""
        token = self._next
        if token.kind == "value" or token.value not in signs:
            return None
        self._index += 1
        return token

    def expect(self, sign: str, what: str = "") -> Token:
        """The next token, which must be this sign; an empty one is the end."""
        token = self._take(sign)
        if token is None:
            raise self._unexpected(what or f"'{sign}'")
        return token

    def _unexpected(self, wanted: str) -> CelError:
        token = self._next
        found = "the expression ends" if token.kind == "end" else f"'{token.value}' stands"
        return CelError(f"{found} where {wanted} must stand", token.at, width=max(1, token.end - token.at))

    def expression(self) -> Node:
        self._open += 1
        if self._open > DEEPEST:
            raise CelError(f"the expression nests deeper than {DEEPEST} levels; split it into several rules", self._next.at)
        tree = self._either()
        if mark := self._take("?"):
            chosen = self._either()
            self.expect(":")
            tree = node("if", mark, None, tree, chosen, self.expression())
        self._open -= 1
        return tree

    def _either(self) -> Node:
        return self._joined("||", "or", lambda: self._joined("&&", "and", self._relation))

    def _joined(self, sign: str, kind: str, below: Any) -> Node:
        parts, first = [below()], None
        while token := self._take(sign):
            first = first or token
            parts.append(below())
        return node(kind, first, None, *parts) if first else parts[0]

    def _relation(self) -> Node:
        return self._chain(_RELATIONS, lambda: self._chain({"+", "-"}, lambda: self._chain({"*", "/", "%"}, self._unary)))

    def _chain(self, signs: Any, below: Any) -> Node:
        tree: Node = below()
        while token := self._take(*signs):
            tree = node("binary", token, token.value, tree, below())
        return tree

    def _unary(self) -> Node:
        marks = []
        while token := self._take("!", "-"):
            marks.append(token)
            if len(marks) > DEEPEST:
                raise CelError(f"the expression nests deeper than {DEEPEST} levels", token.at)
        tree = self._member(negative=bool(marks) and marks[-1].value == "-")
        for token in reversed(marks):
            if token.value == "-" and tree.kind == "literal" and type(tree.value) in (int, float):
                tree = node("literal", token, -tree.value)
            else:
                tree = node("not" if token.value == "!" else "negate", token, None, tree)
        return tree

    def _member(self, *, negative: bool) -> Node:
        tree = self._primary()
        if tree.kind == "literal" and tree.value == 2**63 and type(tree.value) is int and not negative:
            raise CelError("this number is larger than any int", tree.at)
        while token := self._take(".", ".?", "[", "[?"):
            if token.value in (".", ".?"):
                tree = self._selected(tree, token)
            else:
                key = self.expression()
                self.expect("]")
                tree = node("index" if token.value == "[" else "maybe", token, None, tree, key)
        return tree

    def _selected(self, tree: Node, dot: Token) -> Node:
        name = self._next
        if name.kind != "name" or name.value in ("true", "false", "null", "in"):
            raise self._unexpected("a name")
        self._index += 1
        if dot.value == ".?":
            return node("maybe", name, None, tree, node("literal", name, name.value))
        if not self._take("("):
            return node("select", name, name.value, tree)
        parts = self._list(")")
        if name.value in MACROS:
            return _macro(name, tree, parts)
        return node("method", name, name.value, tree, *parts)

    def _primary(self) -> Node:
        token = self._next
        self._index += 1
        if token.kind == "value":
            return node("literal", token, token.value)
        if token.value in ("true", "false", "null") and token.kind == "name":
            return node("literal", token, {"true": True, "false": False}.get(token.value))
        if token.kind == "name" and token.value != "in":
            return self._named(token)
        if token.value == "(":
            tree = self.expression()
            self.expect(")")
            return tree
        if token.value == "[":
            return node("items", token, None, *self._list("]"))
        if token.value == "{":
            return node("entries", token, None, *self._entries())
        self._index -= 1
        raise self._unexpected("a value")

    def _named(self, token: Token) -> Node:
        if token.value in RESERVED:
            raise CelError(f"'{token.value}' is a reserved word", token.at, width=len(token.value))
        if not self._take("("):
            return node("name", token, token.value)
        parts = self._list(")")
        if token.value != "has":
            return node("call", token, token.value, *parts)
        if len(parts) != 1 or parts[0].kind != "select":
            raise CelError("'has' asks for a field", token.at, "write has(object.spec)", width=3)
        return node("has", token, parts[0].value, *parts[0].parts)

    def _list(self, end: str) -> list[Node]:
        """The expressions up to a closing sign; a comma may stand behind the last one."""
        parts: list[Node] = []
        while not self._take(end):
            parts.append(self.expression())
            if not self._take(","):
                self.expect(end, f"',' or '{end}'")
                break
        return parts

    def _entries(self) -> list[Node]:
        parts: list[Node] = []
        while not self._take("}"):
            parts.append(self.expression())
            self.expect(":")
            parts.append(self.expression())
            if not self._take(","):
                self.expect("}", "',' or '}'")
                break
        return parts


def _macro(name: Token, tree: Node, parts: list[Node]) -> Node:
    most = 3 if name.value == "map" else 2
    if not 2 <= len(parts) <= most or parts[0].kind != "name":
        example = f"list.{name.value}(item, item.name != '')"
        raise CelError(f"'{name.value}' takes a name and an expression", name.at, f"write {example}", width=len(name.value))
    return node(name.value, name, parts[0].value, tree, *parts[1:])

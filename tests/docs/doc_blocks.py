"""The fenced blocks of a Markdown page, and what each asks of a test.

```console        commands after `$ `, each followed by what it prints; a line `…` stands for any lines,
                  and within a line for any text
```yaml, ```python, …   a first line `# path` names a file: below out/ it must have been generated, any other is written
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]

PAGES = sorted(
    [*REPOSITORY.glob("*.md"), *(page for page in (REPOSITORY / "docs").glob("*.md") if page.name != "judges.md")],
    key=lambda page: page.as_posix(),
)

_FENCE = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# ((?:[\w.-]+/)*[\w.-]+\.[a-z]+)(?: .*)?\n")
ANY = "…"


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the line at which it starts."""

    language: str
    text: str
    line: int

    @property
    def file(self) -> str | None:
        """The file that the first line names."""
        match = _FILE.match(self.text)
        return match[1] if match else None

    @property
    def content(self) -> str:
        """The text without the line that names the file."""
        return self.text.partition("\n")[2]

    def commands(self) -> Iterator[tuple[str, str]]:
        """Each command with the output it is said to have."""
        for part in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in their order."""
    text = page.read_text(encoding="utf-8")
    return [Block(match[1], match[2], text[: match.start()].count("\n") + 1) for match in _FENCE.finditer(text)]


def agrees(said: str, real: str) -> bool:
    """Whether real output is what the page says, line by line; trailing blanks and the number of rules do not count."""
    pattern = "".join(map(_line, said.splitlines()))
    stripped = "".join(f"{line.rstrip()}\n" for line in real.splitlines())
    return re.fullmatch(pattern, stripped) is not None


def _line(said: str) -> str:
    if said.strip() == ANY:
        return r"(?:.*\n)*?"
    exact = re.escape(said.rstrip()).replace(ANY, ".*")
    return re.sub(r"[0-9]+\\ rules\\ hold", r"[0-9]+\\ rules\\ hold", exact) + "\n"


def excerpted(said: str, real: str) -> bool:
    """Whether the parts of an excerpt, parted by lines of `…`, stand in a file in this order."""
    position = 0
    for part in re.split(rf"^\s*#? ?{ANY}.*\n", said, flags=re.MULTILINE):
        found = real.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return True

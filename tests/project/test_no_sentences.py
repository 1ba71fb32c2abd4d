"""No sentence a person reads stands in code or pages: words live in `locales`.

Prose is four words in a row. What only developers and operators read may be English
in the code: docstrings, what is raised or logged, SQL, and the commands of `pandu`.
"""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.project.tree import ROOT, files, modules, text, write

LEAST = 4  # words in a row
PHRASE = re.compile(r"[^\W\d_]{2,}[,.;:!?]?\s+[^\W\d_]{2,}")
WORD = re.compile(r"[^\W\d_]{2,}(?:[/'-][^\W\d_]+)*")
VALUE = "{}"  # what an f-string puts in: neither a word nor the end of a sentence
SQL = re.compile(
    r"\s*(ALTER|ANALYZE|BEGIN|COMMIT|CREATE|DELETE|DROP|INSERT|LOCK|PRAGMA|SELECT|SET"
    r"|UPDATE|VACUUM|WITH)\b"
)

# What only an operator or an SNI expert reads, at a terminal.
FOR_OPERATORS = (
    "bot/bench*",
    "bot/cli.py",
    "bot/metrics.py",
    "bot/operations/doctor*",
    "conversations/catalogue/*.py",
    "storage/migrations/*",
)
# What people type to us and platforms complain of: we read it, nobody else does.
TOLD_TO_US = (
    "bot/channels/*/errors.py",
    "conversations/language/*",
    "conversations/understanding/features.py",
    "conversations/understanding/objects.py",
)
LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log", "warn"}
NAMES = {"Pandu SNI"}


class Strings(ast.NodeVisitor):
    """The strings of a module that a person could come to read."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):  # else it is a docstring
            self.generic_visit(node)

    def visit_Raise(self, node):
        """What is raised is for developers and operators."""

    def visit_Assert(self, node):
        self.visit(node.test)

    def visit_ClassDef(self, node):
        bases = " ".join(ast.unparse(base) for base in node.bases)
        if "Error" not in bases and "Exception" not in bases:
            self.generic_visit(node)

    def visit_Call(self, node):
        called = getattr(node.func, "attr", "")
        listed = called == "split" and isinstance(node.func.value, ast.Constant)
        if called not in LOGGING and not listed:
            self.generic_visit(node)

    def visit_JoinedStr(self, node):
        parts = [getattr(part, "value", VALUE) for part in node.values]
        whole = "".join(part if isinstance(part, str) else VALUE for part in parts)
        self.found.append((node.lineno, whole))

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            self.found.append((node.lineno, node.value))


class Page(HTMLParser):
    """The words that stand in a template itself."""

    SPOKEN = (
        "alt",
        "aria-description",
        "aria-label",
        "content",
        "placeholder",
        "title",
    )

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._inside = ""

    def handle_starttag(self, tag, attrs):
        self._inside = tag if tag in {"script", "style"} else ""
        named = dict(attrs).get("name", "")
        for name, value in attrs:
            # <meta name="description"> is read by people, name="viewport" is not.
            silent = name == "content" and named not in {"author", "description"}
            if name in self.SPOKEN and not silent and WORD.search(value or ""):
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, _tag):
        self._inside = ""

    def handle_data(self, data):
        if not self._inside and PHRASE.search(data):
            self.found.append((self.getpos()[0], data.strip()))


def prose(value: str) -> bool:
    """Whether *value* has `LEAST` words in a row, as no key and no format has."""
    run = 0
    for token in value.split():
        bare = token.strip('.,;:!?()*_"')
        run = run + 1 if WORD.fullmatch(bare) else run if bare == VALUE else 0
        if run == LEAST:
            return True
    return False


def in_python(source: str) -> Iterator[tuple[int, str]]:
    strings = Strings()
    strings.visit(ast.parse(source))
    for line, value in strings.found:
        if prose(value) and not SQL.match(value):
            yield line, value


def in_page(source: str) -> Iterator[tuple[int, str]]:
    """Prose of an HTML template, Jinja's own parts apart."""
    page = Page()
    page.feed(_without(r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->", source))
    yield from ((line, value) for line, value in page.found if value not in NAMES)


def in_script(source: str) -> Iterator[tuple[int, str]]:
    """Prose in the strings of JavaScript, or in what CSS puts on a page."""
    bare = _without(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", source)
    for found in re.finditer(r"([\"'`])((?:(?!\1)[^\\\n]|\\.)*)\1", bare):
        if prose(found[2]):
            yield bare.count("\n", 0, found.start()) + 1, found[2]


def _without(pattern: str, source: str) -> str:
    """*source* with what matches left out, its lines still counted alike."""
    return re.sub(pattern, lambda m: "\n" * m[0].count("\n"), source, flags=re.DOTALL)


def sentences(root: Path) -> list[str]:
    """Each sentence under *root* that should be in `locales`."""
    readers = {".css": in_script, ".html": in_page, ".js": in_script, ".svg": in_page}
    spoken = [path for path in modules(root) if not _excused(root, path)]
    pages = [
        path for path in files(root / "bot", *readers) if "vendor" not in path.parts
    ]
    return [
        f"{path.relative_to(root)}:{line}: {' '.join(value.split())[:60]}"
        for path in (*spoken, *pages)
        for line, value in readers.get(path.suffix, in_python)(text(path))
    ]


def _excused(root: Path, path: Path) -> bool:
    here = path.relative_to(root).as_posix()
    return any(fnmatch(here, pattern) for pattern in FOR_OPERATORS + TOLD_TO_US)


def test_no_sentence_stands_in_code_or_pages():
    assert sentences(ROOT) == []


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("bot/x.py", 'say("Selamat datang di Pandu")'),
        ("bot/x.py", 'say(f"Nomor kasus Bapak/Ibu adalah {number} ya")'),
        ("bot/x.py", 'A = {"a": ["please try again later"]}'),
        ("conversations/x.py", 'A = "Foto sudah masuk, terima kasih"'),
        ("storage/x.py", 'A = "This case is already taken"'),
        ("bot/web/x.html", "<p>Tulis pesan</p>"),
        ("bot/web/x.html", "<p>{{ t('a') }} dan lain lain</p>"),
        ("bot/web/x.html", '<input placeholder="Ketik di sini">'),
        ("bot/web/x.html", '<button aria-label="Kirim">&gt;</button>'),
        ("bot/web/x.html", "<title>Halaman petugas</title>"),
        ("bot/web/x.js", "show('Sambungan terputus, coba lagi sebentar');"),
        ("bot/web/x.js", "show(`Pesan belum terkirim, mohon tunggu`);"),
        ("bot/web/x.css", 'a::after { content: "buka di jendela baru" }'),
    ],
)
def test_a_sentence_is_noticed(tmp_path, path, content):
    write(tmp_path, path, content)
    assert len(sentences(tmp_path)) == 1


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("bot/x.py", '"""A docstring may have many words."""'),
        ("bot/x.py", 'raise ValueError("the key ring has no key")'),
        ("bot/x.py", 'logger.info("one event came in twice: %s", key)'),
        ("bot/x.py", 'say("welcome.greeting.ask", name=name)'),
        ("storage/x.py", 'text("SELECT id FROM people WHERE office = :office")'),
        ("conversations/x.py", 'SLANG = "gk ga nggak tdk".split()'),
        ("bot/x.py", 'name = f"{a} {b} {c} {d}"'),
        ("bot/x.py", "CSP = \"script-src 'self'; style-src 'self'; font-src 'self'\""),
        ("bot/cli.py", 'print("the catalogue has nothing missing")'),
        ("bot/web/x.html", "<p>{{ t('chat.hint') }}</p><b>Pandu SNI</b>"),
        ("bot/web/x.html", '<meta name="viewport" content="width=device-width">'),
        ("bot/web/x.html", "<style>a { color: red; margin: 0 auto }</style>"),
        ("bot/web/x.js", "// a comment may say what it likes\nshow(words.lost);"),
        ("bot/web/x.js", "fetch('https://example.org/a'); // and so may this one"),
    ],
)
def test_what_no_person_reads_is_left_alone(tmp_path, path, content):
    write(tmp_path, path, content)
    assert sentences(tmp_path) == []

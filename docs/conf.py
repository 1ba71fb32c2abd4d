"""The site of these pages: `make docs`, and then open site/index.html.

The pages are written to be read as they lie in the repository. What only a site needs
is put in here: the table of contents, from the lists in docs/index.md; a page of the
code for each folder; a link into a line of a file, which a site can only give whole.
"""

import re
import shutil
import sys
from itertools import groupby
from pathlib import Path
from typing import cast

from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("bot", "conversations", "locales", "storage")
INDEX = ROOT / "docs/index.md"
CODE = ROOT / "docs/reference/code"
sys.path.insert(0, str(ROOT))

project = "Pandu SNI"
html_title = project
root_doc = "README"
include_patterns = ["*.md", "docs/**.md", "docs/reference/code/*.rst"]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinxcontrib.mermaid"]

html_theme = "furo"
html_show_copyright = False
html_copy_source = False
html_show_sourcelink = False

# As on GitHub: headings can be linked to, a picture has a width, and a fence draws.
myst_heading_anchors = 3
myst_enable_extensions = ["html_image"]
myst_fence_as_directive = ["mermaid"]

autodoc_default_options = {
    "members": True,
    "ignore-module-all": True,
    "no-value": True,
}
autodoc_inherit_docstrings = False  # only what we say ourselves
autodoc_use_type_comments = False
autodoc_member_order = "bysource"
suppress_warnings = ["ref.python"]  # two rooms may have a `Question` each
add_module_names = False  # the heading above says it
locale_dirs: list[str] = []  # ours are Pandu's words, not those of a site
default_role = "code"  # a docstring says `this` for a name, as Markdown does

SECTION = re.compile(r"^## (.+)\n((?:(?!## ).*\n)*)", re.MULTILINE)
LISTED = re.compile(r"^(?:- |\d+\. )\[[^\]]*\]\(([^)#]+)\.md\)", re.MULTILINE)
# The site has files, but neither their lines nor folders.
INTO_A_FILE = re.compile(r"(\]\([^)#:\s]+\.(?:py|toml|txt|po))#[^)]*\)")
TO_A_FOLDER = re.compile(r"\[([^\]]+)\]\([\w/.]*/\w+/?\)")
# In a docstring: "`Say`s", and a block that is set in.
ENDING_AFTER_CODE = re.compile(r"(`[^`\n]+`)(?=\w)")
SHOWN_AS_IT_IS = re.compile(r"\n\n(    )")


def contents() -> str:
    """The table of contents: each list of docs/index.md, the code, the rest."""
    listed = {
        title: [f"docs/{page}" for page in LISTED.findall(body)]
        for title, body in SECTION.findall(INDEX.read_text("utf-8"))
    }
    listed["Code"] = [
        f"docs/reference/code/{page.stem}" for page in sorted(CODE.iterdir())
    ]
    listed["Project"] = ["README.id", "docs/index", "CONTRIBUTING", "CHANGELOG"]
    return "".join(
        f"\n```{{toctree}}\n:hidden:\n:caption: {title}\n\n{chr(10).join(pages)}\n```\n"
        for title, pages in listed.items()
    )


def write_code() -> None:
    """A page for each folder of code, made from what the code says of itself."""
    shutil.rmtree(CODE, ignore_errors=True)
    CODE.mkdir()
    for package in PACKAGES:
        modules = filter(describes, (ROOT / package).rglob("*.py"))
        for folder, inside in groupby(sorted(modules, key=place), by_folder):
            room = ".".join(folder)
            page = f"{room}\n{'=' * len(room)}\n{''.join(map(described, inside))}"
            (CODE / f"{room}.rst").write_text(page, "utf-8")


def describes(module: Path) -> bool:
    """Whether it can be imported: no program, no migration, no peer to be measured."""
    apart = {"migrations", "peers"}
    return module.stem != "__main__" and apart.isdisjoint(module.parts)


def by_folder(module: Path) -> tuple[str, ...]:
    """The modules of one folder stand on one page."""
    return module.relative_to(ROOT).parent.parts


def place(module: Path) -> tuple[tuple[str, ...], str]:
    """Where a module stands; what a folder says of itself stands first."""
    return by_folder(module), module.name


def described(module: Path) -> str:
    """One module's part of a page; a room's own words stand under its title."""
    name = ".".join(module.relative_to(ROOT).with_suffix("").parts)
    room = name.removesuffix(".__init__")
    last = name.rpartition(".")[2]
    title = f"\n{last}\n{'-' * len(last)}\n" if name == room else ""
    return f"{title}\n.. automodule:: {room}\n"


def for_a_site(app: Sphinx, name: str, source: list[str]) -> None:
    """Give a page what only a site needs."""
    source[0] = TO_A_FOLDER.sub(r"\1", INTO_A_FILE.sub(r"\1)", source[0]))
    if name == app.config.root_doc:
        source[0] += contents()
        for listed in (INDEX, *CODE.iterdir()):
            app.env.note_dependency(listed)


def as_we_write(*documented: object) -> None:
    """A docstring's lines as Sphinx wants them: we write them as Markdown."""
    lines = cast(list[str], documented[-1])
    text = ENDING_AFTER_CODE.sub(r"\1\\ ", "\n".join(lines))
    lines[:] = SHOWN_AS_IT_IS.sub(r"\n\n::\n\n\1", text).split("\n")


def front(app: Sphinx, failed: Exception | None) -> None:
    """A server looks for index.html."""
    if not failed:
        shutil.copy(
            app.outdir / f"{app.config.root_doc}.html", app.outdir / "index.html"
        )


def setup(app: Sphinx) -> None:
    """What Sphinx calls."""
    write_code()
    app.connect("source-read", for_a_site)
    app.connect("autodoc-process-docstring", as_we_write)
    app.connect("build-finished", front)

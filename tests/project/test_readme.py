"""The front door shows what is inside: its pictures and its quotes are the real ones."""

import re

from conversations.cases import lifecycle
from tests.project.tree import ROOT, text

README = text(ROOT / "README.md")


def blocks(kind):
    return re.findall(rf"```{kind}\n(.*?)\n```", README, re.DOTALL)


def test_the_life_of_a_case_is_drawn_as_the_code_has_it():
    assert lifecycle.mermaid().strip() in [block.strip() for block in blocks("mermaid")]


def test_each_line_of_the_quoted_transcript_stands_in_it_in_this_order():
    (name,) = re.findall(r"\]\((tests/transcripts/\w+\.txt)\)", README)
    (quoted,) = blocks("text")
    rest = iter(text(ROOT / name).splitlines())
    missing = [line for line in quoted.splitlines() if line != "…" and line not in rest]
    assert missing == []

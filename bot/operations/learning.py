"""Learns how sentences are understood from labelled messages, and counts how well."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import conversations.understanding
from bot import words
from bot.operations.explaining import Setting, reached
from bot.operations.listening import TOLD, put_right, told
from conversations.engine.words import View
from conversations.understanding.classifier import shipped
from conversations.understanding.measuring import COLUMNS, Tally, across, counted
from conversations.understanding.measuring_answers import ANSWERS, answered
from conversations.understanding.training import CONTEXTS, Labelled, labelled, learn
from conversations.understanding.weights import packed

WEIGHTS = Path(conversations.understanding.__file__).with_name("weights.bin")
MESSAGES = WEIGHTS.parents[2] / "tests" / "understanding"
FOLDS = 4
KINDS = ("own", "beside")
"""Questions that no fact answers: of one's own case, and of nothing of ours."""


def messages(half: str) -> list[Labelled]:
    """The labelled wishes of `training` or `held_out`, by file, as they stand."""
    found: list[Labelled] = []
    for file in sorted((MESSAGES / half).glob("*.toml")):
        context = file.stem.partition("_")[0]
        if context in CONTEXTS:
            found += labelled(context, tomllib.loads(file.read_text("utf-8")))
    return found


def answers(half: str) -> dict[str, Tally]:
    """How the labelled questions of `training` or `held_out` are answered, by kind."""
    found: dict[str, Tally] = defaultdict(Counter)
    at_rest = View(reached(Setting()), first=False)
    for file in sorted((MESSAGES / half).glob("questions*.toml")):
        for question in tomllib.loads(file.read_text("utf-8"))["question"]:
            kind = next((each for each in KINDS if each in question), "fact")
            found[kind][answered(question, at_rest)] += 1
    return dict(sorted(found.items()))


def learnt() -> bytes:
    """What the training half teaches, as it is shipped."""
    return packed(learn(messages("training")))


def figures(language: str, *, quick: bool) -> Iterator[str]:
    """How each half is understood, line by line; *quick* leaves out the slow one."""

    def tell(key: str) -> str:
        return words.text(language, f"cli.understanding.{key}")

    tables = {"held_out": counted(shipped(), messages("held_out"))}
    if not quick:
        tables["training"] = across(messages("training"), FOLDS)
    for half, table in tables.items():
        yield f"{tell(half):<24}" + "".join(f"{tell(name):>17}" for name in COLUMNS)
        for row, tally in table.items():
            yield f"  {row:<22}" + "".join(_cells(tally, COLUMNS))
    for half in tables:
        yield f"{tell(half):<24}" + "".join(f"{tell(name):>17}" for name in ANSWERS)
        for row, tally in answers(half).items():
            yield f"  {tell(row):<22}" + "".join(_cells(tally, ANSWERS))
    for half in tables:
        yield f"{tell(half):<24}" + "".join(f"{tell(name):>17}" for name in TOLD)
        folder = MESSAGES / half
        tallies = {"together": told(folder), "put_right": put_right(folder)}
        for row, tally in tallies.items():
            yield f"  {tell(row):<22}" + "".join(_cells(tally, TOLD))


def _cells(tally: Tally, columns: Sequence[str]) -> Iterator[str]:
    whole = sum(tally.values())
    for name in columns:
        yield f"{tally[name]:>10} {tally[name] / whole:>6.1%}"

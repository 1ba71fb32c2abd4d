"""What stands before a bubble's words: its file is as it came, or it comes again."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot import words
from bot.channels.base import Bubble, Profile
from bot.pipeline.render import Draft, joined
from storage.cases import documents
from storage.core.database import Transaction


async def marked(
    tx: Transaction, drafts: Sequence[Draft], language: str
) -> list[Draft]:
    """*drafts*, in which each file with a mark has it in words before its own."""
    files = [draft.bubble.file for draft in drafts if draft.bubble.file]
    found = await documents.by_ids(tx, files) if files else {}
    kinds = {id_: one.kind for id_, one in found.items()}
    return [_with(each, kinds.get(each.bubble.file, ""), language) for each in drafts]


def once_more(bubble: Bubble, language: str, profile: Profile) -> Bubble:
    """*bubble*, which perhaps arrived before, saying so where there is room for it."""
    runs = joined(words.runs(language, "repair.once_more"), bubble.runs)
    said = replace(bubble, runs=runs)
    most = profile.caption if bubble.file else profile.text
    return said if bubble.runs and len(said.plain) <= most else bubble


def _with(draft: Draft, mark: str, language: str) -> Draft:
    if mark not in documents.MARKS:
        return draft
    warning = words.runs(language, f"file.{mark}", {})
    runs = joined(warning, draft.bubble.runs)
    return replace(draft, bubble=replace(draft.bubble, runs=runs))

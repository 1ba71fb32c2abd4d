"""Why Pandu does not do as it was told, as one sentence that says what to set."""

from bot import words
from bot.app import NoKeys
from bot.channels.base import SendError
from bot.office import BadOffice
from bot.operations.archive import BadArchive
from bot.operations.backup import KeysFirst, NotEmbedded, NothingThere, Occupied
from bot.settings import Settings
from conversations.cases.decision import Denied
from conversations.catalogue import CatalogueError
from storage.core.database import NotReady, Unmigrated, UnwritableFolder
from storage.core.files import Damaged, Unwritable
from storage.core.seal import BadKeys, Unreadable
from storage.privacy.key_rotation import OldestGone, OtherKeys


class HalfSetUp(Exception):
    """A channel is set up in part; *missing* by channel."""

    def __init__(self, missing: dict[str, list[str]]) -> None:
        super().__init__(str(missing))
        self.missing = missing


class NoPort(Exception):
    """The web server cannot listen where it was told to."""


BY_KIND: tuple[tuple[type[Exception], str], ...] = (
    (NoKeys, "no_keys"),
    (OtherKeys, "other_keys"),
    (OldestGone, "oldest_gone"),
    (BadKeys, "bad_keys"),
    (UnwritableFolder, "unwritable"),
    (Unwritable, "unwritable"),
    # What `mkdir` raises below a file, or where we may not.
    (NotADirectoryError, "unwritable"),
    (FileExistsError, "unwritable"),
    (PermissionError, "unwritable"),
    (Unmigrated, "unmigrated"),
    (NotReady, "unreachable"),
    (NoPort, "port"),
    (SendError, "telegram"),
    (CatalogueError, "catalogue"),
    (NotEmbedded, "not_embedded"),
    (NothingThere, "nothing_there"),
    (Occupied, "occupied"),
    (KeysFirst, "keys_first"),
    (BadArchive, "bad_archive"),
    (Unreadable, "unreadable"),
    (Damaged, "unreadable"),
)
"""The words of each refusal; the first kind that fits."""


def refusal(error: Exception, settings: Settings) -> str | None:
    """The sentence for *error*; None for what is a fault of ours."""
    if isinstance(error, HalfSetUp):
        return "\n".join(half(error.missing, settings.language))
    if isinstance(error, BadOffice):
        return bad_office(error, settings.language)
    if isinstance(error, Denied):
        return words.text(settings.language, error.said.key, error.said.values)
    for kind, key in BY_KIND:
        if isinstance(error, kind):
            values = {
                "why": str(error),
                "folder": str(settings.data_dir),
                "host": settings.host,
                "port": str(settings.port),
            }
            return words.text(settings.language, f"cli.refuse.{key}", values)
    return None


def half(missing: dict[str, list[str]], language: str) -> list[str]:
    """A sentence for each channel that is set up in part."""
    return [
        words.text(
            language, "cli.refuse.half", {"channel": channel, "names": ", ".join(names)}
        )
        for channel, names in missing.items()
    ]


def bad_office(error: BadOffice, language: str) -> str:
    """What is wrong with the file of the office, all of it in one sentence."""
    wrong = [
        words.text(
            language, f"cli.office.{each.key}", {"entry": each.entry, **each.values}
        )
        for each in error.problems
    ]
    values = {"file": str(error.file), "why": "; ".join(wrong)}
    return words.text(language, "cli.refuse.office", values)

"""Why Pandu does not start, as one sentence that says what to set."""

from bot import words
from bot.app import NoKeys
from bot.settings import Settings
from storage.database import NotReady, Unmigrated, Unreachable, UnwritableFolder
from storage.files import Unwritable
from storage.seal import BadKeys


class HalfSetUp(Exception):
    """A channel is set up in part; *missing* by channel."""

    def __init__(self, missing: dict[str, list[str]]) -> None:
        super().__init__(str(missing))
        self.missing = missing


class NoPort(Exception):
    """The web server cannot listen where it was told to."""


def refusal(error: Exception, settings: Settings) -> str | None:
    """The sentence for *error*; None for what is a fault of ours."""
    language = settings.language

    def tell(key: str, **values: object) -> str:
        return words.text(language, f"cli.refuse.{key}", values)

    match error:
        case HalfSetUp(missing=missing):
            return "\n".join(
                tell("half", channel=channel, names=", ".join(names))
                for channel, names in missing.items()
            )
        case NoKeys():
            return tell("no_keys")
        case BadKeys():
            return tell("bad_keys", why=str(error))
        case UnwritableFolder() | Unwritable():
            return tell("unwritable", folder=str(settings.data_dir))
        case Unmigrated():
            return tell("unmigrated")
        case Unreachable() | NotReady():
            return tell("unreachable")
        case NoPort():
            return tell("port", host=settings.host, port=str(settings.port))
        case PermissionError():
            return tell("unwritable", folder=str(settings.data_dir))
        case _:
            return None

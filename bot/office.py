"""Reads the `office.toml` of an installation, and lays it over the facts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.settings import Settings
from conversations.catalogue import laid
from conversations.catalogue.local import Local, Problem, read

SAMPLE = Path(__file__).with_name("office_sample.toml")
"""What the demo says of an office that there is not; also a file to begin with."""


class BadOffice(Exception):
    """The *file* cannot be used; *problems* says why."""

    def __init__(self, file: Path, problems: Sequence[Problem]) -> None:
        super().__init__(f"{file}: {', '.join(each.entry for each in problems)}")
        self.file = file
        self.problems = problems


def file_of(settings: Settings) -> Path:
    """Where the file is: as it was set, else beside the data; the demo has its own."""
    if settings.demo:
        return SAMPLE
    return settings.office_file or settings.data_dir / "office.toml"


def local(settings: Settings) -> Local:
    """What this installation says of its Dinas; raises `BadOffice`."""
    file = file_of(settings)
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        if settings.office_file:
            raise BadOffice(file, [Problem("gone")]) from None
        return Local()
    except (OSError, UnicodeDecodeError) as error:
        raise BadOffice(file, [Problem("unreadable")]) from error
    found, problems = read(text)
    if problems:
        raise BadOffice(file, problems)
    return found


def lacks(settings: Settings) -> list[str]:
    """What stands between this installation and the public, by entry."""
    try:
        said = local(settings)
    except BadOffice as error:
        return [error.file.name]
    return [*said.missing, *(["sample"] if said.sample else [])]


@contextmanager
def opened(settings: Settings) -> Iterator[None]:
    """For as long as this lasts, the facts are those of this installation."""
    with laid(local(settings)):
        yield

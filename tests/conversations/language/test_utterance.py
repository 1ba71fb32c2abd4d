"""A text is taken apart once, whoever asks, and what was found is kept nowhere else."""

import pkgutil
from importlib import import_module

import pytest

from bot.bench.readers import READERS
from conversations import language
from conversations.language import Choices, Labelled, Utterance, normalise

LOOKS = ("clean", "plain", "fold")
TEXTS = ("Anyar", "Ibu Contoh", "12", "gk jadi bu", "tanya petugas dong", "batik cap?")
KINDS = Choices(Labelled(name, f"Batik {name}") for name in ("tulis", "cap", "print"))
LOOKING = (
    language.read_command,
    language.read_wish,
    language.greeting,
    language.thanks,
    language.read_answer,
    language.read_number,
    language.read_count,
    language.read_phone,
)
OF_A_NAME = {"has_everyday", "names_somebody", "untitled"}
"""What is asked of a name that was taken out of a text."""
SMALL_SIGNS = {"identity._shown"}
"""What is remembered of single signs is remembered of nobody."""


@pytest.fixture
def counted(monkeypatch):
    """How often each look at a whole text was made, by its name."""
    made = dict.fromkeys(LOOKS, 0)
    looking: list[str] = []

    def counting(name, look):
        def counts(text, **how):
            made[name] += not looking  # one look may be made by way of another
            looking.append(name)
            found = look(text, **how)
            looking.pop()
            return found

        return counts

    for name in LOOKS:
        monkeypatch.setattr(normalise, name, counting(name, getattr(normalise, name)))
    return made


@pytest.mark.parametrize("text", TEXTS)
def test_however_many_readers_look_each_look_is_made_once(counted, text):
    said = Utterance(text)
    for _ in range(3):
        for read in LOOKING:
            read(said)
        language.match(said, KINDS)
    assert max(counted.values()) == 1


@pytest.mark.parametrize("name", READERS)
def test_a_reader_takes_a_text_or_the_record_of_it(name):
    if name in {"clean", "plain", "fold", *OF_A_NAME}:
        return
    for text in TEXTS:
        assert READERS[name](Utterance(text)) == READERS[name](text)


def test_what_people_wrote_is_remembered_nowhere():
    """No cache of a reader may hold the names of people as long as the process runs."""
    kept = {
        f"{module.name}.{name}"
        for module in pkgutil.iter_modules(language.__path__)
        for name, made in vars(
            import_module(f"{language.__name__}.{module.name}")
        ).items()
        if hasattr(made, "cache_info")
    }
    assert kept == SMALL_SIGNS

"""Indonesian and English say the same things, completely, with the same values."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import locales
from tests.project.tree import write

COMPLETE = ("id", "en")
# Indonesian is the tongue of the catalogue itself, so it needs no file of this name.
FACTS = "catalogue"
# How a person is addressed may stand in one language and be left out in another.
FREE = {"you"}
PLACEHOLDER = re.compile(r"{(\w+)}")


def messages(folder: Path, language: str) -> dict[str, dict[str, Message]]:
    """Every message of *language*, by domain and key."""
    domains = {}
    for path in sorted((folder / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=language, abort_invalid=True)
        if language == "id" and catalog.num_plurals != 1:
            msg = f"{path.name}: Indonesian has one form, not {catalog.num_plurals}"
            raise ValueError(msg)
        domains[path.stem] = {
            _key(message): message for message in catalog if message.id
        }
    return domains


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def problems(folder: Path) -> list[str]:
    """Each way in which the languages of *folder* are not complete and alike."""
    try:
        spoken = {language: messages(folder, language) for language in COMPLETE}
    except ValueError as error:
        return [str(error)]
    found = []
    for language, domains in spoken.items():
        for domain, words in domains.items():
            for key, message in words.items():
                at = f"{language}/{domain}: {key}"
                if message.fuzzy:
                    found.append(f"{at} is fuzzy")
                if not all(form.strip() for form in _forms(message)):
                    found.append(f"{at} is empty")
    first, *others = COMPLETE
    for language in others:
        keys = {domain: set(words) for domain, words in spoken[language].items()}
        for domain in (set(keys) | set(spoken[first])) - {FACTS}:
            one, other = spoken[first].get(domain, {}), spoken[language].get(domain, {})
            found += [
                f"{language}/{domain}: {key} is missing" for key in one.keys() - other
            ]
            found += [
                f"{first}/{domain}: {key} is missing" for key in other.keys() - one
            ]
            found += [
                f"{language}/{domain}: {key} has other placeholders"
                for key in one.keys() & other.keys()
                if _placeholders(one[key]) != _placeholders(other[key])
            ]
    return sorted(found)


def _placeholders(message: Message) -> set[str]:
    return set(PLACEHOLDER.findall(" ".join(_forms(message)))) - FREE


def test_indonesian_and_english_are_complete_and_alike():
    assert problems(locales.FOLDER) == []


@pytest.mark.skipif(
    not find_spec("conversations.flows"), reason="there are no flows yet"
)
def test_every_key_a_flow_can_say_has_words():
    flows = import_module("conversations.flows")
    known = {key for words in messages(locales.FOLDER, "id").values() for key in words}
    assert set(flows.word_keys()) - known == set()


@pytest.mark.skipif(
    not find_spec("conversations.catalogue"), reason="there is no catalogue yet"
)
def test_every_fact_the_catalogue_can_tell_is_translated():
    catalogue = import_module("conversations.catalogue")
    known = messages(locales.FOLDER, "en").get(FACTS, {})
    assert set(catalogue.messages()) - known.keys() == set()


ONE_FORM = 'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
TWO_FORMS = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


@pytest.mark.parametrize(
    ("indonesian", "english", "problem"),
    [
        ('msgid "a"\nmsgstr "x"', "", "en/pandu: a is missing"),
        ("", 'msgid "a"\nmsgstr "x"', "id/pandu: a is missing"),
        ('msgid "a"\nmsgstr ""', 'msgid "a"\nmsgstr "x"', "id/pandu: a is empty"),
        (
            'msgid "a"\nmsgstr "x"',
            '#, fuzzy\nmsgid "a"\nmsgstr "x"',
            "en/pandu: a is fuzzy",
        ),
        (
            'msgid "a"\nmsgstr "{one}"',
            'msgid "a"\nmsgstr "{two}"',
            "en/pandu: a has other placeholders",
        ),
    ],
)
def test_words_that_differ_are_noticed(tmp_path, indonesian, english, problem):
    write(tmp_path, "id/LC_MESSAGES/pandu.po", ONE_FORM + indonesian)
    write(tmp_path, "en/LC_MESSAGES/pandu.po", TWO_FORMS + english)
    assert problem in problems(tmp_path)


def test_indonesian_with_two_plural_forms_is_noticed(tmp_path):
    write(tmp_path, "id/LC_MESSAGES/pandu.po", TWO_FORMS)
    assert problems(tmp_path) == ["pandu.po: Indonesian has one form, not 2"]


def test_plural_forms_and_forms_of_address_may_differ(tmp_path):
    write(
        tmp_path,
        "id/LC_MESSAGES/pandu.po",
        ONE_FORM + 'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "{count} orang, {you}"',
    )
    write(
        tmp_path,
        "en/LC_MESSAGES/pandu.po",
        TWO_FORMS
        + 'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "one"\nmsgstr[1] "{count} people"',
    )
    assert problems(tmp_path) == []

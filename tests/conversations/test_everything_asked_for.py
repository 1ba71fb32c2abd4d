"""Whatever the catalogue holds, a question finds it: by its names, and by its title."""

import pytest

from conversations.catalogue import catalogue
from conversations.catalogue.entries import all_entries, asked_for, of_matter
from conversations.catalogue.search import asking
from conversations.language import Utterance
from conversations.understanding.meaning import Known
from conversations.understanding.questions import asked, term

NEVER_ASKED = {"institution:owner"}
"""Whoever asks."""
TOLD_BY = {
    "term:sni": "card:sni",
    "term:batikmark": "card:batikmark",
    "term:lab_test": "card:tested",
    "term:merek": "card:trademark",
    "stage:batikmark/sampling": "card:sample",
    "stage:batikmark/test": "card:tested",
    "fee:batikmark_2017": "card:cost_batikmark",
    "fee:sni_text": "card:sni_text",
    "fee:sppt_sni_batik": "card:cost_sppt",
    "road:mandatory": "card:voluntary",
    "institution:lab": "card:tested",
}
"""What a card tells whole, and more beside."""
FORMS = (
    "{}?",
    "apa itu {}?",
    "{} itu apa ya",
    "mau tanya soal {} dong?",
    "what is {}?",
)


def answered(question):
    said = Utterance(question)
    found = term(said) or asked(said, busy=False, officer=False, language="id", word={})
    return set(found.entries) if isinstance(found, Known) else set()


def names(id_):
    facts = catalogue()
    found = [ask for other, ask in asked_for() if other == id_]
    for matter in facts.matters.values():
        if of_matter(matter) == id_:
            found += matter.words
    return found


@pytest.mark.parametrize("id_", sorted(all_entries().keys() - NEVER_ASKED))
def test_a_question_finds_it(id_):
    right = {id_, TOLD_BY.get(id_, id_)}
    questions = [form.format(name) for name in names(id_) for form in FORMS]
    finding = [each for each in questions if answered(each) & right]
    assert len(finding) > 1, questions
    assert any(asking(each) for each in finding)


def test_words_of_its_title_find_it_as_well():
    """In another order, and in capitals, with a courtesy around."""
    titled = {i: each.title for i, each in all_entries().items() if each.title}
    missed = []
    for id_, title in titled.items():
        words = title.rstrip("?").split()
        turned = " ".join([*words[1:], words[0]])
        said = f"Pak maaf mau tanya, {turned.upper()} itu apa ya?"
        same = {each for each, other in titled.items() if other == title}
        same |= {f"{kind}:{id_.partition(':')[2]}" for kind in ("card", "term", "road")}
        if not answered(said) & (same | {TOLD_BY.get(id_, id_)}):
            missed.append((id_, title, answered(said)))
    assert len(missed) <= LEFT * len(titled), missed


LEFT = 0.1
"""So many titles are words that ask for something nearer to them."""

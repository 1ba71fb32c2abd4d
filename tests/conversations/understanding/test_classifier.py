"""A whole sentence is weighed by three voices and by rules, and the margin decides."""

from dataclasses import replace

import pytest

from conversations.language import Utterance
from conversations.understanding import OFFICERS, OWNERS, Either, Perhaps, Wish
from conversations.understanding.classifier import Classifier, shipped
from conversations.understanding.features import read
from conversations.understanding.kinds import kinds_of
from conversations.understanding.measuring import across, counted
from conversations.understanding.rules import RULES
from conversations.understanding.training import labelled, learn
from conversations.understanding.voices import Voices
from conversations.understanding.weights import packed, unpacked

TWO = Either((Wish("apply"), Wish("learn")))
FIRST = Perhaps(TWO.wishes)
STATUS = Perhaps((Wish("status"), Wish("learn")))
TAUGHT = {
    "apply": {"id": ["mau daftar sni", "saya mau daftar", "daftar sni batik saya"]},
    "erase": {
        "id": ["hapus data saya", "tolong hapus semua data"],
        "en": ["erase my data"],
    },
    "officer": {"id": ["mau bicara dengan petugas", "panggil petugas"]},
    "help_other": {"id": [{"said": "daftarkan ibu saya", "also": ["apply"]}]},
    "none": {"id": ["asdf", "hmm"]},
}


def weigh(text, context="idle"):
    return shipped().weigh(Utterance(text), context)


def meaning(text, context="idle"):
    return weigh(text, context).meaning


def done(meaning):
    """What is done at once, with a way out or without."""
    wishes = getattr(meaning, "wishes", (meaning,))
    return None if isinstance(meaning, Either) else getattr(wishes[0], "intent", None)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("saya mau daftar SNI", "apply"),
        ("assalamualaikum pak saya bu contoh dari kramatwatu mau ngurus sni", "apply"),
        ("abdi hoyong daptar sni", "apply"),
        ("kule ajeng daftar sni", "apply"),
        ("i want to register", "apply"),
        ("hapus data saya", "erase"),
        ("jangan hapus data saya", "keep_data"),
        ("hp saya hilang", "lost_phone"),
        ("ada yang minta kode otp katanya dari dinas", "fraud"),
        ("mau bicara sama petugas", "officer"),
        ("dasar bot bodoh", "anger"),
    ],
)
def test_a_wish_is_heard_anywhere_in_a_sentence(text, intent):
    assert done(meaning(text)) == intent


@pytest.mark.parametrize("text", ["", "asdfgh", "\U0001f44d", "?"])
def test_what_says_nothing_means_nothing(text):
    assert meaning(text) is None


@pytest.mark.parametrize(
    ("ranked", "agree", "vetoes", "found"),
    [
        ((("apply", 0.99), ("learn", 0.01)), 3, (), Wish("apply")),
        ((("apply", 0.9), ("learn", 0.1)), 3, (), FIRST),
        ((("apply", 0.7), ("learn", 0.1)), 1, (), TWO),
        ((("status", 0.7), ("learn", 0.1)), 1, (), STATUS),
        ((("status", 0.7), ("learn", 0.1)), 1, RULES[:1], Either(STATUS.wishes)),
        ((("status", 0.9), ("greet", 0.1)), 3, (), Perhaps((Wish("status"),))),
        ((("greet", 0.9), ("learn", 0.1)), 3, (), Wish("greet")),
        ((("apply", 0.9), ("learn", 0.1)), 0, (), TWO),
        ((("apply", 0.9), ("learn", 0.1)), 3, RULES[:1], TWO),
        ((("apply", 0.5), ("learn", 0.4)), 3, (), TWO),
        ((("apply", 0.5), ("none", 0.4)), 3, (), Either((Wish("apply"),))),
        (
            (("fraud", 0.5), ("learn", 0.4)),
            2,
            (),
            Perhaps((Wish("fraud"), Wish("learn"))),
        ),
        ((("greet", 0.5), ("smalltalk", 0.4)), 1, (), None),
        ((("none", 0.5), ("learn", 0.4)), 3, (), None),
        ((("apply", 0.1), ("learn", 0.05)), 1, (), None),
    ],
)
def test_the_margin_decides_between_doing_offering_and_asking(
    ranked, agree, vetoes, found
):
    weighed = replace(weigh("halo"), ranked=ranked, agree=agree, vetoes=vetoes)
    assert weighed.meaning == found


def test_an_officer_wants_what_no_owner_can():
    assert meaning("tutup kasus 13", "officer") == Wish("close_case")
    assert {name for name, _ in weigh("tutup kasus 13").ranked} <= OWNERS


def test_what_an_officer_wants_told_to_somebody_is_not_weighed():
    said = Utterance("balas SRG-0015: hapus data saya")
    assert read(said, "officer").words == ("balas", "srg", "0015")
    assert read(Utterance(": halo"), "officer").words == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("assalamualaikum wr wb pak, mau daftar", "mau daftar"),
        ("saya bu contoh dari kramatwatu mau tanya", "mau tanya"),
        ("perkenalkan nama saya siti, mau belajar", "mau belajar"),
        ("saya Siti mau daftar", "mau daftar"),
        ("kami dari inspektorat mau daftar", "mau daftar"),
        ("saya mau daftar", "saya mau daftar"),
    ],
)
def test_greeting_and_introduction_are_taken_off(text, words):
    assert " ".join(read(Utterance(text), "idle").words) == words


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("hapus", "=remove"),
        ("dihapusin", "=remove"),
        ("dftr", "=register"),
        ("xkcd", ""),
        ("gerabah", ""),
    ],
)
def test_a_word_has_its_kind_with_what_is_hung_on_it(word, kind):
    assert (kinds_of(word) or ("",))[0] == kind


def test_every_rule_speaks_of_what_there_is():
    for rule in RULES:
        named = {*rule.vote, *rule.veto, *filter(None, [rule.over])}
        assert named <= OWNERS | OFFICERS, rule.name
        assert rule.vote or rule.veto, rule.name
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_rule_forbids_and_says_so():
    weighed = weigh("jangan hapus data saya ya pak tolong")
    assert "not to be erased" in [rule.name for rule in weighed.rules]


def test_the_same_messages_teach_the_same():
    taught = list(labelled("idle", TAUGHT))
    first, second = packed(learn(taught)), packed(learn(taught))
    assert first == second
    assert unpacked(first) == learn(taught)


def test_what_was_taught_is_known_and_counted():
    taught = list(labelled("idle", TAUGHT))
    classifier = Classifier(Voices(learn(taught)))
    table = counted(classifier, taught)
    assert sum(table["idle"].values()) == len(taught)
    assert sum(table["idle en"].values()) == 1
    assert table["idle"]["wrong"] == 0
    assert sum(across(taught, 2)["idle"].values()) == len(taught)


def test_no_word_that_was_not_learnt_is_remembered():
    voices = shipped().voices
    weigh("zubaidahwati mau daftar")
    made = {*voices._rows["owner"], *voices._words["owner"]}
    assert "daftar" in made
    assert not [name for name in made if "zubaidahwati" in name]


@pytest.mark.parametrize("text", ["qzxv " * 900, "abcdefghij" * 400, "daftar " * 600])
def test_of_a_long_text_only_so_much_is_looked_at(text):
    row = read(Utterance(text), "idle")
    assert len(row.words) <= 60
    assert weigh(text).ranked


def test_it_is_told_how_far_it_is_ahead_and_by_which_words():
    weighed = weigh("saya mau daftar sni")
    assert 0 < weighed.margin <= 1
    voices = shipped().voices
    assert voices.speaks("daftar", "apply") > voices.speaks("saya", "apply")
    assert "apply" in voices.names("owner")


def test_names_places_and_phones_count_as_such_and_soft_ends_as_nothing():
    row = read(Utterance("cek nomor 081200001234 punya siti anyar dong"), "idle")
    assert row.plain[2:] == ("#phone", "punya", "#name", "#place")

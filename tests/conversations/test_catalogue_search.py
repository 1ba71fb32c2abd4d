"""What people call things; a guess is no match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.catalogue.products import mandatory_product
from conversations.catalogue.search import explain


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("LSPro", "lspro"),
        ("apa itu LSPro?", "lspro"),
        ("sppl itu apa ya", "sppl"),
        ("what is an NIB", "nib"),
        ("arti klowong dong", "klowong"),
        ("SPPT", "sppt_sni"),
        ("surveilens", "surveillance"),
        ("uji labolatorium", "lab_test"),
        ("ISO 9001", "iso_9001"),
        ("cap", "cap"),
        ("NIK", None),
        ("nob", None),
        ("itu", None),
        ("hujan", None),
        ("", None),
    ],
)
def test_a_term_is_explained_only_when_it_is_surely_meant(asked, term):
    found = explain(asked)
    assert (found and found.id) == term


@pytest.mark.parametrize(
    ("said", "product"),
    [
        ("baju bayi", "baby_clothes"),
        ("Baju bayi dari batik tulis", "baby_clothes"),
        ("baju anak", None),
        ("mainan anak", "toys"),
        ("maenan kayu", "toys"),
        ("air minum kemasan", "bottled_water"),
        ("AMDK", "bottled_water"),
        ("garam", "salt"),
        ("keripik rasa garam", None),
        ("helm", "helmet"),
        ("kopi instan", "instant_coffee"),
        ("kopi bubuk", None),
        ("minyak goreng", "palm_oil"),
        ("minyak goreng kelapa murni", None),
        ("piring keramik", "ceramic_tableware"),
        ("gerabah dan piring keramik", None),
        ("kain batik tulis", None),
        ("", None),
    ],
)
def test_a_product_under_mandatory_sni_is_known_by_its_names(said, product):
    found = mandatory_product(said)
    assert (found and found.id) == product


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(text):
    explain(text)
    mandatory_product(text)

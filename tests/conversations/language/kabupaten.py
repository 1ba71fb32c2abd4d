"""The real names of Kabupaten Serang, for the tests: a code, a name, other spellings."""

from conversations.language import Elsewhere, Gazetteer, Place

_ROWS = """
05 Kramatwatu: kramat watu, keramatwatu
06 Waringinkurung: waringin kurung
07 Bojonegara: bojo negara, bojanegara
08 Pulo Ampel: puloampel, pulau ampel
09 Ciruas
11 Kragilan: keragilan
12 Pontang
13 Tirtayasa: tirta yasa
14 Tanara
15 Cikande
16 Kibin
17 Carenang: cerenang
18 Binuang
19 Petir
20 Tunjung Teja: tunjungteja, tanjung teja
22 Baros
23 Cikeusal: cikesal
24 Pamarayan
25 Kopo
26 Jawilan
27 Ciomas
28 Pabuaran
29 Padarincang: pada rincang
30 Anyar: anyer
31 Cinangka
32 Mancak
33 Gunungsari: gunung sari
34 Bandung: bandung serang
35 Lebak Wangi: lebakwangi
"""


def _place(row: str) -> Place:
    number, _, rest = row.partition(" ")
    name, _, aliases = rest.partition(": ")
    return Place(f"36.04.{number}", name, tuple(filter(None, aliases.split(", "))))


PLACES = tuple(_place(row) for row in _ROWS.strip().splitlines())
CITY = ("Serang", "Cipocok Jaya", "Taktakan", "Walantaka", "Curug", "Kasemen")
ELSEWHERE = (
    Elsewhere("36.73", "Kota Serang", CITY),
    Elsewhere("36.72", "Kota Cilegon"),
)
GAZETTEER = Gazetteer(PLACES, ELSEWHERE)

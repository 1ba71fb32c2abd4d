"""How people shorten and vary words, and the plain Indonesian word for each.

Chat spelling first, then the two languages of Kabupaten Serang: Sundanese in the
south, Jawa Serang in the north, whose western villages end in -e what the eastern
ones end in -a. No value is itself a key, so that folding twice is folding once.
"""


def words(*rows: str) -> frozenset[str]:
    """The words of *rows*, which are written with only spaces between."""
    return frozenset(" ".join(rows).split())


_SPELLINGS = {
    "tidak": "gk ga gak nggak ngga enggak engga ndak tdk tak tida kagak kaga nda",
    "belum": "blm blum belom blom lum",
    "sudah": "sdh udh udah dah sudh",
    "yang": "yg",
    "berapa": "brp brapa",
    "bagaimana": "gmn gimana gmana bgmn bagaimna",
    "terima kasih": "mksh mksi makasih makasi mksih trims trimakasih terimakasih "
    "trimks tks tq thx thanks thx",
    "saya": "sy aku ak gw gue",
    "pak": "pk",
    "bu": "buk",
    "bapak": "bpk",
    "di mana": "dmn dimana dmana",
    "mana": "mn",
    "kenapa": "knp knapa",
    "kapan": "kpn",
    "siapa": "sp spa",
    "apa": "ap",
    "dengan": "dg dgn dngn",
    "untuk": "utk utuk untk",
    "karena": "krn karna",
    "juga": "jg",
    "saja": "aja aj sj",
    "orang": "org",
    "bulan": "bln",
    "tahun": "thn th",
    "hari": "hr",
    "minggu": "mgg mggu",
    "dari": "dr",
    "tapi": "tp tpi",
    "bisa": "bs bsa",
    "kalau": "kalo klo klau",
    "lagi": "lg lgi",
    "mohon": "mhn",
    "tolong": "tlg tlong",
    "nomor": "nomer nmr nmor",
    "kecamatan": "kec kcmtn kecmatan",
    "kabupaten": "kab kabupatn",
    "kelurahan": "kel",
    "sama": "sm",
    "sampai": "sampe smpai smpe",
    "atau": "ato atw",
    "semua": "smua smw semuanya sadaya sadayana",
    "tanggal": "tgl tggl",
    "besok": "bsk besuk",
    "kemarin": "kmrn kmarin",
    "sekarang": "skrg skrng",
    "batik": "btik",
    "kombinasi": "kmbinasi",
    "merek": "mrk mrek",
    "usaha": "usha ush",
    "mebel": "mbel",
    "pengrajin": "pgrajin pngrajin pgrajn",
    "keripik": "kiripik",
    "ya": "iya iye iyah iyo yo yoi yup yap yaa iyaa yah",
    "oke": "ok okay okey okee okeh oce okie",
}

_NEIGHBOURS = {
    "ya": "nggih enggih inggih injih nggeh muhun sumuhun enya heueuh",
    "tidak": "boten mboten ore ora henteu teu",
    "belum": "dereng durung acan",
    "sudah": "sampun parantos",
    "berapa": "pinten sabaraha pire pira",
    "saya": "kule kula kulo abdi",
    "siapa": "sinten saha",
    "benar": "leres",
    "lima": "limo",
    "seminggu": "saminggu",
    "sebulan": "sabulan sasih",
    "setahun": "sataun",
    "sehari": "sadinten sapoe sedinten",
}

WORDS = {
    variant: plain
    for table in (_SPELLINGS, _NEIGHBOURS)
    for plain, variants in table.items()
    for variant in variants.split()
}

# Said of two or three words; looked up after the single words are plain.
PHRASES = {
    "trm ksh": "terima kasih",
    "trima kasih": "terima kasih",
    "terima kasi": "terima kasih",
    "thank you": "terima kasih",
    "hatur nuhun": "terima kasih",
    "matur nuhun": "terima kasih",
    "matur nuwun": "terima kasih",
    "matur suwun": "terima kasih",
    "tidak belum": "belum",  # Sundanese *teu acan*, word by word
    "ning pundi": "di mana",
}

# Said to someone or for softness; around an answer they change nothing.
COURTEOUS = words(
    "pak bapak bu ibu kak kakak kang kakang akang teh teteh mas mbak bang abang min",
    "admin om tante dong deh sih lah nih kok kan atuh euy mah ah eh",
)

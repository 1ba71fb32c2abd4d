"""The words by which one sees that a text is no name: as `fold` leaves them."""

from conversations.language.slang import COURTEOUS, words

ASKS = words(
    "apa apakah apaan berapa bagaimana kenapa mengapa ngapa kapan siapa kemana",
    "darimana gimane ngapain naon naha kumaha iraha sabaraha saha timana kamana",
    "apane nopo kepriben keprimen pripun priben kepiye piye ngendi endi mengko mana",
    "what how why when who where which whose",
)
"""Words that ask, wherever they stand."""
ASKS_FIRST = words(
    "boleh bolehkah bisa bisakah dapatkah harus haruskah wajib wajibkah perlu",
    "perlukah emang emangnya memang memangnya kok masa adakah ada bedanya beda",
    "maksudnya maksud artinya arti is are do does can could should must may will",
    "kan",
)
"""Words that ask where they stand first, and more follows."""
TELLS_OF_ASKING = words(
    "tanya nanya bertanya naros tanyak nanyak ask question",
)
ASKS_LAST = frozenset({"tidak", "kah", "bukan", "kan", "belum"})

RELUCTANT = words(
    "rahasia takut tertipu ditipu tipu penipu penipuan nipu curiga ogah emoh embung",
    "males malas privasi privat secret private scam hoax bohong kepo hoream wegah",
)
UNKNOWING = words(
    "tau tahu gatau gaktau ngga gatahu entah entahlah bingung lupa teuing embuh",
    "duka bebas terserah asal asalan suka sembarang random whatever idk macem macam",
    "mcm banyak lain lainnya campur campuran semua pokoknya dont know unsure sure i",
    "segala berbagai aneka rupa rupanya",
)
KNOWS = words(
    "terang apal weruh ngertos nyaho ngerti paham yakin ingat inget hafal jelas",
    "tahu tau mengerti sure know",
)
"""What one does not, where *tidak* or *kurang* stands before it."""
EMPTY = words(
    "belum tidak ada punya bernama kasih dikasih nama namanya namane merek mereknya",
    "merk merknya usaha usahanya produk produknya alamat alamatnya desa desanya",
    "sama sekali kepikiran terpikir jadi nihil kosong tanpa pakai resmi tetap masih",
    "lagi saya kami bikin buat dibuat none nothing not yet no have acan gaduh aya",
    "brand name lewati siap sih dulu saja mencari cari dont doesnt one any we i",
)
"""What remains of a text that says that there is none."""
SAME = words(
    "sama saja sda idem ditto same seperti tadi diatas atas di yang itu dengan",
    "sesuai kayak kaya nama namanya usaha pemilik saya ktp pemiliknya juga persis",
    "as above the",
)
SKIPS = words(
    "skip lewat lewati lewatkan kosong kosongkan pass dilewat dilewati",
)
SAME_CORE = words(
    "sama sda idem ditto same tadi diatas sesuai",
)
WAITING = words(
    "bentar sebentar bntr nanti ntar tar entar tunggu wait antosan engke engko",
    "mengko besok later moment sedang lagi masih sibuk otw sakedap sekedap disit",
    "just a minute",
)
WAITS_FIRST = words(
    "bentar sebentar bntr nanti ntar tar entar tunggu wait antosan engke engko",
    "mengko",
)
LAUGHS = words(
    "wkwk wkwkwk wkwkwkwk haha hahaha hehe hehehe hihi hihihi xixi xixixi lol wk",
    "kwkw kwkwkw awokawok wokwok huhu huhuhu hmm hm hmmm eh oh ah anu emm em",
)
NODS = words(
    "ya y yes yep yup oke sip siap siip baik mangga monggo silakan silahkan setuju",
    "lanjut yoi betul benar sudah tentu nggih boleh done fine sure gas sok hayu ayo",
    "mantap thanks terima kasih no tidak bukan belum n nope",
)
UPSET = words(
    "ribet susah repot capek cape bosan pusing jelek bodoh goblok tolol anjing",
    "bangsat lambat lelet payah error rusak bug gagal males kesel kesal",
)
SENTENCE = words(
    "doang pokoknya rencananya rencana anonim gajelas rumahan kecilan seperti pesanan",
    "saya aku kami kita anda kamu dia mereka ini itu lagi mau ingin pengen pingin",
    "akan sudah belum tidak bukan jangan harus karena kalau jika tapi tetapi dulu",
    "tadi juga saja cuma hanya tolong minta mohon coba ada punya kasih salah benar",
    "bisa boleh tahu tau bilang pakai isi jawab tulis ketik kirim daftar tanya",
    "nanya nunggu sedang buat kemarin sekarang besok barusan malah lho loh yang",
    "kenapa kok sebutkan banget sekali gitu gini begitu begini proses biar supaya",
    "terus lupa ingat salahnya i you the my is not want to please can cannot it",
    "this that we me just",
)
"""Words of sentences; names are seldom made of them."""
BETWEEN = words(
    "dari di ke dengan untuk dan atau asal orang warga pada oleh sama yaitu",
)
"""Words between words, of which no person's name is made."""
FIRST_OF_NAMES = words(
    "i we my me abdi kula",
)
"""Words of sentences that begin names too, where they are written large: I Made."""
DESCRIBES = words(
    "yang ini itu saja juga pakai ada bisa dulu tulis kami saya lagi dan buat sudah",
)
"""Those of `SENTENCE` that describe a thing as well."""
EVERYDAY = words(
    "hamba au tetangga",
    "ikut pengumuman cek kesiapan unduh baca panduan ajukan pendampingan permohonan",
    "status kenali lihat bahasa siaran laporan antrean perintah",
    "lama cepat gampang sulit mudah jauh dekat besar kecil bagus",
    "makan minum tidur kerja pulang pergi datang masak jemput antar sekolah anak",
    "suami istri rumah pasar hujan panas dingin lapar hp telepon nomor pulsa sinyal",
    "kuota wifi foto gambar surat berkas dokumen izin syarat biaya harga uang bayar",
    "gratis mahal murah dinas admin bot robot orang pemerintah kantor",
    "daftar pendaftaran aplikasi usaha jualan dagang toko warung pabrik jual beli",
    "pesan kirim barang pelanggan pembeli sni batikmark lspro halal sertifikat",
    "merek nib npwp ktp kk nik umkm ukm alamat desa kelurahan kecamatan kabupaten",
    "kota provinsi jalan rt rw data informasi info jawaban pertanyaan formulir",
    "isian langkah tahap jalur menu lengkap nama karyawan pekerja",
    "pegawai tukang pembatik perajin kemarau pagi malam tanggal hari libur minggu",
    "depan rapat acara tamu sakit help name owner business address food clothes",
    "testing",
)
"""Everyday words that nobody is called by."""
LABELS = words(
    "nama lengkap usaha pemilik saya produk alamat merek desa kelurahan kantor",
    "namanya",
)
"""What a question is about, said back."""
VERBS = words(
    "ubah ganti koreksi perbaiki edit betulkan batal batalkan hapus kembali ulang",
    "ulangi reset keluar exit quit restart undo",
)
UNITS = words(
    "orang ribu rb juta jt rupiah rp perak lembar potong pcs buah kodi meter kg",
    "gram tahun bulan minggu hari jam menit lusin pasang helai idr januari februari",
    "maret april mei juni juli agustus september oktober november desember jan feb",
    "mar apr jun jul agu ags sep okt nov des",
)
NUMBERS = words(
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas",
    "puluh ratus ribu juta nol seribu sejuta setengah sekitar kurang lebih kira",
    "orang",
)
GOODS = words(
    "batik tulis cap kombinasi kain baju kemeja gamis kopi makanan minuman keripik",
    "kue printing produk usaha jualan dagang tekstil sarung selendang syal sandang",
    "pangan",
)
"""What a business makes, which is nobody's name."""
OF_A_BUSINESS = words(
    "batik cv ud pt pd toko warung kopi rm rumah kedai griya sanggar galeri omah",
    "kub kwt ikm umkm koperasi bumdes keripik kerajinan konveksi dapur depot",
    "bengkel butik sentra paguyuban kelompok pabrik industri grosir kue roti bakso",
    "sate mie nasi produksi collection fashion craft tekstil textile jaya makmur",
)
"""Words of a name over a door: the words beside them may be any."""
OF_AN_ADDRESS = words(
    "jl jln jalan kp kampung rt rw blok gang gg perum perumahan komplek kompleks",
    "desa dusun lingkungan link lingk depan belakang samping dekat sebelah seberang",
    "no nomor ruko pasar kav kavling km raya kota kelurahan kecamatan",
)
OF_AN_OFFICE = words(
    "dinas inspektorat kantor bagian badan kecamatan kelurahan puskesmas rsud",
    "sekretariat uptd satpol sd smp sma smk bappeda bpbd bpkad kesbangpol pemkab",
    "setda balai upt desa",
)
NAMES_TOO = words(
    "syukron syukur alim wilujeng",
)
"""Courtesies that people are called by, without a title before them."""
ALSO_NAMES = words(
    "salam syukron syukur alim sip tes nuwun malam siang sore pagi ass",
)
"""Courtesies, and names of people too."""
TITLES = words(
    "bapak bpk pak ibu bu kang teh teteh mas mbak sdr sdri bang om tante",
)
SOFT = COURTEOUS | words(
    "ya saja nih gan bos sis bro hehe hehehe haha oke kok lho",
)

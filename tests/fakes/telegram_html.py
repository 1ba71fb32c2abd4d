"""Telegram's reading of HTML: few tags, all closed; the text and its styles."""

from html.parser import HTMLParser

_ALLOWED = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.runs = []
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in _ALLOWED:
            raise ValueError(f'Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise ValueError(f'Unmatched end tag "{tag}"')

    def handle_data(self, data):
        self.runs.append((data, "".join(self.open)))

    def handle_comment(self, data):
        raise ValueError("Unsupported start tag")

    def handle_decl(self, decl):
        raise ValueError("Unsupported start tag")

    def handle_pi(self, data):
        raise ValueError("Unsupported start tag")

    def unknown_decl(self, data):
        raise ValueError("Unsupported start tag")


def read_html(text):
    """Runs of (text, open tags); raises `ValueError` as Telegram would refuse."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise ValueError(f'Can\'t find end tag "{reader.open[-1]}"')
    return reader.runs


def plain(text):
    return "".join(words for words, _ in read_html(text))


def units(text):
    """The length of *text* in UTF-16 units, which is what Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

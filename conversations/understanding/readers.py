"""The readers, in order: the first that knows what was typed has it.

Each is a plain function of the words and of what lies open. What only looks like a
thing is said to be `Not` it, with the reason.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from conversations import language
from conversations.catalogue import catalogue
from conversations.language import (
    Choices,
    Command,
    Sure,
    Utterance,
    certain,
    match,
    read_command,
    read_wish,
)
from conversations.understanding import questions, sentences
from conversations.understanding.meaning import (
    Answer,
    Greets,
    Meaning,
    Not,
    Press,
    Thanks,
    Verdict,
    Way,
    Wish,
)
from conversations.understanding.seen import Seen
from conversations.understanding.told import change, lines, told

Reader: TypeAlias = Callable[[Utterance, Seen], Verdict]
OF_FORMS = {"back", "cancel", "change", "later", "officer", "resume", "stop"}
"""Commands of somebody who is asked something: said in a talk, they are words in it."""
_NIB = catalogue().fields["nib"].pattern


def figures(said: Utterance, seen: Seen) -> Verdict:
    """Figures alone in a form: they are the name of nothing but an answer.

    A phone that answers nothing yet is told, whatever else is asked. At rest a NIB says
    that the stage which asks for it is done.
    """
    if seen.leisure:
        return Wish("done", said=said.typed) if _is_nib(said, seen) else None
    if not said.typed.isdecimal():
        return None
    return seen.told(said) if seen.told(said).news else Answer()


def _is_nib(said: Utterance, seen: Seen) -> bool:
    """Whether an owner typed a NIB, and nothing beside it."""
    if seen.officer or not all(word.isdecimal() for word in said.words):
        return False
    heard = language.read_digits(said, _NIB)
    return bool(heard.values) and not heard.doubt


def command(said: Utterance, seen: Seen) -> Verdict:
    """A word that works anywhere; not a choice that is called so."""
    found = read_command(said) or _puts_off(said, seen)
    if found is None:
        return None
    if said.folded in seen.options.labels:
        return Not(found, "choice")
    if seen.writing and not found.exact:
        return Not(found, "slip")
    if seen.talking and found.name in OF_FORMS:
        return Not(found, "message")
    return found


def _puts_off(said: Utterance, seen: Seen) -> Command | None:
    """A word for later, and behind a comma why: "nanti ya, mau masak dulu".

    "Lagi sibuk" and "besok ya" are such words, unless they are said to a person.
    """
    if language.puts_off(said):
        return None if seen.listening or seen.officer else Command("later")
    first, comma, _ = said.typed.partition(",")
    found = read_command(Utterance(first)) if comma else None
    return found if found and found.name == "later" else None


def desk(said: Utterance, seen: Seen) -> Verdict:
    """What only officers say: a fact put right, or a list of cases that is wanted."""
    return (_fact(said, seen) or _case_list(said, seen)) if seen.officer else None


def _fact(said: Utterance, seen: Seen) -> Verdict:
    """A fact that is put right; never while they write something else."""
    about = language.read_fact(said)
    if not about:
        return None
    found = Command("fact", about)
    return found if seen.leisure else Not(found, "message")


def _case_list(said: Utterance, seen: Seen) -> Verdict:
    """A list that is asked for, and nothing beside it."""
    if seen.listening or seen.writing or not language.read_list(said).plain:
        return None
    return Wish("find", said=said.typed)


def wish(said: Utterance, seen: Seen) -> Verdict:
    """A command with what it is about; never a message to somebody."""
    found = None if read_command(said) else read_wish(said)
    if found is None:
        return None
    if seen.listening:
        return Not(found, "message")
    if found.name == "cancel" and seen.leisure and not seen.aside:
        return Not(found, "first")  # an application that was sent is taken back
    if not (found.exact or seen.beside) and _may_decline(seen):
        return Not(found, "brief")
    if _is_answer(said, seen):
        return Not(found, "answer")
    return found


def button(said: Utterance, seen: Seen) -> Verdict:
    """The button outside any form that the words name, and nothing beside it.

    "Buka kasus 22" is no press on *Buka* under another case.
    """
    named = certain(said, seen.buttons)
    if not named or not _names_one(said, seen, seen.buttons):
        return None
    return next((Press(value) for value in named if value), None)


def way(said: Utterance, seen: Seen) -> Verdict:
    """The label of one of our own buttons."""
    value = seen.ways.get(said.folded)
    if not value:
        return None
    if seen.listening:
        return Not(Way(value), "message")
    if said.folded in seen.options.labels:
        return Not(Way(value), "choice")
    return Way(value)


def greeting(said: Utterance, seen: Seen) -> Verdict:
    """A greeting, which never wipes progress."""
    kind = language.greeting(said)
    return _unless_answer(Greets(kind), said, seen) if kind else None


def thanks(said: Utterance, seen: Seen) -> Verdict:
    """Thanks for what was said before."""
    if not language.thanks(said):
        return None
    if seen.first and not seen.open:
        return Not(Thanks(), "first")
    return _unless_answer(Thanks(), said, seen)


def term(said: Utterance, seen: Seen) -> Verdict:
    """A question about a hard word."""
    found = questions.term(said)
    return Not(found, "message") if found and seen.listening else found


def question(said: Utterance, seen: Seen) -> Verdict:
    """A question that can be answered; what plainly names a choice is that choice."""
    found = questions.asked(
        said,
        busy=not (seen.leisure or questions.names_both(said, seen)),
        officer=seen.officer,
        language=seen.language,
        word=seen.word,
    )
    if found is None:
        return None
    if seen.talking and not seen.officer and questions.urgent(said):
        return found
    if seen.listening:
        return Not(found, "message")
    if _may_answer(said, seen) and not questions.urgent(said):
        return Not(found, "answer")
    if seen.leisure and isinstance(match(said, seen.choices), Sure):
        return Not(found, "choice")
    return found


def sentence(said: Utterance, seen: Seen) -> Verdict:
    """What a whole sentence wants; in a form, what may be an answer is one.

    What cannot wait is heard anywhere, but not in a message to somebody.
    """
    if seen.talking:
        return sentences.of_the_desk(said, seen)
    free = sentences.free(said, seen)
    brief = not free and sentences.like_an_answer(said)
    if brief and not sentences.alarms(said):
        return None
    if seen.listening or not said.words or _many(said, seen):
        return None
    if said.folded in seen.options.labels:
        return None
    named = match(said, seen.choices)
    if free and not (isinstance(named, Sure) and _names_one(said, seen, seen.choices)):
        named = None
    answer = brief or named is not None
    answer = answer or _is_yes_or_no(said, seen)
    if answer or _may_answer(said, seen):
        doubtful = not answer and _reads_as_a_sentence(said, seen)
        if not sentences.cannot_wait(said, seen, doubtful=doubtful):
            return None
    return sentences.wanted(said, seen)


def _names_one(said: Utterance, seen: Seen, among: Choices) -> bool:
    """Whether one of *among* is named, or a part of it that is no wish by itself.

    "Kasus saya" is a list, and not *Cari kasus*; "ambil SRG-0013" an act, and not one
    of two cases.
    """
    if language.whole(said, among):
        return True
    return not (sentences.shows(said, seen) or sentences.with_case(said, seen))


def _is_yes_or_no(said: Utterance, seen: Seen) -> bool:
    """Whether *said* is a yes or a no, where that is what can be chosen."""
    values = {option.value for option in seen.options.options}
    return {"yes", "no"} <= values and language.read_yes_no(said) is not None


def _may_decline(seen: Seen) -> bool:
    """Whether a choice of the open question says no, which "tidak jadi" may be too."""
    labels = [
        Utterance(f) for e in seen.options.labels for f in (e, e.partition(" ")[0])
    ]
    return any(language.read_yes_no(e) is False or read_command(e) for e in labels)


READERS: tuple[Reader, ...] = (
    # Most answers are the number of a choice, and no reader below knows a number.
    figures,
    # What works anywhere comes first, for whoever is lost must find out; it is known
    # by a whole message, so that an answer is hardly ever one.
    command,
    # What is written line by line needs no other look.
    lines,
    # "Kasus yang ditutup" is no act upon a case.
    desk,
    # What puts an answer right names more than a command does.
    change,
    wish,
    # A button that is before one's eyes, then those that one may remember.
    button,
    way,
    # Courtesy is returned before anything is looked up in it.
    greeting,
    thanks,
    # Who says many things at once is heard before one of them is looked up.
    told,
    # A word asked for by its name is surer than words that are only about something.
    term,
    # What somebody wants in words of their own comes before what may answer it.
    sentence,
    question,
)
"""What is asked in writing has a say in each: most readers give way to an answer."""


def trace(said: Utterance, seen: Seen) -> Iterator[tuple[str, Verdict]]:
    """What each reader says, by its name, up to the one that takes it."""
    for reader in READERS:
        verdict = reader(said, seen)
        yield reader.__name__, verdict
        if verdict is not None and not isinstance(verdict, Not):
            return


def understand(said: Utterance, seen: Seen) -> Meaning:
    """What *said* means where this is *seen*."""
    for reader in READERS:
        verdict = reader(said, seen)
        if verdict is not None and not isinstance(verdict, Not):
            return verdict
    return Answer()


def _unless_answer(found: Meaning, said: Utterance, seen: Seen) -> Verdict:
    """*found*, unless it is for a person, or may be what was asked in writing."""
    if seen.listening:
        return Not(found, "message")
    return Not(found, "answer") if _may_answer(said, seen) else found


def _is_answer(said: Utterance, seen: Seen) -> bool:
    """Whether *said* is surely what was asked in writing."""
    fit = seen.fits(said)
    return fit is not None and (_many(said, seen) or not fit.why)


def _may_answer(said: Utterance, seen: Seen) -> bool:
    """Whether *said* may be what was asked in writing."""
    fit = seen.fits(said)
    if fit is None:
        return False
    if _many(said, seen):
        return True
    return bool(fit.meant) and fit.why not in {"question", "command"}


def _reads_as_a_sentence(said: Utterance, seen: Seen) -> bool:
    """Whether, as an answer, *said* would only be asked about: a sentence."""
    fit = seen.fits(said)
    return fit is not None and fit.why == "sentence"


def _many(said: Utterance, seen: Seen) -> bool:
    """Whether *said* looks like the answers to several questions of a bubble."""
    text = said.typed
    return seen.several > 1 and (len(text.splitlines()) > 1 or text.count(",") > 1)

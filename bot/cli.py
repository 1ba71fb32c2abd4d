"""The command `pandu`: what an operator can ask of it, each in a few lines.

Its sentences are words like all others (`cli.*`); an English operator sets
`PANDU_LANG=en`. A command returns what the shell gets: 0 is well.
"""

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot import words
from bot.settings import Settings, Tongue
from conversations.cases.lifecycle import ROLES

Command = Callable[[Settings, argparse.Namespace], int]
COLLECT = (20_000, 20, 20)
"""A start and a turn make thousands of things and no cycles: look for them rarely."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; a refusal is one sentence that says what to set."""
    os.umask(0o077)  # what we write is for nobody else on this machine
    gc.set_threshold(*COLLECT)
    settings = _settings()
    if settings is None:
        return 2
    parser = _parser(settings.language)
    given = parser.parse_args(argv)
    try:
        found: int = given.run(settings, given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads us wants no more, as `head` does: not what is left, either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        from bot.operations.refusals import refusal  # noqa: PLC0415 -- only when it is needed

        sentence = refusal(error, settings)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 2
    return found


def _settings() -> Settings | None:
    """What is set; None, after saying which setting cannot be read."""
    try:
        return Settings()
    except ValidationError as error:
        names = ", ".join(str(each["loc"][0]) for each in error.errors())
        language = Tongue().known
        sentence = words.text(language, "cli.refuse.setting", {"names": names})
        print(sentence, file=sys.stderr)
        return None


def _parser(language: str) -> argparse.ArgumentParser:
    def tell(key: str) -> str:
        return words.text(language, f"cli.{key}")

    parser = argparse.ArgumentParser("pandu", description=tell("about"))
    commands = parser.add_subparsers(required=True)

    def add(name: str, run: Command) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=tell(name), description=tell(name))
        made.set_defaults(run=run)
        return made

    add("serve", lambda settings, _: _run(settings, web=True, work=True))
    add("web", lambda settings, _: _run(settings, web=True, work=False))
    add("worker", lambda settings, _: _run(settings, web=False, work=True))
    add("migrate", migrate)
    add("demo", demo)
    add("sample", sample)
    invite_options = add("invite", invite)
    invite_options.add_argument(
        "--role", choices=ROLES, default="officer", help=tell("invite.role")
    )
    invite_options.add_argument("--office", default="", help=tell("offices.of"))
    office_options = add("office", office)
    office_options.add_argument(
        "--add",
        nargs=5,
        metavar=("NAME", "SHORT", "PREFIX", "REGION", "REGENCY"),
        help=tell("offices.add"),
    )
    office_options.add_argument(
        "--holiday", nargs="+", metavar="DAY", help=tell("offices.holiday")
    )
    for name in ("of", "hours", "zone", "group", "workday"):
        office_options.add_argument(f"--{name}", help=tell(f"offices.{name}"))
    officers_options = add("officers", officers)
    officers_options.add_argument("--remove", help=tell("officers.remove"))
    officers_options.add_argument("--revoke", help=tell("officers.revoke"))
    officers_options.add_argument("--confirm", help=tell("officers.confirm"))
    chat_options = add("chat", chat)
    chat_options.add_argument("--save", type=Path, help=tell("chat.save"))
    doctor_options = add("doctor", doctor)
    doctor_options.add_argument("--json", action="store_true", help=tell("doctor.json"))
    add("check", check)
    add("flows", flows)
    add("rights", rights)
    explain_options = add("explain", explain)
    explain_options.add_argument("text", help=tell("explain.text"))
    explain_options.add_argument(
        "--after", action="append", default=[], help=tell("explain.after")
    )
    explain_options.add_argument(
        "--officer", action="store_true", help=tell("explain.officer")
    )
    add("import", import_list).add_argument("list", nargs="+")
    add("learn", learn)
    add("understanding", understanding).add_argument(
        "--quick", action="store_true", help=tell("understanding.quick")
    )
    add("undelivered", undelivered)
    add("facts", facts).add_argument(
        "--patch", action="store_true", help=tell("facts.patch")
    )
    add("backup", backup).add_argument("file", type=Path, help=tell("backup.file"))
    add("restore", restore).add_argument("file", type=Path, help=tell("restore.file"))
    keys_options = add("keys", keys)
    keys_options.add_argument("--rotate", action="store_true", help=tell("keys.rotate"))
    bench_options = add("bench", bench)
    bench_options.add_argument("--only", type=_names, help=tell("bench.only"))
    bench_options.add_argument(
        "--peers", type=_names, nargs="?", const=("all",), help=tell("bench.peers")
    )
    bench_options.add_argument("--json", type=Path, help=tell("bench.json"))
    for name in ("quick", "full", "markdown"):
        bench_options.add_argument(
            f"--{name}", action="store_true", help=tell(f"bench.{name}")
        )
    return parser


def _names(given: str) -> tuple[str, ...]:
    """Several names in one word, as in `turns,calls`."""
    return tuple(given.split(","))


def say(settings: Settings, key: str, values: dict[str, Any] | None = None) -> None:
    """One line to whoever typed the command."""
    print(words.text(settings.language, f"cli.{key}", values), flush=True)


def _run(settings: Settings, *, web: bool, work: bool) -> int:
    from bot.operations.serving import run  # noqa: PLC0415 -- the heavy imports, only here

    return asyncio.run(run(settings, web=web, work=work))


def migrate(settings: Settings, _: argparse.Namespace) -> int:
    """Bring the tables to the version of the code."""
    from bot.operations.serving import prepare  # noqa: PLC0415

    asyncio.run(prepare(settings))
    say(settings, "migrate.done")
    return 0


def demo(settings: Settings, _: argparse.Namespace) -> int:
    """The whole main job, with a sample world and no token."""
    from bot.operations.serving import demo as play  # noqa: PLC0415

    return asyncio.run(play(settings))


def sample(settings: Settings, _: argparse.Namespace) -> int:
    """Load the sample world."""
    from bot.operations.serving import load_sample  # noqa: PLC0415

    asyncio.run(load_sample(settings))
    say(settings, "sample.done")
    return 0


def invite(settings: Settings, given: argparse.Namespace) -> int:
    """A one-time code by which an officer joins: as a link and a QR first."""
    from bot.operations.officers import drawn, invited  # noqa: PLC0415

    code, links = asyncio.run(invited(settings, given.role, given.office))
    for link in links:
        say(settings, "invite.page" if "#" in link else "invite.link", {"link": link})
    print(drawn(links[0] if links else code))
    say(settings, "invite.done", {"code": code, "role": given.role})
    return 0


def _shown(settings: Settings, lines: Sequence[str], none: str) -> int:
    """Print what was found, or say that there is *none*."""
    for line in lines:
        print(line)
    if not lines:
        print(words.text(settings.language, none))
    return 0


def office(settings: Settings, given: argparse.Namespace) -> int:
    """The offices that are served; one is added or changed as an admin would."""
    from bot.operations.offices import changed, listed  # noqa: PLC0415

    said = asyncio.run(changed(settings, given))
    return _shown(settings, said or asyncio.run(listed(settings)), "cli.offices.none")


def officers(settings: Settings, given: argparse.Namespace) -> int:
    """Who works at the desk and who may still come; or somebody no more."""
    from bot.operations.officers import (  # noqa: PLC0415
        confirmed,
        listed,
        removed,
        revoked,
    )

    if given.remove:
        name = asyncio.run(removed(settings, given.remove))
        say(
            settings, "officers.removed" if name else "officers.unknown", {"name": name}
        )
        return 0 if name else 1
    if given.revoke:
        done = asyncio.run(revoked(settings, given.revoke))
        say(settings, "officers.revoked" if done else "officers.unknown")
        return 0 if done else 1
    if given.confirm:
        done = asyncio.run(confirmed(settings, given.confirm))
        say(settings, "officers.confirmed" if done else "officers.unknown")
        return 0 if done else 1
    return _shown(settings, asyncio.run(listed(settings)), "cli.officers.none")


def chat(settings: Settings, given: argparse.Namespace) -> int:
    """Talk with Pandu in this terminal."""
    from bot.testing.terminal_chat import chat as talk  # noqa: PLC0415

    return talk(settings, given.save)


def doctor(settings: Settings, given: argparse.Namespace) -> int:
    """What is set, what works, and how to mend what does not."""
    from bot.operations.doctor import examine  # noqa: PLC0415

    return asyncio.run(examine(settings, as_json=given.json))


def check(settings: Settings, _: argparse.Namespace) -> int:
    """Catalogue, words and flows: whatever is missing, by file and entry."""
    from bot.operations.checking import grades, problems, stale  # noqa: PLC0415

    found = problems()
    for problem in found:
        print(problem)
    if not found:
        found = _costs(settings)
        say(settings, "check.grades", grades())
    for fact in stale():
        say(settings, "check.stale", {"fact": fact})
    say(settings, "check.done", {"count": len(found)})
    return 1 if found else 0


def _costs(settings: Settings) -> list[str]:
    """Say what each form costs; those that cost too much."""
    from bot.operations.message_costs import costs  # noqa: PLC0415 -- needs whole flows

    dear: list[str] = []
    for cost in costs():
        named = {"flow": cost.flow, "channel": cost.channel, "count": cost.bubbles}
        say(settings, "check.dear" if cost.too_many else "check.cost", named)
        dear += [cost.flow] if cost.too_many else []
    return dear


def flows(_: Settings, __: argparse.Namespace) -> int:
    """Draw every conversation."""
    from bot.operations.diagrams import draw_all  # noqa: PLC0415

    print(draw_all())
    return 0


def rights(_: Settings, __: argparse.Namespace) -> int:
    """Who may do what, as a table."""
    from bot.operations.rights_page import draw  # noqa: PLC0415

    print(draw())
    return 0


def explain(settings: Settings, given: argparse.Namespace) -> int:
    """How a text is understood."""
    from bot.operations.explaining import Setting, explained  # noqa: PLC0415

    setting = Setting(settings.language, given.officer, tuple(given.after))
    for line in explained(given.text, setting):
        print(line)
    return 0


def learn(settings: Settings, _: argparse.Namespace) -> int:
    """Learn from the labelled messages how sentences are understood."""
    from bot.operations.learning import WEIGHTS, learnt, messages  # noqa: PLC0415

    size = WEIGHTS.write_bytes(learnt())
    count = len(messages("training"))
    say(settings, "learn.done", {"count": count, "size": size // 1_000})
    return 0


def understanding(settings: Settings, given: argparse.Namespace) -> int:
    """How well labelled messages are understood."""
    from bot.operations.learning import figures  # noqa: PLC0415

    for line in figures(settings.language, quick=given.quick):
        print(line)
    return 0


def facts(settings: Settings, given: argparse.Namespace) -> int:
    """What the Dinas put right of the catalogue."""
    from bot.operations.facts import listed, patched  # noqa: PLC0415

    if given.patch:
        print(asyncio.run(patched(settings)))
        return 0
    return _shown(settings, asyncio.run(listed(settings)), "cli.facts.none")


def import_list(settings: Settings, given: argparse.Namespace) -> int:
    """The list an office had before: a look at it, or all of it read in."""
    from bot.operations.importing import imported  # noqa: PLC0415

    return asyncio.run(imported(settings, *given.list))


def undelivered(settings: Settings, _: argparse.Namespace) -> int:
    """What did not arrive, and why; never to whom, nor what it said."""
    from bot.operations.undelivered import listed  # noqa: PLC0415

    return _shown(settings, asyncio.run(listed(settings)), "cli.undelivered.none")


def backup(settings: Settings, given: argparse.Namespace) -> int:
    """Everything in one archive."""
    from bot.operations.backup import backup as save  # noqa: PLC0415

    count = asyncio.run(save(settings, given.file))
    say(settings, "backup.done", {"file": str(given.file), "count": count})
    return 0


def restore(settings: Settings, given: argparse.Namespace) -> int:
    """Bring an archive back, into a place that is empty."""
    from bot.operations.backup import restore as bring_back  # noqa: PLC0415

    count, erased = asyncio.run(bring_back(settings, given.file))
    say(settings, "restore.done", {"file": str(given.file), "count": count})
    if erased:
        say(settings, "restore.erased", {"count": erased})
    return 0


def keys(settings: Settings, given: argparse.Namespace) -> int:
    """A new key; or seal again what an old one sealed."""
    from bot.operations.keys import fresh, rotate  # noqa: PLC0415

    if given.rotate:
        say(settings, "keys.rotated", {"count": asyncio.run(rotate(settings))})
    else:
        print(fresh())
    return 0


def bench(_: Settings, given: argparse.Namespace) -> int:
    """Speed, measured through the real code."""
    from bot.bench.command import measure  # noqa: PLC0415

    return asyncio.run(
        measure(
            given.only or (),
            given.peers or (),
            quick=given.quick,
            full=given.full,
            markdown=given.markdown,
            file=given.json,
        )
    )

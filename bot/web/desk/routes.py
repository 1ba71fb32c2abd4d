"""Every address of the desk."""

from aiohttp import web

from bot.web.desk import (
    acts,
    answers,
    calendar,
    case,
    cases,
    demo,
    export,
    facts,
    office,
    queue,
    ratings,
    sentences,
    sessions,
    staff,
    trail,
)
from bot.web.desk.sessions import posted, shown

CASE = r"/desk/kasus/{code:[A-Z0-9]+-\d+}"
FILE = "/desk/berkas/{document:[0-9a-zA-Z-]+}"
ROUTES = [
    web.get(sessions.DOOR, sessions.ask),
    web.post(sessions.DOOR, sessions.enter),
    web.post("/desk/keluar", posted(sessions.leave)),
    web.post("/desk/batal", posted(acts.take_back)),
    web.get("/demo/desk/{role:officer|coordinator}", demo.door),
    web.get("/desk", shown(queue.page)),
    web.get("/desk/kasus", shown(cases.page)),
    web.get("/desk/papan", shown(cases.board)),
    web.get(export.WHERE, shown(export.page)),
    web.post(export.WHERE, posted(export.give)),
    web.get(CASE, shown(case.page)),
    web.get(f"{CASE}/berkas.{{kind:pdf|zip}}", shown(case.out)),
    web.post(f"{CASE}/{{verb:[a-z_]+}}", posted(case.act)),
    web.get(staff.WHERE, shown(staff.page)),
    web.post(f"{staff.WHERE}/{{verb:[a-z]+}}", posted(staff.act)),
    web.get("/desk/riwayat", shown(trail.page)),
    web.get(facts.WHERE, shown(facts.page)),
    web.get(facts.ENTRY, shown(facts.one)),
    web.post(facts.ENTRY, posted(facts.act)),
    web.get(answers.WHERE, shown(answers.page)),
    web.post(answers.WHERE, posted(answers.add)),
    web.get(answers.QUESTION, shown(answers.question)),
    web.post(answers.QUESTION, posted(answers.reply)),
    web.get(answers.ANSWER, shown(answers.answer)),
    web.post(answers.ANSWER, posted(answers.change)),
    web.get(sentences.WHERE, shown(sentences.page)),
    web.get(sentences.ONE, shown(sentences.one)),
    web.post(sentences.ONE, posted(sentences.act)),
    web.get("/desk/kalender", shown(calendar.page)),
    web.get(ratings.WHERE, shown(ratings.page)),
    web.get(office.WHERE, shown(office.page)),
    web.post(f"{office.WHERE}/{{verb:{'|'.join(office.FORMS)}}}", posted(office.act)),
    web.get(FILE, shown(case.file, counted=False)),
    web.get(f"{FILE}/kecil", shown(case.file, counted=False)),
]

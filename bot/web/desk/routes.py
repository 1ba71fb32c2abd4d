"""Every address of the desk."""

from aiohttp import web

from bot.web.desk import acts, demo, queue, sessions
from bot.web.desk.sessions import posted, shown

ROUTES = [
    web.get(sessions.DOOR, sessions.ask),
    web.post(sessions.DOOR, sessions.enter),
    web.post("/desk/keluar", posted(sessions.leave)),
    web.post("/desk/batal", posted(acts.take_back)),
    web.get("/demo/desk/{role:officer|coordinator}", demo.door),
    web.get("/desk", shown(queue.page)),
]

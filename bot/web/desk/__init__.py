"""The desk on the web: what officers do in the chat, on pages.

`backend` is what it asks of the app: `look` for what a page shows, `act` for an act of
`conversations.cases`, which is done as it is in the chat. A page is a module here: the
query it asks with, the shape of what it shows, its handlers; its template stands in
`templates/desk`, and a module of the same name in `bot.web_backend.desk` reads for it.
`routes` is the one table of addresses, and `sessions` says who sits there.
"""

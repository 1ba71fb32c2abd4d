"""Decisions: `(act, what was read, who) -> Decision`, pure functions and tables.

A matter (papers, messages, recovery ...) is one module here, a large one (visits,
certificates, reports, staff) a folder, and one of the same name in `bot.desk`. Here
stand its acts (`Act`: what somebody wants done), its notices (`Notice`: what people
are told) and its rules. A rule asks `access` whether it may be,
raises `Denied` with the words why not, and else gives a `Decision`: what changes
(`changes`), what goes into the history, who is told of which notice, what is answered.
It reads nothing and writes nothing: what it needs is in the file it is given
(`case_file.CaseFile`), the time and a fresh id are with the `Person` who acts.

To add an act:

1. its class, notices and rule in the module of its matter, and a row of a table test in
   `tests/conversations/cases`: no database, milliseconds;
2. what it reads: one line in `bot/desk/<matter>.py`,
   `JudgePaper: register(read=..., decide=papers.judge)`;
3. what its notices say: a row of `conversations.flows.notices.NOTICES`;
4. where it begins: a button or the end of a form, in `conversations.flows`.

A change that no statement writes yet is a class in `changes` and a line in
`bot.desk.save.WRITERS`; a test compares the two.
"""

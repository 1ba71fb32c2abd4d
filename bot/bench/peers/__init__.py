"""Peers of the race: each plays Pandu's form of five questions in its library's way.

Each is what its own documentation leads a user to write, and does less than a turn of
Pandu: nothing is deduplicated, and no reply is committed with the state it follows.
"""

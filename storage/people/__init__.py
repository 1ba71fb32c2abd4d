"""People: their addresses, sessions, offices, delegations and one-time codes."""

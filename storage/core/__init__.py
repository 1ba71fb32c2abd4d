"""The database itself: engines, transactions, seals, files, migrations, leases."""

"""The list that an office had before: read in as contacts, to whom nobody writes.

`reading` says which column is which, what is taken and why the rest is not;
`importing` keeps a list and takes it back; `known` is who stands on it: shown to the
office, and offered to whoever writes from their number.
"""

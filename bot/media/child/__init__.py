"""Look at one file in a process of its own, which may die of it.

`python -I child FORMAT MEGABYTES` takes the data on standard input. On standard output
comes one line of JSON, then the clean picture and its thumbnail. It imports nothing of
Pandu, and gets no environment: there is nothing here to steal.
"""

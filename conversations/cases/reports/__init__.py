"""The office in numbers: what is counted, who sees names, which offices follow."""

"""Cases: the business, its papers, stages, notes, checks, and the reports of them."""

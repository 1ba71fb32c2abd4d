"""Tables as files: written as streams, read with care.

What is written here is text and never a formula, whatever people typed; what is read
is bounded before it is looked at. A sheet of ours goes out while it is made: no file is
left behind, and a long one takes no more memory than a short one.
"""

"""What is said and asked, and what follows: pure.

No I/O, no clock, no chance. What a conversation needs arrives in an event; what it
wants done leaves as an effect.
"""

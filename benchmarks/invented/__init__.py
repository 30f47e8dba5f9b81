"""Records that nobody wrote, with the frequencies of those that people did: what the generator puts together.

Each module begins with what was counted in ``graph/`` on 2026-11-22: 64 studies, 18 reviews, 16 trials and 20
statements. A number is how many parts of its kind have the field or the value; where studies in people and
elsewhere differ, they were counted apart. *Invented* marks what none of these records has and a question
reads: without it the question would be measured on nothing.
"""

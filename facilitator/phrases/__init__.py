"""Facts in words, each once: a score, an action, how a thing was said, a decision, a day, a person.

Every front end, summary and command words a fact through here. A function takes plain values, or an object
with no more than the fields that it names; `tell` says a key of the catalogue, as mere text or with each
value set apart.
"""

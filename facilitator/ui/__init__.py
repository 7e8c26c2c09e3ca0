"""The Textual front end: the meeting on a shared screen. The only room that imports textual."""

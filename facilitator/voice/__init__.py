"""Read aloud: text made speakable, an engine in a process of its own, and words lit as they are spoken.

`client.Voice` is for screens, `waiting.WaitingVoice` for the plain meeting; whoever holds a meeting with the
voice off imports neither, and pays nothing. Only the worker's side (`worker`, `engine`, `paced`) imports
pyttsx3, and only in the worker's process.
"""

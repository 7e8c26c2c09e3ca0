"""Python's looking for garbage, which takes a tenth of a start, is put off until all is loaded."""

import gc


def put_off() -> None:
    """Look for none while hundreds of classes are made."""
    gc.disable()


def take_up() -> None:
    """Look for it again; what is loaded by now is left alone."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()

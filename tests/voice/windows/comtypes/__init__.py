"""Stands in for comtypes, so that pyttsx3's own driver for Windows runs here; see `client`."""

"""The screens; each only wires widgets, drawing and the desk together."""

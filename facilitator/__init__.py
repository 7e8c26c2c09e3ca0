"""The facilitator: guides the chair, turn by turn, through a child's support plan review."""

__version__ = "0.1.0"

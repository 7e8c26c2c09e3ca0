"""From what is known to lines on the screen: pure functions of their arguments and a width."""

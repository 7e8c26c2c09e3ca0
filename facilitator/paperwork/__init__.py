"""What is done with a plan without a meeting: start it, check it, show it, record a review held elsewhere."""

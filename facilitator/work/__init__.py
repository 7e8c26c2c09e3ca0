"""What is done with a plan, a module a deed: the commands and both front ends call it."""

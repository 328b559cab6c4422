"""What is said of each command, by the part of the help in which it stands."""

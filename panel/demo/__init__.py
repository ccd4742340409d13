"""An invented panel's year, written as a meeting folder: every name, place and figure in it is made up."""

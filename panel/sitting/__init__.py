"""The meeting as it runs: one page on which the officer writes down what happens, saved as it is typed."""

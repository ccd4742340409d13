"""What is wrong with a meeting's records and papers, found before publication."""

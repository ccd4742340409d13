"""Bodies (panels and working groups), their office-holder and their rules of procedure."""

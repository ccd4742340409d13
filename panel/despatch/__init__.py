"""What happens to a publication once it is out: who is sent which edition, and who has opened what."""

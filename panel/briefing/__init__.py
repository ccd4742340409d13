"""The chair's brief: what the one who presides has before them, and nobody else."""

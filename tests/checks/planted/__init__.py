"""Mistakes planted in papers and records, and texts that look odd and are right, family by family."""

"""What is done to a PDF's bytes: made safe, made canonical, measured, and joined into a pack.

Knows nothing of records, requests or databases, so that it can run in the sandbox and in a bare process.
"""

"""One way out for e-mail: written with the change that asks for it, handed over once by a worker.

mail.send("ada@larkshire.example", "You are invited", "invitation", "account ada@larkshire.example", link=link)
"""

from panel.mail.operations import send

__all__ = ["send"]

"""A device that has a passkey, in Python: it does what a browser and a security key do together (WebAuthn, level 2)."""

from __future__ import annotations

import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as text

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Device:
    """It has one key. What a test changes of it is what somebody could get wrong, or do on purpose."""

    origin: str = "http://localhost"
    site: str = "localhost"
    flags: int = PRESENT | VERIFIED
    uses: int = 0
    number: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))

    def make(self, options: dict[str, Any]) -> str:
        """Answer what adds a passkey."""
        point = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        attested = bytes(16) + struct.pack(">H", len(self.number)) + self.number + cbor2.dumps(public)
        kept = {"fmt": "none", "attStmt": {}, "authData": self._about(ATTESTED) + attested}
        said = self._said("webauthn.create", options)
        return self._answer({"clientDataJSON": text(said), "attestationObject": text(cbor2.dumps(kept))})

    def sign(self, options: dict[str, Any]) -> str:
        """Answer what asks for the passkey."""
        self.uses += 1
        about, said = self._about(), self._said("webauthn.get", options)
        signature = self.key.sign(about + hashlib.sha256(said).digest(), ECDSA(SHA256()))
        return self._answer(
            {"clientDataJSON": text(said), "authenticatorData": text(about), "signature": text(signature)}
        )

    def _about(self, more: int = 0) -> bytes:
        return hashlib.sha256(self.site.encode()).digest() + struct.pack(">BI", self.flags | more, self.uses)

    def _said(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        number = text(self.number)
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": response})

"""Certificates made for one test: by an issuer of its own, and in each of the ways in which they go wrong."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

HERE = x509.IPAddress(ip_address("127.0.0.1"))
ELSEWHERE = x509.DNSName("another.example")


class Issuer:
    """Issues certificates into a folder. `trusted` is the file by which a client trusts it (SSL_CERT_FILE)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = name_of("Issuer of this test")
        basic = x509.BasicConstraints(ca=True, path_length=0)
        certificate = begun(self._name, self._name, self._key, 1).add_extension(basic, critical=True).sign(self._key, hashes.SHA256())
        self.trusted = folder / "issuer.pem"
        self.trusted.write_bytes(certificate.public_bytes(Encoding.PEM))

    def context(self, host: x509.GeneralName = HERE, days: int = 1, own: bool = False) -> ssl.SSLContext:
        """What a server needs for `host`, valid for so many days from now (from a week ago, where they are below 0).

        `own`: it signs itself.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        name = name_of("A shop")
        unsigned = begun(name, name if own else self._name, key, days).add_extension(
            x509.SubjectAlternativeName([host]), critical=False)
        signed = unsigned.sign(key if own else self._key, hashes.SHA256())
        file = self._folder / f"{signed.serial_number}.pem"
        file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + signed.public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def name_of(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def begun(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, days: int) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=7))
            .not_valid_after(now + timedelta(days=days)))

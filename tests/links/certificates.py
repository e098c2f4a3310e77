"""Certificates made on the spot, one for each thing that can be wrong with them."""

import ssl
import subprocess
from pathlib import Path

_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


def make_certificates(folder: Path) -> dict[str, ssl.SSLContext]:
    """Kind → what a server proves itself with; `autorite.pem` is what a visitor believes."""
    names = "DNS:garage.example,DNS:autre.example"
    _self_signed(folder, "autorite", "CN=autorite", days=2)
    _self_signed(folder, "relais", "CN=relais", days=2)  # nobody knows it, nobody sends it
    _self_signed(folder, "inconnu", "CN=garage.example", days=2, names=names)
    _signed(folder, "bon", "autorite", names, days=2)
    _signed(folder, "autre-nom", "autorite", "DNS:ailleurs.example", days=2)
    _signed(folder, "perime", "autorite", names, days=0)
    _signed(folder, "incomplet", "relais", names, days=2)
    return {
        kind: _context(folder, kind)
        for kind in ("bon", "autre-nom", "perime", "inconnu", "incomplet")
    }


def _self_signed(folder: Path, name: str, subject: str, *, days: int, names: str = "") -> None:
    more = ("-addext", f"subjectAltName={names}") if names else ()
    _openssl(
        folder,
        *("req", "-x509", *_KEY, "-subj", f"/{subject}", "-days", str(days), *more),
        *("-keyout", f"{name}.key", "-out", f"{name}.pem"),
    )


def _signed(folder: Path, name: str, by: str, names: str, *, days: int) -> None:
    _openssl(
        folder,
        *("req", *_KEY, "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.csr"),
    )
    extensions = folder / f"{name}.cnf"
    extensions.write_text(f"subjectAltName={names}\nbasicConstraints=CA:FALSE\n")
    _openssl(
        folder,
        *("x509", "-req", "-in", f"{name}.csr", "-CA", f"{by}.pem", "-CAkey", f"{by}.key"),
        *("-CAcreateserial", "-days", str(days), "-extfile", extensions.name),
        *("-out", f"{name}.pem"),
    )


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def _context(folder: Path, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    return context

#!/usr/bin/env bash
# joserfc and PyJWT name Ed25519 differently, and neither reads the other by default.
#
# Guess: A token signed with an Ed25519 key by one library verifies in the other: same key, same
# signature.
#
# Seen on 2026-11-28 with joserfc 1.8.0, PyJWT 2.15.1, cryptography 50.0.2, Python 3.11: PyJWT
# signs as "EdDSA" (RFC 8037) and knows no "Ed25519"; joserfc follows RFC 9864, signs as "Ed25519"
# and refuses "EdDSA" as not recommended unless the algorithm is listed by the caller. The bytes
# signed differ by the header, so renaming does not help.
#
# What follows: fix the name of the algorithm in the interface document, list it explicitly on
# both sides, and test a token from the other library.
#
# Output seen; the run fails when it differs:
#> joserfc reads EdDSA: UnsupportedAlgorithmError: unsupported_algorithm: Algorithm of 'EdDSA' is not recommended
#> joserfc reads EdDSA, listed: {'sub': 'keeper'}
#> PyJWT reads Ed25519: InvalidAlgorithmError: Algorithm not supported
#> PyJWT signs Ed25519: NotImplementedError: Algorithm not supported
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

export PYTHONPATH="$lab/lib"
python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$lab/lib" joserfc==1.8.0 PyJWT==2.15.1 cryptography==50.0.2

(cd "$lab" && python3 -W ignore -) <<'PY' | tee "$lab/seen"
import jwt as pyjwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jwk, jwt

private = Ed25519PrivateKey.generate()
key = jwk.OKPKey.import_key(private.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


def attempt(title, act):
    try:
        print(title, act())
    except Exception as error:
        print(title, f"{type(error).__name__}: {error}")


eddsa = pyjwt.encode({"sub": "keeper"}, private, algorithm="EdDSA")
ed25519 = jwt.encode({"alg": "Ed25519"}, {"sub": "keeper"}, key, algorithms=["Ed25519"])
attempt("joserfc reads EdDSA:", lambda: jwt.decode(eddsa, key).claims)
attempt("joserfc reads EdDSA, listed:", lambda: jwt.decode(eddsa, key, algorithms=["EdDSA"]).claims)
attempt("PyJWT reads Ed25519:", lambda: pyjwt.decode(
    ed25519, private.public_key(), algorithms=["Ed25519", "EdDSA"]))
attempt("PyJWT signs Ed25519:", lambda: pyjwt.encode({}, private, algorithm="Ed25519"))
PY

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"

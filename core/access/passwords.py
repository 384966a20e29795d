"""Passwords: Argon2id, at least ten characters, none of the common ones; no rules of composition
(OWASP ASVS 5.0, 6.2)."""

from __future__ import annotations

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from werkzeug.security import check_password_hash

from core.texts import N_

SHORTEST, LONGEST = 10, 256
_HASHER = PasswordHasher()  # RFC 9106, low-memory profile of the library

# Beginnings that make most of the published lists of the commonest passwords.
_COMMON = (
    "password passw0rd p@ssw0rd qwerty qwertyuiop asdfgh asdfghjkl zxcvbn 1q2w3e4r 1qaz2wsx letmein "
    "welcome iloveyou admin administrator root superman dragon monkey football baseball sunshine "
    "princess trustno1 abc123 abcd1234 changeme woaini wodemima mima123 a123456 aa123456 qq123456 "
    "tongxin tongzhanbu tongzhan"
).split()


@functools.cache
def _nobodys() -> str:
    """A hash to compare with where there is no account, so that both take the same time."""
    return _HASHER.hash("nobody has this password")


def hashed(password: str) -> str:
    """The hash to keep."""
    return _HASHER.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """True when *password* belongs to the kept hash. Takes the same time where there is no account."""
    if len(password) > LONGEST:
        return False
    if kept and not kept.startswith("$argon2"):
        return check_password_hash(kept, password)
    try:
        return _HASHER.verify(kept or _nobodys(), password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """True when a kept hash should be made anew at the next sign-in."""
    return not kept.startswith("$argon2") or _HASHER.check_needs_rehash(kept)


def complaint(password: str, *names: str) -> str:
    """Why a password is not taken, as an English msgid; '' when it is."""
    plain = password.lower()
    if len(password) < SHORTEST:
        return N_("The password needs at least 10 characters.")
    if len(password) > LONGEST:
        return N_("The password may have at most 256 characters.")
    if "\0" in password:
        return N_("The password contains a character that cannot be typed.")
    if len(set(plain)) < 4 or plain.isdecimal():
        return N_("This password is among the first to be guessed. Use several unrelated words.")
    letters = plain.rstrip("0123456789!@#$%.*")
    if letters in _COMMON or any(n and len(n) > 2 and n.lower() in plain for n in names):
        return N_("This password is among the first to be guessed. Use several unrelated words.")
    return ""

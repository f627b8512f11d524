"""Causes that the system or a library words: in our own words where known, quoted otherwise.

Each is a part of a sentence, as the reason of an error.
"""

import errno
import ssl
from collections.abc import Mapping
from socket import gaierror
from typing import Final
from urllib.error import HTTPError, URLError

from credit_graph.message import Message

_OF_SYSTEM: Final[Mapping[int, Message]] = {
    errno.ENOENT: Message("there is no such file or folder"),
    errno.EACCES: Message("this user has no right to it"),
    errno.EPERM: Message("the system does not permit it"),
    errno.EEXIST: Message("it is there already"),
    errno.EISDIR: Message("it is a folder"),
    errno.ENOTDIR: Message("a part of its path is no folder"),
    errno.ENAMETOOLONG: Message("its name is too long"),
    errno.ELOOP: Message("its links lead in a circle"),
    errno.EXDEV: Message("it lies on another file system"),
    errno.ENOSPC: Message("the disk is full"),
    errno.EDQUOT: Message("this user's share of the disk is used up"),
    errno.EFBIG: Message("the file would grow too large"),
    errno.EROFS: Message("the file system is read-only"),
    errno.EIO: Message("the disk has a fault"),
    errno.EBUSY: Message("it is in use"),
    errno.EMFILE: Message("too many files are open"),
    errno.ENFILE: Message("too many files are open"),
    errno.EPIPE: Message("nobody reads it any more"),
    errno.ENOEXEC: Message("it is no program for this machine"),
    errno.ENOMEM: Message("there is not enough memory"),
    errno.EADDRINUSE: Message("another process listens there"),
    errno.EADDRNOTAVAIL: Message("this machine does not have that address"),
    errno.ECONNREFUSED: Message("nobody listens there"),
    errno.ECONNRESET: Message("the connection was broken off"),
    errno.ECONNABORTED: Message("the connection was broken off"),
    errno.ETIMEDOUT: Message("no answer came in time"),
    errno.EHOSTUNREACH: Message("the machine cannot be reached"),
    errno.ENETUNREACH: Message("the network cannot be reached"),
}


def system_cause(error: OSError) -> Message:
    """Return why the system refused a file or a connection."""
    # An error of the network may have a number that means something else to the system.
    known = _network_cause(error) or _OF_SYSTEM.get(error.errno or 0)
    return said_by(Message("the system"), error.strerror or error) if known is None else known


def cause_of(error: Exception, who: str | Message) -> Message:
    """Return why something failed that the system refused, or a library: the one named."""
    return system_cause(error) if isinstance(error, OSError) else said_by(who, error)


def _network_cause(error: OSError) -> Message | None:
    match error:
        case HTTPError():
            return Message("it was answered with status {status}", status=error.code)
        case URLError():
            why = error.reason
            return system_cause(why) if isinstance(why, OSError) else said_by("urllib", why)
        case gaierror():
            return Message("the name of the machine is not known")
        case ssl.SSLCertVerificationError():
            return Message("its certificate is not trusted: {said}", said=error.verify_message)
        case ssl.SSLError():
            return said_by("OpenSSL", error)
        case _:
            return _OF_SYSTEM[errno.ETIMEDOUT] if isinstance(error, TimeoutError) else None


def said_by(who: str | Message, said: object) -> Message:
    """Return what a library or a tool said, as a quotation; an error without words by its kind."""
    words = str(said).strip() or type(said).__name__
    return Message("{who} says: {said}", who=who, said=words)

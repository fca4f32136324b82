"""A page fetched from the web: https and http only, to public addresses only, with limits on size, time and redirects.

The name is looked up once and the connection goes to the very address that was checked, so a name that answers
differently the second time cannot lead into the local network.
"""

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from quizgen.config import ReadSettings
from quizgen.errors import InputError

MOST_REDIRECTS = 5
CHUNK = 65_536
_HEADERS = {
    "User-Agent": "quizgen (worksheets for teachers)",
    "Accept": "text/html,application/pdf,text/plain,*/*;q=0.5",
    "Accept-Encoding": "identity, gzip",
}
_CHECK = "Check the address in a browser, or save the page and name the file."


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came, and the address it finally came from."""

    data: bytes
    url: str


def fetch(url: str, settings: ReadSettings) -> Fetched:
    """The bytes behind a web address, redirects followed. Raises InputError for anything that stands in the way."""
    deadline = time.monotonic() + settings.seconds
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url)
        try:
            status, location, data = _get(parts, settings, deadline)
        except TimeoutError:
            raise _too_slow(parts, settings) from None
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise InputError(
                f"“{parts.hostname}” cannot be reached: {_reason(error)}.", hint="Check the address and the connection."
            ) from error
        if location:
            url = urljoin(url, location)
            continue
        if status != 200:
            raise InputError(f"“{parts.hostname}” answers {status} instead of the page.", hint=_CHECK)
        return Fetched(data, url)
    raise InputError(f"“{urlsplit(url).hostname}” leads from page to page without end.", hint=_CHECK)


def _too_slow(parts: SplitResult, settings: ReadSettings) -> InputError:
    return InputError(
        f"“{parts.hostname}” takes longer than {settings.seconds:.0f} seconds.",
        hint="Try again later, or save the page and name the file.",
    )


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return "its certificate is not accepted"
    return (
        "there is no such name"
        if isinstance(error, socket.gaierror)
        else str(getattr(error, "strerror", None) or type(error).__name__).lower()
    )


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in {"http", "https"} and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        usable, parts = False, urlsplit("")
    if not usable or any(char <= " " or char == "\x7f" for char in url):
        raise InputError(f"“{url[:100]}” is no web address I can open.", hint="It must start with https:// or http://.")
    return parts


def addresses(host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses a name stands for. Refused when one of them is not public, unless the user allows it."""
    found = sorted(
        {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)},
        key=lambda address: (":" in address, address),
    )
    if not allow_private and not all(_is_public(address) for address in found):
        raise InputError(
            f"“{host}” is an address inside your own network.",
            hint="If you trust it, allow private addresses (--allow-private).",
        )
    return found


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    inner = (
        getattr(ip, "ipv4_mapped", None)
        or getattr(ip, "sixtofour", None)
        or (getattr(ip, "teredo", None) or (None, None))[1]
    )
    if inner is not None and not _is_public(str(inner)):
        return False
    # 64:ff9b::/96 carries an IPv4 address in its last four bytes.
    if ip.version == 6 and ip in ipaddress.ip_network("64:ff9b::/96"):
        return _is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that has been checked, under the name that was asked for."""

    def __init__(self, host: str, port: int, address: str, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.default_port = 443 if secure else 80
        self._address = address
        self._secure = secure

    def connect(self) -> None:
        """Open the connection, encrypted where the address says so."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _get(parts: SplitResult, settings: ReadSettings, deadline: float) -> tuple[int, str, bytes]:
    secure = parts.scheme.lower() == "https"
    host = (
        (parts.hostname or "").encode("idna").decode("ascii")
        if not (parts.hostname or "").isascii()
        else parts.hostname or ""
    )
    port = parts.port or (443 if secure else 80)
    address = addresses(host, port, settings.allow_private)[0]
    connection = _Pinned(host, port, address, secure, _left(deadline))
    try:
        connection.request("GET", _target(parts), headers=_HEADERS)
        with connection.getresponse() as response:
            location = response.getheader("Location", "") if response.status in {301, 302, 303, 307, 308} else ""
            if location or response.status != 200:
                return response.status, location, b""
            return 200, "", _body(response, connection, settings, deadline)
    finally:
        connection.close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _target(parts: SplitResult) -> str:
    from urllib.parse import quote

    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return path + ("?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else "")


def _body(response: http.client.HTTPResponse, connection: _Pinned, settings: ReadSettings, deadline: float) -> bytes:
    """The content, unpacked piece by piece so that neither form of it can exceed the limit, nor a trickle the time."""
    unpack = (
        zlib.decompressobj(31) if response.getheader("Content-Encoding", "").lower() in {"gzip", "x-gzip"} else None
    )
    parts: list[bytes] = []
    size = 0
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(deadline))
        piece = response.read1(CHUNK)
        _left(deadline)
        if not piece:
            break
        if unpack is not None:
            piece = unpack.decompress(piece, settings.max_bytes + 1)
        size += len(piece)
        if size > settings.max_bytes or (unpack is not None and unpack.unconsumed_tail):
            raise InputError(
                f"The page is larger than {settings.max_bytes // 1_000_000} MB.",
                hint="Save only the article and name the file.",
            )
        parts.append(piece)
    return b"".join(parts)

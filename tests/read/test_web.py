"""Fetching a page: a local server plays the web; what is not public, too large, too slow or endless is refused."""


import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from quizgen.config import ReadSettings
from quizgen.errors import InputError
from quizgen.read import read_article
from quizgen.read.web import _is_public, fetch

from . import made

HERE = ReadSettings(allow_private=True, seconds=5, max_bytes=100_000)


class Pages(BaseHTTPRequestHandler):
    """What the little web serves."""

    def do_GET(self) -> None:
        path, _, where = self.path.partition("?")
        getattr(self, "page_" + path.strip("/").replace(".", "_").replace("-", "_"), self.page_missing)(where)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page_canal_html(self, _: str) -> None:
        self.answer(made.html(), Content_Type="text/html; charset=utf-8")

    def page_canal_pdf(self, _: str) -> None:
        self.answer(made.pdf())

    def page_packed(self, _: str) -> None:
        self.answer(gzip.compress(made.html()), Content_Encoding="gzip")

    def page_packed_bomb(self, _: str) -> None:
        self.answer(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def page_moved(self, where: str) -> None:
        self.answer(b"", 302, Location=where)

    def page_loop(self, _: str) -> None:
        self.answer(b"", 301, Location="/loop")

    def page_large(self, _: str) -> None:
        self.answer(b"word " * 50_000)

    def page_endless(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"word " * 2000)
        except OSError:
            return

    def page_trickle(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _step in range(40):
                self.wfile.write(b".")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    def page_missing(self, _: str) -> None:
        self.answer(b"not here", 404)


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def refused(url: str, settings: ReadSettings = HERE) -> InputError:
    with pytest.raises(InputError) as caught:
        fetch(url, settings)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("page", ["canal.html", "canal.pdf", "packed"])
def test_a_page_is_read_and_its_address_kept_as_the_source(web: str, page: str) -> None:
    article = read_article(f"{web}/{page}", ReadSettings(allow_private=True))
    assert article.text == made.BODY
    assert article.source.url == f"{web}/{page}"
    assert article.source.title == made.TITLE


def test_a_redirect_is_followed(web: str) -> None:
    article = read_article(f"{web}/moved?/canal.html", ReadSettings(allow_private=True))
    assert article.source.url == f"{web}/canal.html"


def test_a_private_address_is_refused_unless_allowed(web: str) -> None:
    assert "own network" in refused(f"{web}/canal.html", ReadSettings()).message


@pytest.mark.parametrize(
    "host", ["localhost", "[::1]", "0.0.0.0", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "[fd00::1]", "[fe80::1]", "[::ffff:127.0.0.1]",
             "[64:ff9b::7f00:1]", "2130706433", "0x7f000001", "017700000001", "127.1", "100.64.0.1", "224.0.0.1", "[::]"]
)  # fmt: skip
def test_no_dress_of_a_private_or_metadata_address_passes(host: str) -> None:
    message = refused(f"http://{host}/latest/meta-data/", ReadSettings(seconds=2)).message
    assert "own network" in message or "cannot be reached" in message


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_a_public_address_passes(address: str) -> None:
    assert _is_public(address)


def test_a_redirect_to_a_private_address_is_refused(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen.read import web as module

    # The first host counts as public, as a real one would; the one it leads to is judged as ever.
    port = int(web.rpartition(":")[2])
    real = module.addresses
    monkeypatch.setattr(
        module, "addresses", lambda host, p, allow: ["127.0.0.1"] if host == "public.example" else real(host, p, allow)
    )
    message = refused(f"http://public.example:{port}/moved?http://127.0.0.1:{port}/canal.html", ReadSettings()).message
    assert "own network" in message


def test_a_name_is_looked_up_once_so_it_cannot_change_its_mind(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    port = int(web.rpartition(":")[2])
    answers = iter([_numeric("127.0.0.1", port)])

    def lookup(host: str, *args: object, **named: object) -> object:
        """The name answers once, then with nothing; numeric addresses are as they are."""
        return next(answers, []) if host == "rebind.example" else _numeric(host, port)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert fetch(f"http://rebind.example:{port}/canal.html", HERE).data == made.html()


def _numeric(
    host: str, port: int, *_args: object, **_named: object
) -> list[tuple[int, int, int, str, tuple[str, int]]]:
    import socket

    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://x/",
        "data://text",
        "http://",
        "https:///path",
        "http://exa mple.org/",
        "http://[::1",
        "http://a\r\nHost: b/",
        "http://x:99999/",
        "dict://x:1/",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    refused(url)


def test_an_address_given_as_article_never_reads_a_local_file(tmp_path: object) -> None:
    with pytest.raises(InputError, match="no web address"):
        read_article("file:///etc/passwd")


@pytest.mark.parametrize("page", ["large", "endless", "packed-bomb"])
def test_a_page_over_the_limit_is_refused(web: str, page: str) -> None:
    assert "larger" in refused(f"{web}/{page}").message


def test_a_trickle_is_cut_off(web: str) -> None:
    started = time.monotonic()
    assert "longer" in refused(f"{web}/trickle", ReadSettings(allow_private=True, seconds=0.6)).message
    assert time.monotonic() - started < 3


def test_endless_redirects_are_refused(web: str) -> None:
    assert "without end" in refused(f"{web}/loop").message


def test_an_error_page_is_no_article(web: str) -> None:
    assert "404" in refused(f"{web}/nothing").message


def test_a_redirect_to_a_file_is_refused(web: str) -> None:
    assert "no web address" in refused(f"{web}/moved?file:///etc/passwd").message


def test_a_name_that_does_not_exist_is_told() -> None:
    assert "cannot be reached" in refused("http://does-not-exist.invalid/").message

"""A folder served over HTTP, with headers."""

import functools
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class _Handler(SimpleHTTPRequestHandler):
    """Sends the files of a folder, with headers."""

    def __init__(self, *args: Any, headers: Mapping[str, str], **options: Any) -> None:
        self.extra_headers = headers
        super().__init__(*args, **options)

    def end_headers(self) -> None:
        for name, value in self.extra_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: pytest's output is for the tests."""


class _Server(ThreadingHTTPServer):
    """Keeps callers waiting rather than losing them when the machine is busy."""

    request_queue_size = 128


@contextmanager
def serving(folder: Path, headers: Mapping[str, str]) -> Iterator[str]:
    """Give the address of a folder, which ends in a slash, for as long as it is served."""
    handler = functools.partial(_Handler, directory=str(folder), headers=headers)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()

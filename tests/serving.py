"""A folder served over HTTP, with headers."""

import functools
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Delay = Callable[[str], float]
"""How long (s) a file is kept back, by its path."""


class _Handler(SimpleHTTPRequestHandler):
    """Sends the files of a folder, with headers, some of them late."""

    def __init__(
        self, *args: Any, headers: Mapping[str, str], delay: Delay, **options: Any
    ) -> None:
        self.extra_headers = headers
        self.delay = delay
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        time.sleep(self.delay(self.path))
        super().do_GET()

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
def serving(
    folder: Path, headers: Mapping[str, str], delay: Delay = lambda path: 0
) -> Iterator[str]:
    """Give the address of a folder, which ends in a slash, for as long as it is served."""
    handler = functools.partial(_Handler, directory=str(folder), headers=headers, delay=delay)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()

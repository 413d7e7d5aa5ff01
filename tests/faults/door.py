"""A way in to a server that can be shut: then its port refuses connections, and those that stood are cut."""

import asyncio
from contextlib import suppress

from yarl import URL

CHUNK = 65_536


class Door:
    """Passes on every byte between whoever comes to its `url` and the server at `behind`."""

    def __init__(self, behind: str) -> None:
        url = URL(behind)
        self._host, self._port, self._own_port = url.host, url.port, 0
        self._server: asyncio.Server | None = None
        self._passages: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._own_port}"

    async def open(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(self._pass, self._host, self._own_port)
            self._own_port = self._server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for outside in self._passages.values():
            outside.transport.abort()
        await asyncio.gather(*self._passages, return_exceptions=True)
        await asyncio.sleep(0.01)  # until those who stood outside have noticed

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._passages[task] = writer
        try:
            from_server, to_server = await asyncio.open_connection(self._host, self._port)
            await asyncio.gather(_flow(reader, to_server), _flow(from_server, writer))
        except ConnectionError:
            writer.transport.abort()
        finally:
            del self._passages[task]


async def _flow(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    """Where one end breaks off, so does the other."""
    try:
        while some := await source.read(CHUNK):
            sink.write(some)
            await sink.drain()
    except ConnectionError:
        sink.transport.abort()
        return
    with suppress(ConnectionError):
        sink.close()
        await sink.wait_closed()

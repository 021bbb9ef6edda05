# SPDX-License-Identifier: GPL-3.0-or-later
"""server.py REDIS_SOCKET

A chat server on FastAPI, uvicorn and uvloop as the tutorials have it: a connection manager that knows the members of
each room and sends to one after another. Messages go to Redis afterwards, in batches. Prints "ready PORT".
"""

import asyncio
import json
import socket
import sys
from collections import defaultdict

import redis.asyncio
import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

BATCH = 100  # messages
BATCH_SECONDS = 0.1
BACKLOG = 4096


class Archive:
    """Writes messages into Redis streams, by hundreds or ten times a second, while nobody waits for it."""

    def __init__(self, redis_socket):
        self.redis = redis.asyncio.Redis(unix_socket_path=redis_socket)
        self.waiting = []
        self.full = asyncio.Event()

    def add(self, room, seq, text):
        self.waiting.append((room, seq, text))
        if len(self.waiting) >= BATCH:
            self.full.set()

    async def write_all(self):
        while True:
            try:
                await asyncio.wait_for(self.full.wait(), BATCH_SECONDS)
            except asyncio.TimeoutError:
                pass
            self.full.clear()
            batch, self.waiting = self.waiting, []
            if batch:
                pipeline = self.redis.pipeline(transaction=False)
                for room, seq, text in batch:
                    pipeline.xadd(f"room:{room}", {"seq": seq, "text": text})
                await pipeline.execute()


class Room:
    def __init__(self):
        self.members = set()
        self.seq = 0
        self.sending = asyncio.Lock()  # keeps the order, whatever a slow member does


class ConnectionManager:
    def __init__(self):
        self.rooms = defaultdict(Room)

    def join(self, name, client):
        self.rooms[name].members.add(client)

    def leave(self, client):
        for room in self.rooms.values():
            room.members.discard(client)

    async def broadcast(self, name, text):
        room = self.rooms[name]
        async with room.sending:
            room.seq += 1
            seq = room.seq
            frame = json.dumps({"room": name, "seq": seq, "text": text}, separators=(",", ":"))
            for client in list(room.members):
                try:
                    await client.send_text(frame)
                except (RuntimeError, WebSocketDisconnect):
                    room.members.discard(client)  # it is just leaving
        return seq


app = FastAPI()
manager = ConnectionManager()


@app.on_event("startup")
async def start_up():
    app.state.archive = Archive(sys.argv[1])
    app.state.writing = asyncio.create_task(app.state.archive.write_all())


@app.websocket("/")
async def chat(client: WebSocket):
    await client.accept()
    try:
        while True:
            command = json.loads(await client.receive_text())
            if "join" in command:
                manager.join(command["join"], client)
                await client.send_text(json.dumps({"joined": command["join"]}, separators=(",", ":")))
            else:
                seq = await manager.broadcast(command["room"], command["text"])
                app.state.archive.add(command["room"], seq, command["text"])
    except WebSocketDisconnect:
        pass
    finally:
        manager.leave(client)


def main():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(BACKLOG)  # who comes before uvicorn does waits
    print("ready", listener.getsockname()[1], flush=True)
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="websockets",
        ws_per_message_deflate=False,
        backlog=BACKLOG,
        log_level="warning",
    )
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()

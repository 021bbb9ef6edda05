#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at a terminal who speaks Snug's protocol, with nothing but Python's own library, so that it runs on any system.

chat.py HOST:PORT say ROOM TEXT        says it, and ends when it is stored
chat.py HOST:PORT read ROOM            prints what was said there, one message a line: NICK TEXT
chat.py HOST:PORT await ROOM NICK      ends when a person of this name is in the room
"""

import base64
import json
import os
import socket
import struct
import sys

PATIENCE = 60  # seconds without a word from the server


class Chat:
    def __init__(self, address, nick):
        host, port = address.rsplit(":", 1)
        self._socket = socket.create_connection((host, int(port)), PATIENCE)
        self._stream = self._socket.makefile("rb")
        self._id = 0
        self._upgrade(address)
        self.ask("hello", nick=nick, client="packages")

    def _upgrade(self, address):
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall((f"GET / HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
                              "Sec-WebSocket-Protocol: snug.v1\r\n\r\n").encode())
        status = self._stream.readline()
        while self._stream.readline() not in (b"\r\n", b""):
            pass
        if b" 101 " not in status:
            raise SystemExit(f"refused: {status!r}")

    def _send(self, opcode, payload):
        mask = os.urandom(4)
        length = struct.pack("!B", 0x80 | len(payload)) if len(payload) < 126 else struct.pack("!BH", 0x80 | 126, len(payload))
        self._socket.sendall(bytes([0x80 | opcode]) + length + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload)))

    def next(self):
        """The next frame with text. The server does not split its own."""
        while True:
            opcode, length = self._stream.read(2)
            if length == 126:
                [length] = struct.unpack("!H", self._stream.read(2))
            elif length == 127:
                [length] = struct.unpack("!Q", self._stream.read(8))
            payload = self._stream.read(length)
            if opcode & 0x0F == 9:
                self._send(10, payload)
            elif opcode & 0x0F == 8:
                raise SystemExit(f"closed: {payload[2:].decode()}")
            elif opcode & 0x0F == 1:
                return json.loads(payload)

    def ask(self, command, **fields):
        """The answer to a command; an error ends the program."""
        self._id += 1
        self._send(1, json.dumps({"type": command, "id": self._id, **fields}).encode())
        while True:
            answer = self.next()
            if answer.get("re") == self._id:
                if "error" in answer:
                    raise SystemExit(f"{command}: {answer['error']}")
                return answer


def say(chat, room, text):
    chat.ask("join", room=room)
    chat.ask("send", room=room, text=text, nonce=base64.b32encode(os.urandom(10)).decode())


def read(chat, room):
    chat.ask("join", room=room)
    for entry in chat.ask("history", room=room, limit=100)["entries"]:
        if entry["type"] == "message":
            print(entry["from"]["nick"], entry["text"])


def await_person(chat, room, nick):
    while True:  # each push may be about somebody who came
        if any(member["nick"] == nick for member in chat.ask("join", room=room)["members"]):
            return
        chat.next()


def main():
    address, what, room, *rest = sys.argv[1:]
    # Names are held for a while after somebody left: each time another one.
    chat = Chat(address, "visitor-" + os.urandom(4).hex())
    {"say": say, "read": read, "await": await_person}[what](chat, room, *rest)


main()

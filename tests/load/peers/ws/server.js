// SPDX-License-Identifier: GPL-3.0-or-later
//
// A chat server on Node.js and ws: a message becomes JSON and a frame once for all members. With `gather` the frames of
// one turn of the event loop leave for a member in one write, which takes more than ws offers. Nothing is stored.
// Prints "ready PORT".
'use strict';

const { Sender, WebSocketServer } = require('ws');

const gather = process.argv[2] === 'gather';
const FRAME = { fin: true, rsv1: false, mask: false, opcode: 1, readOnly: true };
const rooms = new Map();
let written = []; // rooms that have frames for their members

class Room {
    constructor() {
        this.members = new Set();
        this.seq = 0;
        this.frames = [];
    }

    say(name, text) {
        const json = JSON.stringify({ room: name, seq: ++this.seq, text });
        if (this.frames.length === 0) {
            if (gather && written.length === 0) {
                setImmediate(flush);
            }
            written.push(this);
        }
        this.frames.push(...Sender.frame(Buffer.from(json), FRAME));
        if (!gather) {
            flush();
        }
    }

    flush() {
        const bytes = Buffer.concat(this.frames);
        this.frames = [];
        for (const member of this.members) {
            member.write(bytes);
        }
    }
}

function flush() {
    const due = written;
    written = [];
    for (const room of due) {
        room.flush();
    }
}

function roomNamed(name) {
    let room = rooms.get(name);
    if (room === undefined) {
        rooms.set(name, (room = new Room()));
    }
    return room;
}

const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    backlog: 4096,
    perMessageDeflate: false,
    clientTracking: false,
});
server.on('connection', (client, request) => {
    const socket = request.socket;
    const joined = new Set();
    client.on('message', (data) => {
        const { join, room, text } = JSON.parse(data);
        if (join !== undefined) {
            roomNamed(join).members.add(socket);
            joined.add(join);
            client.send(JSON.stringify({ joined: join }));
        } else if (joined.has(room)) {
            roomNamed(room).say(room, text);
        }
    });
    client.on('error', () => {});
    client.on('close', () => joined.forEach((name) => rooms.get(name).members.delete(socket)));
});
server.on('listening', () => console.log(`ready ${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));

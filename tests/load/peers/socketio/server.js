// SPDX-License-Identifier: GPL-3.0-or-later
//
// server.js REDIS_SOCKET
// A chat server on Socket.IO with its adapter for Redis streams, as its manual has it: a message is in the stream
// before its room gets it. Prints "ready PORT".
'use strict';

const { createServer } = require('node:http');
const { createAdapter } = require('@socket.io/redis-streams-adapter');
const { Redis } = require('ioredis');
const { Server } = require('socket.io');

const redis = new Redis({ path: process.argv[2], enableAutoPipelining: true });
const http = createServer();
const io = new Server(http, {
    adapter: createAdapter(redis),
    transports: ['websocket'],
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
});
io.on('connection', (socket) => {
    socket.on('join', (room, done) => {
        socket.join(room);
        done();
    });
    socket.on('message', (room, text) => {
        if (socket.rooms.has(room)) {
            io.to(room).emit('message', room, text);
        }
    });
});
http.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => console.log(`ready ${http.address().port}`));
process.on('SIGTERM', () => process.exit(0));

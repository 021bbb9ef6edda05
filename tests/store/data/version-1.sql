-- A database as version 1 of the schema left it. Never changed: later versions must be able to open it.
PRAGMA application_id=1399747943;
CREATE TABLE room (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, topic TEXT NOT NULL, epoch TEXT NOT NULL, head INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT;
CREATE TABLE entry (room INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE, seq INTEGER NOT NULL, at INTEGER NOT NULL, user TEXT NOT NULL, nick TEXT NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL, nonce TEXT NOT NULL, PRIMARY KEY (room, seq)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX entry_nonce ON entry (room, user, nonce) WHERE nonce <> '';
CREATE TABLE session (token_hash BLOB PRIMARY KEY, user TEXT NOT NULL, nick TEXT NOT NULL, seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX session_seen ON session (seen);
CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL) STRICT;
INSERT INTO probe VALUES (1, 7);
INSERT INTO room VALUES (1, 'lobby', 'the new topic', 'epoch-of-lobby', 3, 1700000002000);
INSERT INTO room VALUES (2, 'empty', '', 'epoch-of-empty', 0, 0);
INSERT INTO entry VALUES (1, 1, 1700000000000, 'u-ada', 'ada', 0, 'first', 'n1');
INSERT INTO entry VALUES (1, 2, 1700000001000, 'u-bob', 'bob', 1, 'the new topic', 'n1');
INSERT INTO entry VALUES (1, 3, 1700000002000, 'u-ada', 'ada', 0, 'größer', '');
INSERT INTO session VALUES (X'61626364', 'u-ada', 'ada', 32503680000000);
PRAGMA user_version=1;

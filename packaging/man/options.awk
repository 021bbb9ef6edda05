# SPDX-License-Identifier: GPL-3.0-or-later
# The options that a program's --help tells, one a line, with tabs between: short (-h), long (--help), value (file),
# description with its default, the last three of which may be empty. Descriptions are in one piece.
function put() {
    if (long != "") {
        printf "%s\t%s\t%s\t%s\n", short, long, value, text
    }
    long = ""
}
/^  (-[a-zA-Z], )?--[a-z]/ {
    put()
    rest = substr($0, 3)
    short = ""
    value = ""
    if (rest ~ /^-[a-zA-Z], /) {
        short = substr(rest, 1, 2)
        rest = substr(rest, 5)
    }
    match(rest, /^--[a-z-]+/)
    long = substr(rest, 1, RLENGTH)
    rest = substr(rest, RLENGTH + 1)
    if (match(rest, /^ <[^>]+>/)) {
        value = substr(rest, 3, RLENGTH - 3)
        rest = substr(rest, RLENGTH + 1)
    }
    sub(/^ +/, "", rest)
    text = rest
    next
}
/^          / && long != "" {
    sub(/^ +/, "")
    text = text " " $0
    next
}
{ put() }
END { put() }

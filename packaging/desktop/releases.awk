# SPDX-License-Identifier: GPL-3.0-or-later
# CHANGELOG.md → the releases of the metainfo. Variable today: the date of what is not released yet.
function escaped(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    gsub(/`/, "", text)
    return text
}
function end_point() {
    if (point != "")
        print "          <li>" escaped(point) "</li>"
    point = ""
}
function end_release() {
    end_point()
    if (open)
        print "        </ul>\n      </description>\n    </release>"
    open = 0
}
/^## / {
    end_release()
    released = match($0, /\([0-9]+-[0-9]+-[0-9]+\)$/)
    date = released ? substr($0, RSTART + 1, RLENGTH - 2) : today
    printf "    <release version=\"%s\" date=\"%s\" type=\"%s\">\n", escaped($2), date, released ? "stable" : "development"
    print "      <description>\n        <ul>"
    open = 1
    next
}
open && /^- / { end_point(); point = substr($0, 3) }
open && /^  / && point != "" { sub(/^ +/, ""); point = point " " $0 }
END { end_release() }

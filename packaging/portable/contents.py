# SPDX-License-Identifier: GPL-3.0-or-later
"""What the portable files bring besides the programs and the libraries that these are linked with, each with its reason.

Nothing here asks for a driver of the host: Snug draws on the processor, and no plugin that would begin OpenGL is among
these. So the usual list of libraries that must be the host's, because its drivers need them, is empty here but for glibc,
and a newer or older host makes no difference.
"""

# Qt's plugins, as they lie in its folder of plugins. No program names them, so no tool finds them.
PLUGINS = {
    "platforms/libqxcb.so": "windows on X11",
    "platforms/libqwayland-generic.so": "windows on Wayland, drawn in shared memory",
    "platforms/libqoffscreen.so": "no display at all, for tests",
    "wayland-shell-integration/libxdg-shell.so": "what Wayland's desktops call a window",
    "wayland-decoration-client/libbradient.so": "a frame where the desktop draws none",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so": "dead keys and Compose",
    "platforminputcontexts/libibusplatforminputcontextplugin.so": "IBus, and Fcitx, which speaks as IBus does",
    "imageformats/libqsvg.so": "the icons",
    "iconengines/libqsvgicon.so": "the icons, in any size",
    "sqldrivers/libqsqlite.so": "the store",
    "tls/libqopensslbackend.so": "encrypted connections",
}

# Libraries that are opened by their name when they are needed, so that no file says it needs them.
OPENED = {
    "libssl.so.3": "Qt's TLS plugin",
    "libcrypto.so.3": "Qt's TLS plugin",
    "libXcursor.so.1": "Qt on X11, for the desktop's own pointers",
    "libnss_compat.so.2": "glibc, for hosts that say \"compat\" in nsswitch.conf",
    "libdl.so.2": "the host's own modules for names of people and machines, when they are older than our glibc",
    "librt.so.1": "the same",
}

# Names under which they are asked for first. Qt, built with OpenSSL 3, tries the name without a version and then whatever lies
# in the host's folders, of any version.
ALIASES = {"libssl.so": "libssl.so.3", "libcrypto.so": "libcrypto.so.3"}

# For hosts that have no font, or none with emoji. Folder of the tree → package and the files of it.
FONTS = {
    "share/fonts/text": ("fonts-dejavu-core", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf"]),
    "share/fonts/emoji": ("fonts-noto-color-emoji", ["NotoColorEmoji.ttf"]),
}

# Of what `cmake --install` puts into share/. The rest is for a package manager or an init.
SHARED = ["applications", "bash-completion", "dbus-1", "doc", "fish", "icons", "man", "metainfo", "zsh"]

# Used only where the host's glibc is older than what the programs need; then all of it, with its loader.
GLIBC = "libc6"
LOADER = "ld-linux-x86-64.so.2"

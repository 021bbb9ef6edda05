# SPDX-License-Identifier: GPL-3.0-or-later
"""A tray without a picture: org.kde.StatusNotifierWatcher on the session bus, which prints who registers."""

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME = "org.kde.StatusNotifierWatcher"


class Watcher(dbus.service.Object):
    properties = {"IsStatusNotifierHostRegistered": True, "ProtocolVersion": dbus.Int32(0),
                  "RegisteredStatusNotifierItems": dbus.Array([], signature="s")}

    @dbus.service.method(NAME, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        print("item", sender if service.startswith("/") else service, flush=True)

    @dbus.service.method(NAME, in_signature="s")
    def RegisterStatusNotifierHost(self, service):
        pass

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.properties[name]

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return self.properties

    # Of its properties dbus-python tells nothing by itself, and Qt asks for what it is told of alone.
    @dbus.service.method(dbus.INTROSPECTABLE_IFACE, out_signature="s", path_keyword="path", connection_keyword="connection")
    def Introspect(self, path, connection):
        begin = f'<interface name="{NAME}">'
        told = super().Introspect(path, connection)
        return told.replace(begin, begin + '<property name="IsStatusNotifierHostRegistered" type="b" access="read"/>')


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
name = dbus.service.BusName(NAME, dbus.SessionBus())
watcher = Watcher(name, "/StatusNotifierWatcher")
print("ready", flush=True)
GLib.MainLoop().run()

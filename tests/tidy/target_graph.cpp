// SPDX-License-Identifier: GPL-3.0-or-later
#include "tidy/target_graph.h"

#include <algorithm>

namespace snug::tidy {

namespace {

using namespace Qt::StringLiterals;

template <class Matches>
const GraphRow* find(Matches matches)
{
    const QVector<GraphRow>& graph = targetGraph();
    const auto found = std::find_if(graph.begin(), graph.end(), matches);
    return found == graph.end() ? nullptr : &*found;
}

}  // namespace

const QVector<GraphRow>& targetGraph()
{
    static const QVector<GraphRow> graph{
        // The server, from the bottom up.
        {u"server/base"_s, u"snug_base"_s, {u"base"_s}, {}},
        {u"server/protocol"_s, u"snug_protocol"_s, {u"protocol"_s, u"base"_s}, {u"snug_base"_s}},
        // RFC 6455 as bytes; of the protocol it knows the close codes.
        {u"server/websocket"_s,
         u"snug_websocket"_s,
         {u"websocket"_s, u"protocol"_s, u"base"_s},
         {u"snug_protocol"_s, u"snug_base"_s}},
        {u"server/observe"_s, u"snug_observe"_s, {u"observe"_s, u"base"_s}, {u"snug_base"_s}},
        // Pure: of the store it knows the values that go in and out, never the store.
        {u"server/rooms"_s,
         u"snug_rooms"_s,
         {u"rooms"_s, u"protocol"_s, u"base"_s, u"store/operations.h"_s},
         {u"snug_protocol"_s, u"snug_base"_s}},
        {u"server/store"_s,
         u"snug_store"_s,
         {u"store"_s, u"protocol"_s, u"base"_s},
         {u"snug_protocol"_s, u"snug_base"_s}},
        {u"server/net"_s,
         u"snug_net"_s,
         {u"net"_s, u"websocket"_s, u"protocol"_s, u"base"_s},
         {u"snug_websocket"_s, u"snug_protocol"_s, u"snug_base"_s}},
        {u"server/http"_s,
         u"snug_http"_s,
         {u"http"_s, u"observe"_s, u"base"_s},
         {u"snug_observe"_s, u"snug_base"_s}},
        {u"server/host"_s,
         u"snug_server"_s,
         {u"host"_s, u"http"_s, u"net"_s, u"store"_s, u"rooms"_s, u"observe"_s, u"websocket"_s, u"protocol"_s,
          u"base"_s},
         {u"snug_http"_s, u"snug_net"_s, u"snug_store"_s, u"snug_rooms"_s, u"snug_observe"_s,
          u"snug_websocket"_s, u"snug_protocol"_s, u"snug_base"_s}},
        // Looks at a server from outside, and at its machine.
        {u"server/doctor"_s,
         u"snug_doctor"_s,
         {u"doctor"_s, u"host"_s, u"store"_s, u"observe"_s, u"base"_s},
         {u"snug_server"_s, u"snug_store"_s, u"snug_observe"_s, u"snug_base"_s}},
        // The desktop program. client knows the wire, never the server; ui knows neither.
        {u"app/client"_s,
         u"snug_client"_s,
         {u"client"_s, u"websocket"_s, u"protocol"_s, u"base"_s},
         {u"snug_websocket"_s, u"snug_protocol"_s, u"snug_base"_s}},
        {u"app/models"_s,
         u"snug_models"_s,
         {u"models"_s, u"client"_s, u"protocol"_s, u"base"_s, u"ui/roles.h"_s, u"ui/admin_roles.h"_s},
         {u"snug_client"_s, u"snug_protocol"_s, u"snug_base"_s}},
        // The desktop around the program; nothing of chat.
        {u"app/platform"_s, u"snug_platform"_s, {u"platform"_s, u"base"_s}, {u"snug_base"_s}},
        {u"ui"_s, u"snug_ui"_s, {u"ui"_s, u"protocol/values.h"_s}, {u"snug_protocol"_s, u"snug_resources"_s}},
        // The administration window, of the same library.
        {u"ui/admin"_s,
         u"snug_ui"_s,
         {u"ui"_s, u"protocol/values.h"_s},
         {u"snug_protocol"_s, u"snug_resources"_s}},
        // A plugin, loaded when the graphs are first looked at.
        {u"ui/charts"_s, u"snug_charts"_s, {u"ui"_s}, {}},
        {u"resources"_s, u"snug_resources"_s, {}, {}},
        {u"app/shell"_s,
         u"snug_shell"_s,
         {u"shell"_s, u"ui"_s, u"models"_s, u"client"_s, u"platform"_s, u"doctor"_s, u"host"_s, u"protocol"_s,
          u"base"_s},
         {u"snug_ui"_s, u"snug_models"_s, u"snug_client"_s, u"snug_platform"_s, u"snug_doctor"_s,
          u"snug_server"_s, u"snug_protocol"_s, u"snug_base"_s, u"snug_resources"_s}},
        // The two programs: main functions and nothing else.
        {u"app"_s,
         u"snug"_s,
         {u"shell"_s, u"platform"_s, u"doctor"_s, u"host"_s, u"base"_s},
         {u"snug_shell"_s, u"snug_platform"_s, u"snug_resources"_s}},
        {u"app"_s,
         u"snugd"_s,
         {u"shell"_s, u"platform"_s, u"doctor"_s, u"host"_s, u"base"_s},
         {u"snug_server"_s, u"snug_doctor"_s}},
        // Tests include what they test. The load tool is a client of its own and shares nothing but the base.
        {u"tests/load"_s, u"snug_load"_s, {u"load"_s, u"base"_s}, {u"snug_base"_s}},
        {u"tests/load"_s, u"snug-load"_s, {u"load"_s, u"base"_s}, {u"snug_load"_s}},
    };
    return graph;
}

const GraphRow* rowOfFolder(const QString& folder)
{
    return find([&folder](const GraphRow& row) { return row.folder == folder; });
}

const GraphRow* rowOfTarget(const QString& target)
{
    return find([&target](const GraphRow& row) { return row.target == target; });
}

}  // namespace snug::tidy

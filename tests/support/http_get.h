// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace snug::test {

struct HttpResponse {
    int status = 0;  // 0: no answer
    QByteArray type;
    QByteArray body;
};

// GETs http://127.0.0.1:port/path; runs the event loop meanwhile.
HttpResponse httpGet(quint16 port, const QString& path);

}  // namespace snug::test

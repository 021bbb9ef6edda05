// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QString>

namespace snug::test {

// Lines of a golden file beside the tests. Empty when there is none.
QByteArrayList readGolden(const QString& name);

// Compares line by line; the answer is empty when all is equal, else tells the first difference. With
// SNUG_UPDATE_GOLDEN=1 the file is written and the answer says so, so that the test fails once.
QString compareGolden(const QString& name, const QByteArrayList& lines);

}  // namespace snug::test

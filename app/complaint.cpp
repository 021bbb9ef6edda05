// SPDX-License-Identifier: GPL-3.0-or-later
#include "complaint.h"

#include <QTextStream>

namespace snug {

int complain(const QString& sentence, int code)
{
    QTextStream(stderr) << "snugd: " << sentence << Qt::endl;
    return code;
}

int complainOfUse(const QString& command, const QString& sentence)
{
    return complain(QStringLiteral("%1\n%2 --help tells the options.").arg(sentence, command), kUsage);
}

}  // namespace snug

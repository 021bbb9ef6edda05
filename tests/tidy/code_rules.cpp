// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>

#include "tidy/code_reading.h"
#include "tidy/rules.h"

namespace snug::tidy {

namespace {

using namespace Qt::StringLiterals;

// The arguments of the call whose '(' is at `open`, split at the commas between them; empty when it does not
// end.
QStringList argumentsAt(const QString& text, qsizetype open)
{
    QStringList arguments;
    int depth = 0;
    qsizetype begin = open + 1;
    for (qsizetype at = open; at < text.size(); ++at) {
        const QChar c = text[at];
        if (c == u'(' || c == u'[' || c == u'{') {
            ++depth;
        } else if (c == u')' || c == u']' || c == u'}') {
            --depth;
            if (depth == 0) {
                arguments.append(text.mid(begin, at - begin).trimmed());
                return arguments;
            }
        } else if (c == u',' && depth == 1) {
            arguments.append(text.mid(begin, at - begin).trimmed());
            begin = at + 1;
        }
    }
    return {};
}

}  // namespace

// connect(sender, signal, [..]{…}) and QTimer::singleShot(time, [..]{…}).
Findings checkConnects(const Files& files)
{
    static const QRegularExpression call(u"\\b(connect|singleShot)\\("_s);
    Findings findings;
    for (const SourceFile& file : files) {
        if (!file.isCode()) {
            continue;
        }
        const QString code = codeOf(file.text);
        auto matches = call.globalMatch(code);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            const QStringList arguments = argumentsAt(code, match.capturedEnd() - 1);
            const int withoutContext = match.captured(1) == u"connect" ? 3 : 2;
            if (arguments.size() == withoutContext && arguments.constLast().startsWith(u'[')) {
                const int line = static_cast<int>(code.left(match.capturedStart()).count(u'\n')) + 1;
                findings.append(
                    {file.path, line, u"%1() to a lambda without a context object"_s.arg(match.captured(1))});
            }
        }
    }
    return findings;
}

Findings checkNamespaces(const Files& files)
{
    Findings findings;
    for (const SourceFile& file : files) {
        const bool product =
            file.path.startsWith(u"server/") || file.path.startsWith(u"app/") || file.path.startsWith(u"ui/");
        if (!file.isHeader() || !product) {
            continue;
        }
        // A folder within a folder may speak for its parent (ui/charts).
        const QStringList folders = file.folder().split(u'/');
        const QString name =
            folders == QStringList{u"app"_s} ? u"snug"_s : u"snug::(%1)"_s.arg(folders.join(u'|'));
        // Other namespaces may be opened for forward declarations, this one must be.
        const QRegularExpression opens(u"^namespace %1\\b"_s.arg(name), QRegularExpression::MultilineOption);
        if (!opens.match(file.text).hasMatch()) {
            findings.append({file.path, 0, u"the namespace is not the folder's: %1"_s.arg(name)});
        }
    }
    return findings;
}

}  // namespace snug::tidy

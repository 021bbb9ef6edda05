// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QSet>
#include <QTest>

#include "protocol/codes.h"

using namespace snug::protocol;

class TestCodes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasAWordOfItsOwnAndASentence()
    {
        QSet<QString> words;
        for (int at = 0; at < kErrorCodeCount; ++at) {
            const auto code = static_cast<ErrorCode>(at);
            const QString word = errorWord(code);
            QVERIFY(!word.isEmpty());
            QVERIFY(!words.contains(word));
            words.insert(word);
            QVERIFY(errorFromWord(word) == code);
            QVERIFY(defaultMessage(code).endsWith(u'.'));
        }
        QVERIFY(!errorFromWord(u"no_such_word").has_value());
    }

    void protocolDocumentListsEveryCode()
    {
        QFile document(QStringLiteral(SNUG_GOLDEN_FOLDER "/../../../server/protocol/PROTOCOL.md"));
        QVERIFY(document.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(document.readAll());
        for (int at = 0; at < kErrorCodeCount; ++at) {
            const auto code = static_cast<ErrorCode>(at);
            const QString row =
                QStringLiteral("| `%1` | %2 |").arg(errorWord(code), isTemporary(code) ? u"yes" : u"no");
            QVERIFY2(text.contains(row), qPrintable(row));
        }
    }

    void theNumberOfACloseSaysWhetherToComeBack()
    {
        for (const int code : {1001, 1006, 4000, 4001, 4002, 4003, 4099}) {
            QVERIFY(mayReconnect(static_cast<quint16>(code)));
        }
        for (const int code : {1000, 1002, 1003, 1007, 1009, 4100, 4101, 4102, 4199}) {
            QVERIFY(!mayReconnect(static_cast<quint16>(code)));
        }
    }
};

QTEST_GUILESS_MAIN(TestCodes)
#include "tst_codes.moc"

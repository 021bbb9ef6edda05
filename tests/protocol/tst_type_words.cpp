// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "protocol/codec.h"
#include "protocol/type_words.h"

using namespace snug::protocol;

namespace {

QString typeIn(const QByteArray& frame)
{
    const QJsonObject object = QJsonDocument::fromJson(frame).object();
    return object.contains(QStringLiteral("error")) ? QStringLiteral("error")
                                                    : object.value(QStringLiteral("type")).toString();
}

// Every alternative of a variant, made from nothing.
template <class Variant, std::size_t... I>
QVector<Variant> oneOfEach(std::index_sequence<I...>)
{
    return {Variant(std::in_place_index<I>)...};
}

template <class Variant>
QVector<Variant> oneOfEach()
{
    return oneOfEach<Variant>(std::make_index_sequence<std::variant_size_v<Variant>>());
}

}  // namespace

// The words of records are the wire's.
class TestTypeWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void commands();
    void answers();
    void pushes();
};

void TestTypeWords::commands()
{
    auto all = oneOfEach<Command>();
    for (const AdminCommand& each : oneOfEach<AdminCommand>()) {
        all.append(each);
    }
    for (const Command& command : all) {
        QCOMPARE(QString::fromLatin1(typeWord(command)), typeIn(encodeRequest({1, command})));
    }
}

void TestTypeWords::answers()
{
    auto all = oneOfEach<Answer>();
    for (const AdminAnswer& each : oneOfEach<AdminAnswer>()) {
        all.append(each);
    }
    for (const Answer& answer : all) {
        QCOMPARE(QString::fromLatin1(typeWord(answer)), typeIn(encodeReply({1, answer})));
    }
}

void TestTypeWords::pushes()
{
    auto all = oneOfEach<Push>();
    for (const AdminPush& each : oneOfEach<AdminPush>()) {
        all.append(each);
    }
    for (const Push& push : all) {
        QCOMPARE(QString::fromLatin1(typeWord(push)), typeIn(encodePush(push)));
    }
    Logged topic;
    topic.entry.kind = EntryKind::Topic;
    QCOMPARE(typeWord(Push(topic)), "topic");
}

QTEST_GUILESS_MAIN(TestTypeWords)
#include "tst_type_words.moc"

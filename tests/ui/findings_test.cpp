// SPDX-License-Identifier: GPL-3.0-or-later
// Why others cannot connect: the list that says so, and the button that leads there.
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "ui/findings_dialog.h"
#include "ui/host_panel.h"
#include "ui/theme.h"

using namespace snug::ui;
using Verdict = Finding::Verdict;

namespace {

QStringList textsOf(const QWidget& widget)
{
    QStringList texts;
    for (const QLabel* const label : widget.findChildren<QLabel*>()) {
        texts.append(label->text());
    }
    return texts;
}

QPushButton* button(const QWidget& widget, const QString& part)
{
    for (QPushButton* const each : widget.findChildren<QPushButton*>()) {
        if (each->text().remove(u'&').contains(part)) {
            return each;
        }
    }
    return nullptr;
}

}  // namespace

class FindingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme_.set(ThemeMode::Light, 1); }

    void theWorstIsFirstAndCanBeCopied()
    {
        FindingsDialog dialog(theme_);
        dialog.setFindings({{QStringLiteral("Clock"), Verdict::Good, QStringLiteral("It is right."), {}},
                            {QStringLiteral("Name"), Verdict::Unsure, QStringLiteral("<b>It</b> leads away."),
                             QStringLiteral("Use an address.")},
                            {QStringLiteral("Firewall"), Verdict::Bad, QStringLiteral("Port 4777 is shut."),
                             QStringLiteral("ufw allow 4777/tcp")}});
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        const QStringList texts = textsOf(dialog);
        QVERIFY(texts.indexOf(QStringLiteral("Firewall")) < texts.indexOf(QStringLiteral("Name")));
        QVERIFY(texts.indexOf(QStringLiteral("Name")) < texts.indexOf(QStringLiteral("Clock")));
        QVERIFY(texts.first().contains(u"1 reason"));
        for (const QLabel* const label : dialog.findChildren<QLabel*>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
        const auto copies = dialog.findChildren<QToolButton*>();
        QCOMPARE(copies.size(), 2);  // nothing to copy where all is good
        QTest::mouseClick(copies.first(), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ufw allow 4777/tcp"));
    }

    void itCanLookAgain()
    {
        FindingsDialog dialog(theme_);
        QSignalSpy again(&dialog, &FindingsDialog::againWanted);
        dialog.setBusy();
        QPushButton* const look = button(dialog, QStringLiteral("Look again"));
        QVERIFY(!look->isEnabled());
        dialog.setFindings({{QStringLiteral("Clock"), Verdict::Good, QStringLiteral("It is right."), {}}});
        QVERIFY(textsOf(dialog).first().contains(u"in the way"));
        look->click();
        QCOMPARE(again.count(), 1);
        dialog.setBusy();
        QVERIFY(!textsOf(dialog).contains(QStringLiteral("Clock")));
    }

    void theHostPanelLeadsThere()
    {
        HostPanel panel(theme_);
        QSignalSpy wanted(&panel, &HostPanel::doctorWanted);
        QPushButton* const why = button(panel, QStringLiteral("Why can't they connect"));
        QVERIFY(!why->isEnabled());
        HostStatus status;
        status.state = HostStatus::State::Running;
        panel.setStatus(status);
        why->click();
        QCOMPARE(wanted.count(), 1);
    }

private:
    Theme theme_;
};

QTEST_MAIN(FindingsTest)
#include "findings_test.moc"

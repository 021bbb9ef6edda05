// SPDX-License-Identifier: GPL-3.0-or-later
// The scenes of the search.
#include <QLineEdit>
#include <QListView>

#include "desktop/gallery.h"
#include "ui/search_panel.h"

namespace snug::test {

using namespace Qt::StringLiterals;

bool Gallery::searchFor(const QString& text, const QString& status)
{
    ui::SearchPanel& panel = *ada_.page().search();
    ada_.page().showSearch(true);
    panel.field()->clear();
    QTest::keyClicks(panel.field(), text);
    QTest::keyClick(panel.field(), Qt::Key_Return);
    return waitUntil([&] { return ada_.shownTexts().filter(status).size() > 0; });
}

bool Gallery::search()
{
    const QSize wide = ada_.program().window().size();
    const QSize narrow{420, 700};
    ada_.page().showSearch(true);
    takeWindow(u"search-empty"_s, wide);
    if (!searchFor(u"the"_s, u"found"_s)) {
        return false;
    }
    auto* const list = ada_.page().search()->findChild<QListView*>();
    QTest::keyClick(ada_.page().search()->field(), Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->currentIndex()).center());
    takeWindow(u"search"_s, wide);
    dress(ui::ThemeMode::Dark);
    takeWindow(u"search-dark"_s, wide);
    dress(ui::ThemeMode::Light, 1.5);
    takeWindow(u"search-large-font"_s, wide);
    dress(ui::ThemeMode::Light);
    takeWindow(u"search-beside"_s, {760, 700});
    takeWindow(u"search-narrow"_s, narrow);
    dress(ui::ThemeMode::Dark);
    takeWindow(u"search-narrow-dark"_s, narrow);
    dress(ui::ThemeMode::Light);
    ada_.program().window().resize(wide);
    if (!searchFor(u"nothing like it"_s, u"Nothing found"_s)) {
        return false;
    }
    takeWindow(u"search-nothing"_s, wide);
    ada_.page().showSearch(false);
    return true;
}

// More than is looked for at once: the lines for the graphs, and some more.
bool Gallery::searchFurther()
{
    client::Workspace& grace = *visitors_.at(0);
    for (int line = 0; line < 30; ++line) {
        if (!grace.send(u"den"_s, u"a line for those who search"_s).ok()) {
            return false;
        }
    }
    ada_.choose(u"den"_s);
    if (!waitUntil([&] { return grace.outbox().messages().isEmpty(); }) ||
        !searchFor(u"line"_s, u"found so far"_s)) {
        return false;
    }
    takeWindow(u"search-more"_s, ada_.program().window().size());
    ada_.choose(u"lobby"_s);
    return true;
}

}  // namespace snug::test

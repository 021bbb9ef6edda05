// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style_sheet.h"

#include "ui/theme.h"

namespace snug::ui {

using namespace Qt::StringLiterals;

namespace {

// Words in @…@ stand for colours and sizes. Rules name types or properties, never `QWidget`: each rule is
// tried on each widget.
constexpr const char* kSheet = R"(
QToolTip { background: @raised@; color: @text@; border: 1px solid @border@; padding: @4@; }

QPushButton { background: @raised@; color: @text@; border: 1px solid @outline@; border-radius: @6@;
  padding: @6@ @14@; outline: none; }
QPushButton:hover { background: @hover@; }
QPushButton:pressed { background: @selected@; }
QPushButton:focus { border: 2px solid @accent@; padding: @5@ @13@; }
QPushButton:disabled { color: @muted@; border-color: @border@; background: @sidebar@; }
QPushButton[primary="true"] { background: @accentFill@; color: @onAccent@; border-color: @accentFill@;
  font-weight: 600; }
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed { background: @accentHover@;
  border-color: @accentHover@; }
QPushButton[primary="true"]:focus { border-color: @text@; }
QPushButton[primary="true"]:disabled { background: @hover@; color: @muted@; border-color: @border@; }
QPushButton[danger="true"] { color: @danger@; }
QPushButton[danger="true"]:disabled { color: @muted@; }
QPushButton[slim="true"] { padding: @3@ @10@; }
QPushButton[slim="true"]:focus { padding: @2@ @9@; }

QToolButton { background: transparent; color: @text@; border: 2px solid transparent; border-radius: @6@;
  padding: @3@; }
QToolButton:hover { background: @hover@; }
QToolButton:pressed, QToolButton:checked { background: @selected@; }
QToolButton:focus { border-color: @accent@; }
QToolButton:disabled { color: @muted@; }
QToolButton::menu-indicator { image: none; }
QToolButton[quiet="true"] { color: @muted@; }
QToolButton[quiet="true"]:hover { color: @text@; }
QToolButton[linkLike="true"] { color: @accent@; padding: @1@ @4@; }
QToolButton[solid="true"] { background: @accentFill@; }
QToolButton[solid="true"]:hover { background: @accentHover@; }
QToolButton[solid="true"]:focus { border-color: @text@; }
QToolButton[solid="true"]:disabled { background: transparent; }

QLineEdit { background: @raised@; color: @text@; border: 1px solid @outline@; border-radius: @6@;
  padding: @6@ @8@; selection-background-color: @selection@; selection-color: @text@; }
QLineEdit:focus { border: 2px solid @accent@; padding: @5@ @7@; }
QLineEdit:disabled { color: @muted@; background: @sidebar@; border-color: @border@; }
QLineEdit[invalid="true"] { border: 2px solid @danger@; padding: @5@ @7@; }
QLineEdit[onSidebar="true"] { background: @window@; border-color: @border@; padding: @5@ @8@; }
QLineEdit[onSidebar="true"]:focus { border-color: @accent@; padding: @4@ @7@; }

QFrame[card="true"] { background: @raised@; border: 1px solid @border@; border-radius: @10@; }
QFrame[field="true"] { background: @raised@; border: 1px solid @outline@; border-radius: @8@; }
QFrame[field="true"][focused="true"] { border: 2px solid @accent@; }
QFrame[field="true"][off="true"] { background: @sidebar@; border: 1px solid @border@; }
QFrame[hairline="true"] { background: @border@; border: none; }
QLabel[badge="true"] { background: @hover@; color: @muted@; border-radius: @6@; padding: @1@ @6@; }

QTableView { background: @window@; color: @text@; border: none; outline: none; }
QTableView[page="true"] { padding-left: @8@; }
QHeaderView { background: @window@; border: none; }
QHeaderView::section { background: @window@; color: @muted@; border: none; border-bottom: 1px solid @border@;
  padding: @6@ @8@; font-weight: 600; }
QHeaderView::section:hover { background: @hover@; }
QListView { background: transparent; border: none; outline: none; }
QPlainTextEdit { background: transparent; border: none; color: @text@; selection-background-color: @selection@;
  selection-color: @text@; }

QComboBox { background: @raised@; color: @text@; border: 1px solid @outline@; border-radius: @6@;
  padding: @3@ @8@; }
QComboBox:focus { border: 2px solid @accent@; padding: @2@ @7@; }
QComboBox::drop-down { border: none; width: @24@; }
QComboBox::down-arrow { image: url(@arrow@); width: @12@; height: @12@; }
QComboBox QAbstractItemView { background: @raised@; color: @text@; border: 1px solid @border@; outline: none;
  selection-background-color: @selected@; selection-color: @text@; }

QCheckBox { spacing: @8@; }
QCheckBox::indicator { width: @16@; height: @16@; background: @raised@; border: 1px solid @outline@;
  border-radius: @4@; }
QCheckBox::indicator:checked { background: @accentFill@; border-color: @accentFill@; image: url(@check@); }
QCheckBox::indicator:focus { border: 2px solid @accent@; width: @14@; height: @14@; }
QCheckBox::indicator:checked:focus { border-color: @text@; }
QCheckBox::indicator:disabled { background: @sidebar@; border-color: @border@; }
QCheckBox:disabled { color: @muted@; }

QListWidget::item { padding: @6@ @8@; border-radius: @6@; }
QListWidget::item:selected { background: @selected@; color: @text@; }
QListWidget[navigation="true"]::item { padding: @6@ @8@; margin: @1@ @8@; color: @text@; }
QListWidget[navigation="true"]::item:hover { background: @hover@; }
QListWidget[navigation="true"]::item:selected { background: @selected@; }
QListWidget[navigation="true"]::item:focus { border: 2px solid @accent@; padding: @4@ @6@; }
QProgressBar { background: @border@; border: none; border-radius: @2@; }
QProgressBar::chunk { background: @accent@; border-radius: @2@; }

QMenu { background: @raised@; color: @text@; border: 1px solid @border@; padding: @4@; }
QMenu::item { padding: @5@ @20@ @5@ @10@; border-radius: @4@; }
QMenu::item:selected { background: @selected@; color: @text@; }
QMenu::item:disabled { color: @muted@; }
QMenu::separator { height: 1px; background: @border@; margin: @4@ @6@; }

QSplitter::handle { background: @border@; }
QSplitter::handle:hover { background: @accent@; }

QScrollBar:vertical { background: transparent; width: @10@; margin: 0; }
QScrollBar::handle:vertical { background: @border@; border-radius: @3@; min-height: @32@; margin: @2@; }
QScrollBar::handle:vertical:hover, QScrollBar::handle:vertical:pressed { background: @outline@; }
QScrollBar:horizontal { background: transparent; height: @10@; margin: 0; }
QScrollBar::handle:horizontal { background: @border@; border-radius: @3@; min-width: @32@; margin: @2@; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

struct NamedColour {
    const char* name;
    Colour colour;
};

constexpr NamedColour kNames[] = {
    {"window", Colour::Window},         {"sidebar", Colour::Sidebar},
    {"raised", Colour::Raised},         {"border", Colour::Border},
    {"outline", Colour::Outline},       {"hover", Colour::Hover},
    {"selected", Colour::Selected},     {"text", Colour::Text},
    {"muted", Colour::Muted},           {"accent", Colour::Accent},
    {"accentFill", Colour::AccentFill}, {"accentHover", Colour::AccentHover},
    {"onAccent", Colour::OnAccent},     {"danger", Colour::Danger},
    {"selection", Colour::Selection},
};

QString valueOf(const QString& word, const Theme& theme)
{
    bool isNumber = false;
    const int pixels = word.toInt(&isNumber);
    if (isNumber) {
        return QString::number(theme.px(pixels)) + QStringLiteral("px");
    }
    for (const NamedColour& named : kNames) {
        if (word == QLatin1StringView(named.name)) {
            return theme.colour(named.colour).name();
        }
    }
    if (word == "arrow"_L1 || word == "check"_L1) {
        // A style sheet takes the picture as it is: here the colour cannot follow the theme by itself.
        const QString background = theme.isDark() ? QStringLiteral("dark") : QStringLiteral("light");
        return QStringLiteral(":/snug/icons/%1_on_%2.svg").arg(word, background);
    }
    Q_ASSERT_X(false, "styleSheetFor", "a word that names no colour");
    return {};
}

QString textRules(const Theme& theme)
{
    QString rules;
    for (int role = 0; role < static_cast<int>(TextRole::Count); ++role) {
        const QFont font = theme.font(static_cast<TextRole>(role));
        rules += QStringLiteral(
                     "QLabel[textRole=\"%1\"], QToolButton[textRole=\"%1\"] "
                     "{ font-size: %2pt; font-weight: %3; }\n")
                     .arg(QString::number(role), QString::number(font.pointSizeF(), 'f', 1),
                          QString::number(font.weight()));
    }
    for (int colour = 0; colour < static_cast<int>(Colour::Count); ++colour) {
        rules += QStringLiteral("QLabel[textColour=\"%1\"] { color: %2; }\n")
                     .arg(QString::number(colour), theme.colour(static_cast<Colour>(colour)).name());
    }
    return rules;
}

}  // namespace

QPalette paletteFor(const Theme& theme)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Colour colour) {
        palette.setColor(role, theme.colour(colour));
    };
    set(QPalette::Window, Colour::Window);
    set(QPalette::WindowText, Colour::Text);
    set(QPalette::Base, Colour::Raised);
    set(QPalette::AlternateBase, Colour::Sidebar);
    set(QPalette::Text, Colour::Text);
    set(QPalette::PlaceholderText, Colour::Muted);
    set(QPalette::Button, Colour::Raised);
    set(QPalette::ButtonText, Colour::Text);
    set(QPalette::BrightText, Colour::Danger);
    set(QPalette::Highlight, Colour::Selection);
    set(QPalette::HighlightedText, Colour::Text);
    set(QPalette::ToolTipBase, Colour::Raised);
    set(QPalette::ToolTipText, Colour::Text);
    set(QPalette::Link, Colour::Accent);
    set(QPalette::LinkVisited, Colour::Accent);
    set(QPalette::Light, Colour::Raised);
    set(QPalette::Midlight, Colour::Hover);
    set(QPalette::Mid, Colour::Border);
    set(QPalette::Dark, Colour::Outline);
    palette.setColor(QPalette::Shadow, Qt::black);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, theme.colour(Colour::Muted));
    }
    return palette;
}

QString styleSheetFor(const Theme& theme)
{
    const QStringList parts = QString::fromLatin1(kSheet).split(u'@');
    QString sheet;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        // Every second part stood between two signs.
        sheet += i % 2 == 0 ? parts.at(i) : valueOf(parts.at(i), theme);
    }
    return sheet + textRules(theme);
}

}  // namespace snug::ui

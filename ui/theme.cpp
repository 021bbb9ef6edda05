// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QApplication>
#include <QFontInfo>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/style_sheet.h"

namespace snug::ui {

namespace {

struct TextStyle {
    double size;  // of the application's font
    QFont::Weight weight;
};

// In the order of TextRole.
constexpr std::array<TextStyle, static_cast<std::size_t>(TextRole::Count)> kText = {{
    {1.9, QFont::DemiBold},  // Display
    {1.35, QFont::DemiBold},
    {1.1, QFont::DemiBold},
    {1.0, QFont::DemiBold},
    {1.0, QFont::Normal},
    {0.9, QFont::Normal},
    {0.8, QFont::Medium},
}};

// A 10 pt font at 96 dpi, for which the sizes in the code are written.
constexpr double kReferencePixels = 40.0 / 3.0;

// Where the desktop names no font of its own Qt falls back to one of these; Inter reads better, if it is
// there.
QFont preferredFont(const QFont& system)
{
    static const QStringList fallbacks = {QStringLiteral("Sans Serif"), QStringLiteral("Sans"),
                                          QStringLiteral("DejaVu Sans"), QStringLiteral("Helvetica"),
                                          QString()};
    if (!fallbacks.contains(system.family())) {
        return system;
    }
    QFont font = system;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"), QStringLiteral("Sans Serif")});
    return font;
}

// A style sheet looks at properties when it first sees a widget; later it must be told.
void repolish(QWidget* widget)
{
    if (widget->testAttribute(Qt::WA_WState_Polished)) {
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
    }
}

int slotOf(const QString& userId)
{
    // FNV-1a: the same on every machine and in every run, so that a person keeps their colour.
    quint32 hash = 2166136261U;
    for (const QChar c : userId) {
        hash = (hash ^ c.unicode()) * 16777619U;
    }
    return static_cast<int>((hash ^ (hash >> 15U)) % static_cast<quint32>(kAuthorColours));
}

}  // namespace

Theme::Theme(QObject* parent)
    : QObject(parent)
    , systemFont_(preferredFont(QApplication::font()))
    , systemDark_(systemIsDark())
    , dark_(systemDark_)
{
}

void Theme::set(ThemeMode mode, double fontScale)
{
    const double scale = std::clamp(fontScale, 0.8, 2.0);
    const bool dark = mode == ThemeMode::System ? systemDark_ : mode == ThemeMode::Dark;
    const bool same = applied_ && dark == dark_ && std::abs(scale - fontScale_) < 1e-6;
    mode_ = mode;
    fontScale_ = scale;
    dark_ = dark;
    if (same) {
        return;
    }
    apply();
    Q_EMIT changed();
}

void Theme::systemChanged()
{
    // What is set on the application hides the desktop's own palette; an empty one lets it through again.
    QApplication::setPalette(QPalette());
    const bool dark = systemIsDark();
    systemDark_ = dark;
    applied_ = false;
    set(mode_, fontScale_);
}

bool Theme::systemIsDark() const
{
    const QPalette palette = QApplication::palette();
    return palette.color(QPalette::Window).lightnessF() < palette.color(QPalette::WindowText).lightnessF();
}

void Theme::apply()
{
    if (!applied_) {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    }
    applied_ = true;
    QFont base = systemFont_;
    if (base.pointSizeF() <= 0) {
        base.setPointSizeF(QFontInfo(base).pointSizeF());
    }
    base.setPointSizeF(base.pointSizeF() * fontScale_);
    pixelScale_ = std::max(0.5, QFontInfo(base).pixelSize() / kReferencePixels);
    QApplication::setFont(base);
    QApplication::setPalette(paletteFor(*this));
    qApp->setStyleSheet(styleSheetFor(*this));
}

QColor Theme::authorColour(const QString& userId) const
{
    return ui::authorColour(slotOf(userId), dark_);
}

QColor Theme::avatarColour(const QString& userId) const
{
    return ui::avatarColour(slotOf(userId));
}

QFont Theme::font(TextRole role) const
{
    const TextStyle& style = kText.at(static_cast<std::size_t>(role));
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * style.size);
    font.setWeight(style.weight);
    return font;
}

int Theme::px(double pixels) const
{
    return static_cast<int>(std::lround(pixels * pixelScale_));
}

void Theme::setText(QWidget* widget, TextRole role, Colour colour)
{
    widget->setProperty("textRole", static_cast<int>(role));
    widget->setProperty("textColour", static_cast<int>(colour));
    repolish(widget);
}

void Theme::setFlag(QWidget* widget, const char* property, bool on)
{
    if (widget->property(property).toBool() != on) {
        widget->setProperty(property, on);
        repolish(widget);
    }
}

}  // namespace snug::ui

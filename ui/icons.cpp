// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <cmath>

#include "ui/theme.h"

namespace snug::ui {

namespace {

// The icon files say `currentColor`; Qt's SVG has no notion of it from outside, so the word is replaced.
QPixmap render(const QString& name, const QColor& colour, const QSize& pixels)
{
    const QString key =
        QStringLiteral("snug:%1:%2:%3x%4")
            .arg(name, colour.name(), QString::number(pixels.width()), QString::number(pixels.height()));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    QFile file(QStringLiteral(":/snug/icons/%1.svg").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "icons", qPrintable(name));
    QByteArray svg = opened ? file.readAll() : QByteArray();
    svg.replace("currentColor", colour.name().toLatin1());
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(0, 0), pixels));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class ThemedEngine : public QIconEngine {
public:
    ThemedEngine(const Theme& theme, QString name, Colour colour)
        : theme_(theme)
        , name_(std::move(name))
        , colour_(colour)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) override
    {
        painter->save();
        if (mode == QIcon::Disabled) {
            painter->setOpacity(painter->opacity() * 0.5);
        }
        paintIcon(*painter, rect, name_, theme_.colour(colour_));
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    // `size` is in device pixels already.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/,
                         qreal /*scale*/) override
    {
        const QColor colour = theme_.colour(mode == QIcon::Disabled ? Colour::Outline : colour_);
        return render(name_, colour, size);
    }

    QIconEngine* clone() const override { return new ThemedEngine(theme_, name_, colour_); }
    QString key() const override { return QStringLiteral("snug-themed"); }
    bool isNull() override { return false; }

private:
    const Theme& theme_;
    const QString name_;
    const Colour colour_;
};

}  // namespace

QIcon themedIcon(const Theme& theme, const QString& name, Colour colour)
{
    return QIcon(new ThemedEngine(theme, name, colour));
}

QIcon applicationIcon()
{
    return QIcon(QStringLiteral(":/snug/icons/snug.svg"));
}

void paintIcon(QPainter& painter, const QRect& box, const QString& name, const QColor& colour)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QSize pixels(static_cast<int>(std::ceil(box.width() * ratio)),
                       static_cast<int>(std::ceil(box.height() * ratio)));
    painter.drawPixmap(box, render(name, colour, pixels));
}

}  // namespace snug::ui

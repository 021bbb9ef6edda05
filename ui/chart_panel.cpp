// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart_panel.h"

#include <QCoreApplication>
#include <QDir>
#include <QPluginLoader>

#include "ui/theme.h"

namespace snug::ui {

ChartStyle chartStyleOf(const Theme& theme)
{
    return {theme.colour(Colour::Raised), theme.colour(Colour::Text),   theme.colour(Colour::Muted),
            theme.colour(Colour::Border), theme.colour(Colour::Accent), ui::authorColour(0, theme.isDark()),
            theme.font(TextRole::Small)};
}

ChartPanelFactory* loadCharts(QString* error)
{
    // SNUG_PLUGIN_FOLDER is relative to the program, so that the build tree and any prefix look alike.
    const QDir folder(
        QDir::cleanPath(QCoreApplication::applicationDirPath() + u'/' + QStringLiteral(SNUG_PLUGIN_FOLDER)));
    QPluginLoader loader(folder.filePath(QStringLiteral("libsnug_charts.so")));
    auto* factory = qobject_cast<ChartPanelFactory*>(loader.instance());
    if (factory == nullptr) {
        *error = loader.errorString();
    }
    return factory;
}

}  // namespace snug::ui

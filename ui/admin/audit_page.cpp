// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/audit_page.h"

#include "ui/admin_roles.h"

namespace snug::ui {

namespace {

using Column = AuditColumn;

constexpr int at(Column column)
{
    return static_cast<int>(column);
}

}  // namespace

AuditPage::AuditPage(const Theme& theme, QWidget* parent)
    : TablePage(theme,
                {tr("Audit log"), tr("Who, action or target"),
                 tr("No administrator has done anything yet. What they do is written down here.")},
                {{160, 0}, {90, 1}, {110, 1}, {130, 3}, {90, 1}},
                {at(Column::Who), at(Column::Action), at(Column::Target), at(Column::Result)}, parent)
{
    table()->sortOn(at(Column::At), Qt::DescendingOrder);
}

}  // namespace snug::ui

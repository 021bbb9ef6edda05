// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/table_page.h"

namespace snug::ui {

// What administrators did (AuditColumn), newest first. GUI thread.
class AuditPage : public TablePage {
    Q_OBJECT

public:
    explicit AuditPage(const Theme& theme, QWidget* parent = nullptr);
};

}  // namespace snug::ui

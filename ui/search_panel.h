// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/search_status.h"

class QAbstractItemModel;
class QLabel;
class QLineEdit;
class QModelIndex;
class QPushButton;
class QToolButton;

namespace snug::ui {

class SearchList;
class Theme;

// In place of the people: a field, and what was found in the room. GUI thread; borrows theme and model. It
// searches nothing itself: what is typed comes out as a wish, what became of it goes in as model and status.
class SearchPanel : public QWidget {
    Q_OBJECT

public:
    explicit SearchPanel(const Theme& theme, QWidget* parent = nullptr);

    // Rows of SearchRole; may be null.
    void setModel(QAbstractItemModel* model);
    // Another room empties the field; no signal comes.
    void setRoom(const QString& name);
    // Characters (code points).
    void setMaxCharacters(int characters);
    void setStatus(const SearchStatus& status);
    // A sentence in place of the status, such as what came of a choice; empty: the status again. While it
    // `runs` it can be cancelled.
    void setNote(const QString& text, bool runs = false);

    // Ctrl+F: the cursor into the field, its text selected.
    void focusField();
    QLineEdit* field() const { return field_; }

    QSize sizeHint() const override;

Q_SIGNALS:
    // Trimmed; empty: nothing any more. Some time after the last key, at once on Enter.
    void searchWanted(const QString& text);
    // Where there is more; after a failure.
    void furtherWanted();
    // A click on a result, or Enter, which wants the keyboard there as well.
    void resultChosen(qulonglong seq, bool byKey);
    // What the note tells of should end.
    void cancelWanted();
    void closeWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeParts();
    void arrangeParts();
    void begin(bool again);
    void onTyped(const QString& text);
    void refresh();
    void choose(const QModelIndex& index, bool byKey);
    void act();
    void escape();
    int rows() const;
    QString sentence() const;
    QString hint() const;

    const Theme& theme_;
    QLineEdit* field_ = nullptr;
    QToolButton* close_ = nullptr;
    QLabel* status_ = nullptr;
    QToolButton* action_ = nullptr;
    SearchList* list_ = nullptr;
    QLabel* hint_ = nullptr;
    QWidget* foot_ = nullptr;
    QPushButton* further_ = nullptr;
    QTimer typing_;
    QString room_;
    QString asked_;  // what was wished for last
    SearchStatus told_;
    QString note_;
    bool noteRuns_ = false;
};

}  // namespace snug::ui

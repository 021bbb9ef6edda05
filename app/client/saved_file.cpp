// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/saved_file.h"

namespace snug::client {

SavedFile::SavedFile(StateFiles& files, QString path, std::function<StateFiles::Make()> snapshot,
                     QObject* parent)
    : QObject(parent)
    , files_(files)
    , path_(std::move(path))
    , snapshot_(std::move(snapshot))
{
    delay_.setSingleShot(true);
    connect(&delay_, &QTimer::timeout, this, &SavedFile::save);
}

SavedFile::~SavedFile()
{
    save();
}

void SavedFile::load(StateFiles::Parse parse, std::function<void(StateFiles::Loaded)> done)
{
    files_.read(path_, std::move(parse), this, [this, done = std::move(done)](StateFiles::Loaded loaded) {
        loaded_ = true;
        done(loaded);
        if (changed_) {
            touch();
        }
    });
}

void SavedFile::touch()
{
    changed_ = true;
    if (loaded_ && !delay_.isActive()) {
        delay_.start(kDelay);
    }
}

void SavedFile::save()
{
    delay_.stop();
    if (loaded_ && changed_) {
        changed_ = false;
        files_.write(path_, snapshot_());
    }
}

}  // namespace snug::client

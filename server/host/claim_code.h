// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/result.h"

namespace snug::host {

// The code that makes whoever shows it the owner of a server, once. Only its SHA-256 is kept, in a file that
// only the server's user may read: the code is 125 random bits, which nobody can try out.
//
// Blocks for the disk. Another program (`snugd admin claim`) may make a new one at any time.
class ClaimCode {
public:
    enum class Kind {
        Offered,  // by a server that nobody owns: good until somebody does
        Asked,    // by whoever runs the server: good in any case
    };

    struct Failure {
        QString sentence;
    };

    explicit ClaimCode(const QString& dataFolder);

    // A new code, such as "K7Q2M-…"; the one of before is good no longer.
    base::Result<QString, Failure> make(Kind kind) const;
    // Whether this is the code, in any spelling. It is used up then.
    bool use(const QString& shown, bool isOwnerless) const;

private:
    const QString path_;
};

}  // namespace snug::host

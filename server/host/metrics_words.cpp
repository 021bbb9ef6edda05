// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/metrics_words.h"

#include "protocol/codes.h"

namespace snug::host {

observe::MetricsVocabulary metricsWords(const QString& version)
{
    observe::MetricsVocabulary words;
    words.version = version.toStdString();
    for (int code = 0; code < protocol::kErrorCodeCount; ++code) {
        words.errors.emplace_back(protocol::errorWord(static_cast<protocol::ErrorCode>(code)).data());
    }
    words.closeCodes = {1000, 1001, 1002, 1003, 1005, 1006, 1007, 1009, 4000, 4001,
                        4002, 4003, 4004, 4005, 4100, 4101, 4102, 4103, 4104};
    words.rateLimits = {"commands"};
    return words;
}

}  // namespace snug::host

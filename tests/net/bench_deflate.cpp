// SPDX-License-Identifier: GPL-3.0-or-later
// What permessage-deflate (RFC 7692) would cost and save on the frames of a chat; run it by hand. It
// compresses the events of 2,000 different messages as the extension does (raw deflate, flushed after each,
// the tail cut off), in its two ways: with a context for each connection, where every member's copy is
// compressed for itself, and without, where one compressed frame serves all members.
#include <zlib.h>
#include <QByteArray>
#include <QElapsedTimer>
#include <QTextStream>
#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include "protocol/codec.h"

using namespace snug;

namespace {

constexpr int kMessages = 2'000;
constexpr int kTail = 4;         // 00 00 FF FF, which the extension leaves out
constexpr int kWindowBits = 15;  // of a context; 12 is the least that clients commonly offer

// Lines of 3 … 30 common words, as people write them.
std::vector<QByteArray> events()
{
    static const std::array kWords{
        "the",    "a",       "to",       "and",     "of",      "I",      "you",      "it",      "is",
        "that",   "in",      "we",       "for",     "on",      "was",    "with",     "but",     "have",
        "not",    "this",    "are",      "can",     "at",      "what",   "so",       "just",    "about",
        "think",  "know",    "time",     "good",    "like",    "there",  "tomorrow", "meeting", "see",
        "thanks", "build",   "server",   "works",   "now",     "really", "maybe",    "could",   "release",
        "nice",   "coffee",  "question", "later",   "problem", "review", "idea",     "yes",     "no",
        "right",  "already", "people",   "machine", "weather", "lunch",  "branch",   "tests",   "green",
        "garden", "train",   "delayed"};
    std::mt19937 random(7);
    std::vector<QByteArray> all;
    for (int number = 1; number <= kMessages; ++number) {
        QString text;
        for (int words = 3 + static_cast<int>(random() % 28); words > 0; --words) {
            // Common words more often than rare ones.
            const std::size_t most = 1 + random() % kWords.size();
            text += QLatin1StringView(kWords.at(random() % most)) + u' ';
        }
        const QString nonce = QStringLiteral("%1%2").arg(random(), 8, 16).arg(random(), 8, 16);
        all.push_back(protocol::encodePush(protocol::Logged{
            {QStringLiteral("lobby"),
             static_cast<quint64>(number),
             base::WallTime{std::chrono::milliseconds{1'790'000'000'000 + number * 977}},
             {QStringLiteral("u_%1").arg(random() % 20), QStringLiteral("person-%1").arg(random() % 20)},
             protocol::EntryKind::Message,
             text.trimmed(),
             nonce}}));
    }
    return all;
}

// One direction of one connection.
class Deflater {
public:
    Deflater()
    {
        deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -kWindowBits, 8, Z_DEFAULT_STRATEGY);
    }
    ~Deflater() { deflateEnd(&stream_); }
    Q_DISABLE_COPY_MOVE(Deflater)

    // Bytes of the compressed payload.
    qint64 compress(const QByteArray& frame)
    {
        stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(frame.constData()));
        stream_.avail_in = static_cast<uInt>(frame.size());
        stream_.next_out = out_.data();
        stream_.avail_out = static_cast<uInt>(out_.size());
        deflate(&stream_, Z_SYNC_FLUSH);
        return static_cast<qint64>(out_.size()) - stream_.avail_out - kTail;
    }
    void forget() { deflateReset(&stream_); }

private:
    z_stream stream_{};
    std::array<Bytef, 4096> out_{};
};

struct Figures {
    qint64 bytes = 0;
    double microseconds = 0;
};

Figures measure(const std::vector<QByteArray>& frames, bool keepsContext)
{
    Figures best{0, 1e9};
    for (int round = 0; round < 5; ++round) {
        Deflater deflater;
        qint64 bytes = 0;
        QElapsedTimer timer;
        timer.start();
        for (const QByteArray& frame : frames) {
            if (!keepsContext) {
                deflater.forget();
            }
            bytes += deflater.compress(frame);
        }
        best = {bytes,
                std::min(best.microseconds, static_cast<double>(timer.nsecsElapsed()) / 1e3 / kMessages)};
    }
    return best;
}

}  // namespace

int main()
{
    const std::vector<QByteArray> frames = events();
    qint64 plain = 0;
    for (const QByteArray& frame : frames) {
        plain += frame.size();
    }
    QTextStream out(stdout);
    out.setRealNumberNotation(QTextStream::FixedNotation);
    out.setRealNumberPrecision(1);
    const auto row = [&](const char* name, const Figures& figures) {
        out << name << static_cast<double>(figures.bytes) / kMessages << " bytes, "
            << 100.0 * static_cast<double>(figures.bytes) / static_cast<double>(plain) << " %, "
            << figures.microseconds << " us of CPU" << Qt::endl;
    };
    row("as it is:                        ", {plain, 0});
    row("a context a connection, each copy: ", measure(frames, true));
    row("no context, once for all copies:  ", measure(frames, false));
    // zlib.h, deflateInit2: (1 << (windowBits + 2)) + (1 << (memLevel + 9)) bytes, and a few kilobytes.
    out << "a context keeps " << ((1 << (kWindowBits + 2)) + (1 << (8 + 9))) / 1024 << " KiB a connection"
        << Qt::endl;
    return 0;
}

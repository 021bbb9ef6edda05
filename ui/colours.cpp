// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/colours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace snug::ui {

namespace {

struct Pair {
    QRgb light;
    QRgb dark;
};

// In the order of Colour. Warm greys, one calm teal that acts, red only for what needs a person.
constexpr std::array<Pair, static_cast<std::size_t>(Colour::Count)> kColours = {{
    {0xffffffff, 0xff1b1d20},  // Window
    {0xfff6f5f3, 0xff141618},  // Sidebar
    {0xffffffff, 0xff24272b},  // Raised
    {0xffe6e3df, 0xff2f3338},  // Border
    {0xff857f77, 0xff7d848d},  // Outline
    {0xfff0eeeb, 0xff25282c},  // Hover
    {0xffe3f3f0, 0xff1f3836},  // Selected
    {0xff1f1d1a, 0xffe8e6e3},  // Text
    {0xff66625b, 0xffa3a5a8},  // Muted
    {0xff0b6e69, 0xff5cc9bf},  // Accent
    {0xff0b7a74, 0xff2fa49a},  // AccentFill
    {0xff096862, 0xff3db5ab},  // AccentHover
    {0xffffffff, 0xff04201d},  // OnAccent
    {0xffb3261e, 0xffff8a80},  // Danger
    {0xffc2352b, 0xffe5655a},  // DangerFill
    {0xffffffff, 0xff240705},  // OnDanger
    {0xff8a5300, 0xfff0b45c},  // Warning
    {0xff1d7239, 0xff5ecb85},  // Success
    {0xffbfe3de, 0xff2b5a57},  // Selection
}};

constexpr std::array<Pair, kAuthorColours> kAuthors = {{
    {0xffb4432c, 0xffff9d85},
    {0xff0a6f9c, 0xff6cc4f0},
    {0xff5f6d00, 0xffc3cc5c},
    {0xff6a4fc9, 0xffb8a4ff},
    {0xff0b766c, 0xff5ccdc0},
    {0xffb33a70, 0xffff9cc4},
    {0xff2f5fc4, 0xff93b4ff},
    {0xff8f5a00, 0xffe8b45a},
    {0xff9a3fae, 0xffe09bf0},
    {0xff2f7a2f, 0xff84d184},
}};

double luminance(const QColor& colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

}  // namespace

QColor colourOf(Colour what, bool dark)
{
    const Pair& pair = kColours.at(static_cast<std::size_t>(what));
    return QColor::fromRgb(dark ? pair.dark : pair.light);
}

QColor authorColour(int slot, bool dark)
{
    const Pair& pair = kAuthors.at(static_cast<std::size_t>(slot));
    return QColor::fromRgb(dark ? pair.dark : pair.light);
}

QColor avatarColour(int slot)
{
    return authorColour(slot, false);
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace snug::ui

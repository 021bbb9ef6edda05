// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace snug::net {

// Lets this process have as many descriptors as it may (the soft limit goes up to the hard one), and answers
// how many that is.
int raiseDescriptorLimit();

}  // namespace snug::net

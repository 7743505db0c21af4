// The manual page.
#pragma once

#include <span>
#include <string>

#include "harness/commands/command.h"

namespace swapcheck {

/// swapcheck(1) in the macros of man(7). `date` is ISO 8601.
std::string manPage(std::span<const Command> commands, const std::string& date);

}  // namespace swapcheck

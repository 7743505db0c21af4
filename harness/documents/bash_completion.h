// The completion of the command line in bash.
#pragma once

#include <span>
#include <string>

#include "harness/commands/command.h"

namespace swapcheck {

/// A bash script that completes commands, options and, where the descriptions say what they are, values: alternatives,
/// files, folders, and the names that `swapcheck list` shows.
std::string bashCompletion(std::span<const Command> commands);

}  // namespace swapcheck

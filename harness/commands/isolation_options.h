// The options --jobs, --case-timeout and --memory.
#pragma once

#include "harness/commands/options.h"
#include "harness/processes/isolation.h"

namespace swapcheck {

/// Adds --jobs, and what `addLimits` adds.
void addIsolation(CommandLine& line);

/// Adds --case-timeout and --memory.
void addLimits(CommandLine& line);

/// The limits that these options set. Throws InputError.
ProcessLimits limitsOf(const CommandLine& line);

/// The isolation that these options set; nothing for --jobs 0, which uses no processes. Throws InputError.
std::optional<IsolationOptions> isolationOf(const CommandLine& line);

}  // namespace swapcheck

// The options --strategy, --property, --require, --max-numel and --kinds.
#pragma once

#include "harness/commands/options.h"
#include "properties/property.h"
#include "strategies/catalogue.h"

namespace swapcheck {

/// Adds --strategy and --property.
void addSelection(CommandLine& line);

/// The strategies that any of the globs matches; all when none is given. Throws InputError for a glob without match.
std::vector<const Strategy*> selectedStrategies(const CommandLine& line, const Catalogue& catalogue);

/// The same for properties.
std::vector<const Property*> selectedProperties(const CommandLine& line);

/// Adds --require, --max-numel and --kinds.
void addRequire(CommandLine& line);

/// The properties that --require names; none when it is not given. Throws InputError.
std::vector<const Property*> requiredProperties(const CommandLine& line);

/// The most elements of an operand that --max-numel allows, if it is given. Throws InputError.
std::optional<int64_t> maxNumelOf(const CommandLine& line);

/// Adds --kinds.
void addKinds(CommandLine& line);

/// How many kinds of cases --kinds allows, if it is given. Throws InputError.
std::optional<int64_t> kindsOf(const CommandLine& line);

}  // namespace swapcheck

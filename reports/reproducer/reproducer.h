// Reproducers: stand-alone programs that show one failure without swapcheck.
#pragma once

#include <filesystem>

#include "reports/reproducer/data.h"

namespace swapcheck {

/// What a reproducer is made of.
struct Reproducer {
  /// The strategy that failed, and its steps in both languages.
  const Strategy& strategy;
  ReproducedFailure failure;
  /// For its header comment: one line that names the failure, then details.
  std::string title;
  std::string description;
  /// The TorchScript module that the strategy is, if it is one.
  std::filesystem::path script = {};
};

/// The program: it builds the inputs of the case, performs the strategy's steps and looks for that one failure. It
/// exits with 1 when the failure occurs and with 0 when not. For a strategy without steps, the swap is a function to
/// fill in, and until then it exits with 2. A script is loaded from its file, and called as the harness does;
/// where it cannot be loaded, the program exits with 2. Throws InputError when the language cannot express the case.
std::string reproducerText(const Reproducer& reproducer, Language language);

}  // namespace swapcheck

// Reproducers: programs of their own that show one failure, free of swapcheck.
#pragma once

#include "reports/reproducer/data.h"

namespace swapcheck {

/// What a reproducer is made of.
struct Reproducer {
  /// The strategy that failed, and its steps in both languages.
  const Strategy& strategy;
  ReproducedFailure failure;
  /// What its head says: one line that names the failure, then more about it.
  std::string title;
  std::string description;
};

/// The program: it builds the inputs of the case, performs the strategy's steps and looks for that one failure. It
/// exits with 1 when it meets it, with 0 when it does not. Of a strategy without steps the swap is a function to fill
/// in, with which it exits with 2. Throws InputError when the language cannot tell the case.
std::string reproducerText(const Reproducer& reproducer, Language language);

}  // namespace swapcheck

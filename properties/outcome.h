// What a check returns: a closed set of outcomes.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "generators/parts/shape.h"

namespace swapcheck {

/// A small tensor as a person reads it, for messages and reports.
struct Grid {
  /// "a", "mask", "expected x", "got gradient of b".
  std::string name;
  /// "float32".
  std::string dtype;
  Shape shape;
  /// One text an element, row-major; only the first `kMaxGridCells` of a larger tensor.
  std::vector<std::string> cells;
  /// Flat positions of the elements that matter: what was swapped, what came out wrong.
  std::vector<int64_t> marked;

  bool operator==(const Grid&) const = default;
};

inline constexpr int64_t kMaxGridCells = 64;

/// Something worth knowing that is no failure.
struct Note {
  /// A short id, stable from run to run ("shared-storage").
  std::string kind;
  /// One sentence.
  std::string message;

  bool operator==(const Note&) const = default;
};

/// The property holds on this case.
struct Passed {
  std::optional<Note> note = std::nullopt;
};

/// The property says nothing about this case.
struct NotApplicable {};

/// The property does not hold.
struct Falsified {
  /// Which of the property's checks failed: a short id, stable from run to run ("bits").
  std::string check;
  /// One sentence: where, what was expected, what was got.
  std::string message;
  /// What was expected and what was got, side by side.
  std::vector<Grid> evidence;
  /// What kind of error was thrown, as `errorKindOf` its text; empty when nothing was.
  std::string error = {};
};

using Outcome = std::variant<Passed, NotApplicable, Falsified>;

}  // namespace swapcheck

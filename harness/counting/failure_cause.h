// The cause that distinguishes failures of one strategy and property.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <variant>

#include "harness/counting/death.h"

namespace swapcheck {

/// A check of the property that failed, or how the process died.
class FailureCause {
 public:
  template <std::convertible_to<std::string> Check>
  FailureCause(Check&& check, std::string error = {})  // NOLINT(*-explicit-*)
      : cause_(std::string(std::forward<Check>(check))), error_(std::move(error)) {}
  FailureCause(DeathKind death) : cause_(death) {}  // NOLINT(*-explicit-*)

  /// How the process died; nothing when a check failed.
  std::optional<DeathKind> death() const {
    const auto* death = std::get_if<DeathKind>(&cause_);
    return death ? std::optional(*death) : std::nullopt;
  }

  /// "bits", or "crashed" for a death: the name in known failures, ids and reports.
  std::string name() const {
    const auto* check = std::get_if<std::string>(&cause_);
    return check ? *check : std::string(deathKindName(std::get<DeathKind>(cause_)));
  }

  /// What kind of error was thrown (`Falsified::error`); empty when nothing was.
  const std::string& error() const { return error_; }

  bool operator==(const FailureCause&) const = default;

 private:
  std::variant<std::string, DeathKind> cause_;
  std::string error_ = {};
};

}  // namespace swapcheck

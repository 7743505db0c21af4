// What is thrown about a history.
#pragma once

#include <stdexcept>

namespace swapcheck {

/// A history that cannot be used: missing, locked, read-only, damaged, of a later version or no history at all. One
/// sentence that begins with the file's name.
struct HistoryError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace swapcheck

// Errors of SQLite as one sentence.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>

#include "strategies/error.h"

namespace swapcheck {

/// The place of an error in a history: "history runs/history.db".
ErrorPlace historyPlace(const std::filesystem::path& file);

/// The error for a failure in `file`: what is wrong and, if possible, what to do about it.
InputError historyError(const std::filesystem::path& file, const SQLite::Exception& failure);

/// Runs `action`, turning errors of SQLite into InputError.
template <typename Action>
auto explained(const std::filesystem::path& file, const Action& action) {
  try {
    return action();
  } catch (const SQLite::Exception& failure) {
    throw historyError(file, failure);
  }
}

}  // namespace swapcheck

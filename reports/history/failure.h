// Failures of SQLite as one sentence.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>

#include "strategies/error.h"

namespace swapcheck {

/// What an error is about that is about a history: "history runs/history.db".
ErrorPlace historyPlace(const std::filesystem::path& file);

/// The complaint about a failure in `file`: what is wrong and, where there is something, what to do about it.
InputError historyError(const std::filesystem::path& file, const SQLite::Exception& failure);

/// Does `action`, turning failures of SQLite into InputError.
template <typename Action>
auto explained(const std::filesystem::path& file, const Action& action) {
  try {
    return action();
  } catch (const SQLite::Exception& failure) {
    throw historyError(file, failure);
  }
}

}  // namespace swapcheck

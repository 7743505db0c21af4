// A test with a folder of its own, in which it runs the programs.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "process.h"

namespace swapcheck {

using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

class Sandbox : public testing::Test {
 protected:
  Sandbox();
  ~Sandbox() override;

  const std::filesystem::path& folder() const { return folder_; }

  /// Runs `swapcheck` in the folder.
  ProcessResult swapcheck(const Words& words, const std::optional<SignalWhen>& signalWhen = std::nullopt) const;

  /// Runs `swapcheck_with_faults`, whose broken strategies still are so.
  ProcessResult withFaults(const Words& words) const;

  /// Runs `swapcheck_with_faults` after its strategies were put right.
  ProcessResult withFaultsMended(const Words& words) const;

  /// Runs `swapcheck_with_faults` with the strategies that no process survives.
  ProcessResult withHostile(const Words& words, const std::optional<SignalWhen>& signalWhen = std::nullopt,
                            const std::optional<KillAfter>& killAfter = std::nullopt) const;

  /// Runs a POSIX shell in the folder, in which $SWAPCHECK is the program.
  ProcessResult shell(const std::string& script) const;

  void write(const std::filesystem::path& file, const std::string& content) const;
  std::string read(const std::filesystem::path& file) const;
  Json readJson(const std::filesystem::path& file) const;

  /// run.json of a run folder without what the clock and the folder have a say in.
  Json timelessRun(const std::filesystem::path& run) const;

  /// Contents of all files in the folder, by their paths in it; folders have none.
  std::map<std::string, std::string> everything() const;

 private:
  std::filesystem::path folder_;
};

/// Whether the text holds the words.
bool holds(const std::string& text, const std::string& words);

/// Its lines, without their ends.
std::vector<std::string> linesOf(const std::string& text);

/// Whether every line says how far a command has come.
bool isOnlyProgress(const std::string& err);

/// Those of `records` whose fields have these values.
Json matching(const Json& records, const Json& fields);

}  // namespace swapcheck

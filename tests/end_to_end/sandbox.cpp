#include "sandbox.h"

#include <stdlib.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "tests/support/regex.h"

namespace swapcheck {

namespace fs = std::filesystem;

namespace {

/// A strategy that ends its process leaks what that held; only a sanitizer build reads it.
const std::pair<std::string, std::string> kNoLeakCheck = {"ASAN_OPTIONS", "detect_leaks=0"};

}  // namespace

Sandbox::Sandbox() {
  std::string name = (fs::temp_directory_path() / "swapcheck-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder can be made: " + name);
  folder_ = name;
}

Sandbox::~Sandbox() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

ProcessResult Sandbox::swapcheck(const Words& words, const std::optional<SignalWhen>& signalWhen) const {
  return runProcess(SWAPCHECK_PROGRAM, words, {folder_, {}, signalWhen});
}

ProcessResult Sandbox::withFaults(const Words& words) const {
  return runProcess(SWAPCHECK_WITH_FAULTS_PROGRAM, words, {folder_});
}

ProcessResult Sandbox::withFaultsMended(const Words& words) const {
  return runProcess(SWAPCHECK_WITH_FAULTS_PROGRAM, words, {folder_, {{"SWAPCHECK_TEST_MENDED", "1"}}});
}

ProcessResult Sandbox::withHostile(const Words& words, const std::optional<SignalWhen>& signalWhen,
                                   const std::optional<KillAfter>& killAfter) const {
  return runProcess(SWAPCHECK_WITH_FAULTS_PROGRAM, words,
                    {folder_, {{"SWAPCHECK_TEST_HOSTILE", "1"}, kNoLeakCheck}, signalWhen, killAfter});
}

ProcessResult Sandbox::shell(const std::string& script) const {
  return runProcess("/bin/sh", {"-c", script}, {folder_, {{"SWAPCHECK", SWAPCHECK_PROGRAM}}});
}

void Sandbox::write(const fs::path& file, const std::string& content) const {
  std::ofstream(folder_ / file, std::ios::binary) << content;
}

std::string Sandbox::read(const fs::path& file) const {
  std::ifstream in(folder_ / file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

Json Sandbox::readJson(const fs::path& file) const { return Json::parse(read(file)); }

Json Sandbox::timelessRun(const fs::path& run) const {
  Json json = readJson(run / "run.json");
  for (const char* field : {"duration_s", "cases_per_s", "started_at", "command"}) json.erase(field);
  for (Json& failure : json["failures"]) failure.erase("replay");
  return json;
}

std::map<std::string, std::string> Sandbox::everything() const {
  std::map<std::string, std::string> contents;
  for (const auto& entry : fs::recursive_directory_iterator(folder_))
    contents[entry.path().lexically_relative(folder_).string()] =
        entry.is_regular_file() ? read(entry.path()) : std::string();
  return contents;
}

bool holds(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

std::vector<std::string> linesOf(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool isOnlyProgress(const std::string& err) {
  const std::string progress =
      "[0-9]+(/[0-9]+)? cases, [0-9]+ cases/s, [0-9]+ findings?(, .+ left)?|bench [0-9]+/[0-9]+: [^ ]+";
  for (const std::string& line : linesOf(err))
    if (!matchesRegex(line, progress)) return false;
  return true;
}

Json matching(const Json& records, const Json& fields) {
  Json found = Json::array();
  for (const Json& record : records) {
    bool matches = true;
    for (const auto& [name, value] : fields.items()) matches = matches && record.at(name) == value;
    if (matches) found.push_back(record);
  }
  return found;
}

}  // namespace swapcheck

// `verify` and `replay` of <swapcheck/verify.h>, and of other languages.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <swapcheck/verify.h>

#include <algorithm>
#include <cmath>

#include "generators/case/features.h"
#include "harness/campaign/campaign.h"
#include "harness/embedding/callers_process.h"
#include "harness/embedding/verification.h"
#include "harness/embedding/verify_with.h"
#include "harness/judging/replay_record.h"
#include "harness/storage/failure_file.h"
#include "reports/record/text.h"
#include "strategies/catalogue.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

struct SilentListener : CampaignListener {
  void onProgress(const CampaignProgress&) override {}
  void onFailure(const FailureRecord&) override {}
};

/// Those of that name, or all, in the order in which they are shown.
std::vector<const Property*> propertiesNamed(const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (!findProperty(name))
      throw VerifyError(
          fmt::format("properties: expected names out of {}, got \"{}\"", fmt::join(propertyNames(), ", "), name));
  std::vector<const Property*> properties;
  for (const Property& property : allProperties())
    if (names.empty() || std::find(names.begin(), names.end(), property.id) != names.end())
      properties.push_back(&property);
  return properties;
}

void checkStrategy(const Strategy& strategy) {
  for (const KnownFailure& known : strategy.knownFailures)
    if (!findProperty(known.property))
      throw VerifyError(fmt::format("strategy \"{}\": known failure: expected a property, got \"{}\"", strategy.name,
                                    known.property));
  Catalogue().add(strategy);
}

CampaignOptions campaignOptionsOf(const Strategy& strategy, const VerifyOptions& options) {
  if (options.cases && *options.cases < 1)
    throw VerifyError(fmt::format("cases: expected 1 or more, got {}", *options.cases));
  if (options.time && (!(options.time->count() > 0) || !std::isfinite(options.time->count())))
    throw VerifyError(fmt::format("time: expected more than 0 s, got {} s", options.time->count()));
  if (options.onlyCase && (options.cases || options.time))
    throw VerifyError("onlyCase: expected neither cases nor time beside it");
  if (options.onlyCase && *options.onlyCase > INT64_MAX)
    throw VerifyError(fmt::format("onlyCase: expected {} at most, got {}", INT64_MAX, *options.onlyCase));
  if (options.kinds && *options.kinds < 1)
    throw VerifyError(fmt::format("kinds: expected 1 or more, got {}", *options.kinds));
  CampaignOptions campaign;
  campaign.kinds = options.kinds;
  campaign.strategies = {&strategy};
  campaign.properties = propertiesNamed(options.properties);
  campaign.seed = options.seed;
  campaign.cases = options.cases;
  if (options.time) campaign.timeS = options.time->count();
  if (!options.cases && !options.time) campaign.cases = kVerifyCases;
  return campaign;
}

RunRecord run(const CampaignOptions& campaign, const VerifyOptions& options) {
  if (options.onlyCase) return runOneCase(campaign, *options.onlyCase);
  SilentListener listener;
  CampaignJournal none;
  return runCampaign(campaign, listener, [] { return false; }, none);
}

std::string originOf(const RunRecord& run, const VerifyOptions& options) {
  if (options.onlyCase) return fmt::format("case {} of seed {}", *options.onlyCase, run.seed);
  return fmt::format("{} of seed {}", counted(run.cases, "case", "cases"), run.seed);
}

/// Gives every failure its replay line and, when a folder is given, its case file.
void setReplayLines(RunRecord& run, const std::filesystem::path& folder, const ReplayLines& lines) {
  for (FailureRecord& failure : run.failures) {
    failure.replay = lines.ofNumber(run.seed, static_cast<uint64_t>(failure.firstCase), failure.property);
    if (folder.empty()) continue;
    const std::filesystem::path file = std::filesystem::absolute(folder) / (failure.id + ".json");
    writeFailureFile(file, failure, run);
    failure.file = file.string();
    failure.replay = lines.ofFile(file);
  }
}

ReplayLines cppLines(const VerifyOptions& options) {
  return {[kinds = options.kinds](uint64_t seed, uint64_t number, const std::string& property) {
            return replayLine(seed, number, property, kinds);
          },
          [](const std::filesystem::path& file) { return replayLine(file); }};
}

/// Calls `judge` with the caller's process protected; errors become VerifyError.
template <typename Judge>
Verification inCallersProcess(const Judge& judge) {
  const CallersProcess process;
  try {
    return judge();
  } catch (const Error& error) {
    throw VerifyError(error.what());
  }
}

}  // namespace

Verification verifiedRun(RunRecord run, const VerifyOptions& options, const ReplayLines& lines) {
  setReplayLines(run, options.folder, lines);
  return verificationOf(run, !options.properties.empty(), originOf(run, options));
}

Verification verifyWith(const Strategy& strategy, const VerifyOptions& options, const ReplayLines& lines) {
  return inCallersProcess([&] {
    checkStrategy(strategy);
    return verifiedRun(run(campaignOptionsOf(strategy, options), options), options, lines);
  });
}

Verification verify(const Strategy& strategy, const VerifyOptions& options) {
  return verifyWith(strategy, options, cppLines(options));
}

Verification replayWith(const Strategy& strategy, const std::filesystem::path& file,
                        const std::vector<std::string>& properties, const ReplayLines& lines) {
  return inCallersProcess([&] {
    checkStrategy(strategy);
    const FailureFile saved = readFailureFile(file);
    const std::vector<std::string> names =
        properties.empty() && !saved.property.empty() ? std::vector{saved.property} : properties;
    if (saved.swapCase.family() != familyOf(strategy.swap))
      throw VerifyError(fmt::format("{}: expected a case of family \"{}\", as {} is, got one of family \"{}\"",
                                    file.string(), familyName(familyOf(strategy.swap)), strategy.name,
                                    familyName(saved.swapCase.family())));
    RunRecord record = replayRecord(strategy, saved, propertiesNamed(names));
    for (FailureRecord& failure : record.failures) {
      failure.file = std::filesystem::absolute(file).string();
      failure.replay = lines.ofFile(std::filesystem::absolute(file));
    }
    return verificationOf(record, !names.empty(), "the case of " + file.string());
  });
}

Verification replay(const Strategy& strategy, const std::filesystem::path& file,
                    const std::vector<std::string>& properties) {
  return replayWith(strategy, file, properties, cppLines({}));
}

std::vector<std::string> propertyNames() {
  std::vector<std::string> names;
  for (const Property& property : allProperties()) names.emplace_back(property.id);
  return names;
}

}  // namespace swapcheck

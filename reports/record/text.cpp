#include "reports/record/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "reports/record/run_record.h"

namespace swapcheck {
namespace {

/// The most missed features that are named; the others are counted.
constexpr size_t kMostNamed = 10;

std::string_view endText(ShrinkEnd end) {
  switch (end) {
    case ShrinkEnd::Minimal: return "until no smaller case failed";
    case ShrinkEnd::Evaluations: return "until the evaluations were used up";
    case ShrinkEnd::Clock: return "until the time was up";
    case ShrinkEnd::Deaths: return "until too many processes had died of it";
  }
  return "";
}

}  // namespace

std::string thousands(int64_t value) {
  std::string digits = std::to_string(value);
  const int64_t first = value < 0 ? 1 : 0;
  for (int64_t at = static_cast<int64_t>(digits.size()) - 3; at > first; at -= 3)
    digits.insert(static_cast<size_t>(at), 1, ',');
  return digits;
}

std::string siNumber(double value) {
  if (!std::isfinite(value)) return fmt::format("{}", value);
  constexpr const char* kPrefixes[] = {"", " k", " M", " G", " T"};
  size_t prefix = 0;
  while (std::abs(value) >= 999.5 && prefix + 1 < std::size(kPrefixes)) {
    value /= 1000;
    ++prefix;
  }
  const double size = std::abs(value);
  const int decimals = size == 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return fmt::format("{:.{}f}{}", value, decimals, kPrefixes[prefix]);
}

std::string siCount(int64_t count) {
  return count < 1000 ? std::to_string(count) : siNumber(static_cast<double>(count));
}

std::string durationText(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return fmt::format("{} s", seconds);
  if (seconds < 10) return fmt::format("{:.2f} s", seconds);
  if (seconds < 99.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<int64_t>(std::llround(std::min(seconds, 1e12)));
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string counted(int64_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", thousands(count), count == 1 ? singular : plural);
}

std::string shrinkText(const ShrinkRecord& shrink) {
  if (shrink.evaluations == 0) return "not shrunk";
  const std::string_view end = shrink.ended ? endText(*shrink.ended) : "";
  return fmt::format("shrunk from {} to {} in {}{}{}", counted(shrink.from, "element", "elements"),
                     thousands(shrink.to), counted(shrink.evaluations, "evaluation", "evaluations"),
                     end.empty() ? "" : ", ", end);
}

std::string mattersText(const FailureRecord& failure) {
  if (!failure.matters) return "";
  if (failure.matters->empty()) return "what matters: nothing, a plain case fails";
  return fmt::format("what matters: {}", fmt::join(*failure.matters, ", "));
}

std::string metText(const KnownFailureTally& tally) {
  if (tally.met == 0) return "no case met the condition";
  return fmt::format("{} of {} failed", thousands(tally.failed), counted(tally.met, "case", "cases"));
}

std::string noiseText(double aaNoise) {
  return fmt::format(
      "One benchmark measured twice in this run came out up to {:.0f} % apart; a smaller difference says "
      "nothing.",
      100 * aaNoise);
}

std::string coverageText(const RunRecord& run) {
  const std::vector<std::string> missed = missedFeatures(run);
  std::string text;
  for (size_t k = 0; k < std::min(missed.size(), kMostNamed); ++k)
    text += (k == 0 ? "coverage: no case had " : ", ") + missed[k];
  if (missed.size() > kMostNamed) text += fmt::format(" and {} more", missed.size() - kMostNamed);
  if (!text.empty()) text += "\n";
  if (run.pairs)
    text += fmt::format("coverage: {} of {}\n", thousands(run.pairs->seen),
                        counted(run.pairs->feasible, "pair of features", "pairs of features"));
  return text;
}

std::string outcomeText(FailureOutcome outcome) {
  switch (outcome) {
    case FailureOutcome::Falsified: return "does not hold";
    case FailureOutcome::Flaky: return "fails, but not every time";
    case FailureOutcome::Crashed: return "crashes";
    case FailureOutcome::Hung: return "hangs";
    case FailureOutcome::OutOfMemory: return "runs out of memory";
  }
  return "";
}

}  // namespace swapcheck

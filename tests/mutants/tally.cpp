#include "tally.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "reports/record/json_fields.h"

namespace swapcheck {
namespace {

/// A number of every detection that passes `wanted`.
template <typename Wanted, typename NumberOf>
std::vector<double> numbersOf(const std::vector<Detection>& detections, Wanted wanted, NumberOf numberOf) {
  std::vector<double> numbers;
  for (const Detection& detection : detections)
    if (wanted(detection)) numbers.push_back(static_cast<double>(numberOf(detection)));
  return numbers;
}

bool any(const Detection&) { return true; }
bool isCaught(const Detection& detection) { return detection.caught; }

std::string medianAndMost(const std::vector<double>& numbers, const char* format) {
  if (numbers.empty()) return "-";
  return fmt::format(fmt::runtime(format), medianOf(numbers)) + " / " +
         fmt::format(fmt::runtime(format), *std::max_element(numbers.begin(), numbers.end()));
}

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

void missedDetections(const Tally& tally, std::vector<std::string>& missed) {
  for (const auto& [mutant, detections] : tally) {
    const auto caught = std::count_if(detections.begin(), detections.end(), isCaught);
    if (caught != static_cast<long>(detections.size()))
      missed.push_back(fmt::format("{}: caught by {} on {} of {} seeds", mutant->strategy.name, mutant->property,
                                   caught, detections.size()));
  }
}

void missedTimes(const Tally& tally, const Bars& bars, std::vector<std::string>& missed) {
  size_t runs = 0, quick = 0;
  for (const auto& [mutant, detections] : tally)
    for (const Detection& detection : detections) {
      ++runs;
      quick += detection.caught && detection.seconds < bars.quickS;
      if (detection.caught && detection.seconds >= bars.slowestS)
        missed.push_back(fmt::format("{}: a search took {:.1f} s, the most allowed is {:.0f} s", mutant->strategy.name,
                                     detection.seconds, bars.slowestS));
    }
  const double percent = runs == 0 ? 0 : 100.0 * static_cast<double>(quick) / static_cast<double>(runs);
  if (percent < bars.quickPercent)
    missed.push_back(fmt::format("{:.1f} % of the searches end within {:.0f} s, expected {:.0f} %", percent,
                                 bars.quickS, bars.quickPercent));
}

void missedShrinks(const Tally& tally, const Bars& bars, std::vector<std::string>& missed) {
  std::vector<double> all;
  for (const auto& [mutant, detections] : tally)
    for (const Detection& detection : detections) {
      if (!detection.caught) continue;
      const int64_t beyond = detection.shrunkElements - (mutant->smallest - 1);
      all.push_back(static_cast<double>(beyond));
      if (beyond > bars.mostElements)
        missed.push_back(fmt::format("{}: a counterexample shrank to {} elements ({}), the most allowed is {}",
                                     mutant->strategy.name, detection.shrunkElements, detection.shrinkEnded,
                                     bars.mostElements + mutant->smallest - 1));
    }
  if (medianOf(all) > bars.medianElements)
    missed.push_back(fmt::format("the median counterexample shrank to {} elements, expected at most {}", medianOf(all),
                                 bars.medianElements));
}

}  // namespace

double medianOf(std::vector<double> numbers) {
  if (numbers.empty()) return 0;
  std::sort(numbers.begin(), numbers.end());
  const size_t middle = numbers.size() / 2;
  return numbers.size() % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
}

std::vector<std::string> missedBars(const Tally& tally, const Bars& bars) {
  std::vector<std::string> missed;
  missedDetections(tally, missed);
  missedTimes(tally, bars, missed);
  missedShrinks(tally, bars, missed);
  return missed;
}

std::string headText() {
  return fmt::format("{:<40} {:<13} {:<20} {:>7} {:>15} {:>17} {:>13}  {}", "mutant", "property", "check", "caught",
                     "cases", "seconds", "elements", "others that fell first");
}

std::string rowText(const MutantRecord& record) {
  const auto& detections = record.detections;
  std::set<std::string> checks, others;
  for (const Detection& detection : detections) {
    if (detection.caught) checks.insert(detection.check);
    others.insert(detection.others.begin(), detection.others.end());
  }
  const auto cases = numbersOf(detections, any, [](const Detection& d) { return d.cases; });
  const auto seconds = numbersOf(detections, any, [](const Detection& d) { return d.seconds; });
  const auto elements = numbersOf(detections, isCaught, [](const Detection& d) { return d.shrunkElements; });
  return fmt::format("{:<40} {:<13} {:<20} {:>3}/{:<3} {:>15} {:>17} {:>13}  {}", record.mutant->strategy.name,
                     record.mutant->property, joined(checks), elements.size(), detections.size(),
                     medianAndMost(cases, "{:.0f}"), medianAndMost(seconds, "{:.4f}"),
                     medianAndMost(elements, "{:.0f}"), joined(others));
}

nlohmann::ordered_json toJson(const Tally& tally) {
  nlohmann::ordered_json mutants = nlohmann::ordered_json::array();
  for (const auto& [mutant, detections] : tally) {
    nlohmann::ordered_json seeds = nlohmann::ordered_json::array();
    for (const Detection& detection : detections) seeds.push_back(fieldsToJson(detection));
    mutants.push_back({{"mutant", mutant->strategy.name},
                       {"property", mutant->property},
                       {"mistake", mutant->mistake},
                       {"seen_in", mutant->seenIn},
                       {"smallest", mutant->smallest},
                       {"seeds", std::move(seeds)}});
  }
  return {{"mutants", std::move(mutants)}};
}

}  // namespace swapcheck

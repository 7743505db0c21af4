#include "harness/case_judge.h"

#include <torch/version.h>

#include "generators/generate.h"
#include "harness/describe_failure.h"

namespace swapcheck {
namespace {

FirstLook lookTwice(const Cell& cell, const PreparedCase& prepared, const Falsified& failure) {
  auto again = failureOf(cell, prepared);
  FirstLook look{failure.message};
  look.repeats = again && again->check == failure.check;
  if (again && !look.repeats) {
    look.otherCheck = std::move(again->check);
    look.otherMessage = std::move(again->message);
  }
  return look;
}

}  // namespace

std::vector<Seat> seatsOf(const CampaignOptions& options) {
  std::vector<Seat> seats;
  for (Family family : kFamilies)
    for (size_t s = 0; s < options.strategies.size(); ++s)
      if (familyOf(options.strategies[s]->swap) == family) seats.push_back({s, family});
  return seats;
}

std::vector<Cell> cellsOf(const CampaignOptions& options) {
  std::vector<Cell> cells;
  for (const Strategy* strategy : options.strategies)
    for (const Property* property : options.properties) cells.emplace_back(*strategy, *property, TORCH_VERSION);
  return cells;
}

std::optional<Falsified> failureOf(const Cell& cell, const PreparedCase& prepared) {
  const Property* property = &cell.property();
  auto judgements = judge(cell.strategy(), prepared, {&property, 1});
  auto* failure = std::get_if<Falsified>(&judgements.front().outcome);
  return failure ? std::optional(std::move(*failure)) : std::nullopt;
}

bool CaseJudge::judge(uint64_t number, size_t first, size_t last, JudgeListener& listener,
                      const std::function<bool()>& mustStop) {
  std::optional<PreparedCase> prepared;
  FeatureSet features;
  for (size_t seat = first; seat < last; ++seat) {
    if (mustStop()) return false;
    const Family family = seats_[seat].family;
    if (!prepared || prepared->swapCase.family() != family) {
      prepared.emplace(caseAt(options_.seed, number, family));
      features = featuresOf(prepared->swapCase, prepared->host);
      listener.onFamily(number, family, features);
    }
    listener.onStrategy(number, seat, judgeSeat(number, seat, *prepared, features, listener));
  }
  return true;
}

StrategyResult CaseJudge::judgeSeat(uint64_t number, size_t seat, const PreparedCase& prepared,
                                    const FeatureSet& features, JudgeListener& listener) {
  const size_t strategy = seats_[seat].strategy;
  const auto judgements = swapcheck::judge(*options_.strategies[strategy], prepared, options_.properties,
                                           [&](size_t property) { listener.onProperty(number, seat, property); });
  StrategyResult result{strategy};
  for (size_t p = 0; p < judgements.size(); ++p) {
    const Cell& cell = cells_[strategy * options_.properties.size() + p];
    if (std::holds_alternative<Falsified>(judgements[p].outcome)) listener.onProperty(number, seat, p);
    result.properties.push_back(resultOf(cell, prepared, features, judgements[p].outcome));
  }
  return result;
}

PropertyResult CaseJudge::resultOf(const Cell& cell, const PreparedCase& prepared, const FeatureSet& features,
                                   const Outcome& outcome) {
  if (std::holds_alternative<NotApplicable>(outcome)) return {PropertyResult::NotApplicable};
  const auto* failure = std::get_if<Falsified>(&outcome);
  if (!failure) return {PropertyResult::Passed};
  PropertyResult result{PropertyResult::Failed, failure->check};
  const KnownFailure* known = cell.covering(features, failure->check);
  const std::string id = failureId(cell.strategy(), cell.property().id, failure->check, known);
  if (met_.contains(id)) return result;
  result.firstLook = lookTwice(cell, prepared, *failure);
  if (result.firstLook->repeats) met_.insert(id);
  return result;
}

}  // namespace swapcheck

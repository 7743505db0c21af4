#include "harness/judging/case_judge.h"

#include <torch/version.h>

#include "generators/stream/generate.h"
#include "harness/judging/describe_failure.h"

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

/// Passes on what properties say as they say it.
class CaseJudge::Watcher : public JudgementWatcher {
 public:
  Watcher(CaseJudge& judge, size_t strategy, const PreparedCase& prepared, const FeatureSet& features,
          JudgeListener& listener)
      : judge_(judge), strategy_(strategy), prepared_(prepared), features_(features), listener_(listener) {}

  void before(size_t property) override { listener_.onProperty(property); }

  void after(size_t property, const Outcome& outcome) override {
    const Cell& cell = judge_.cells_[strategy_ * judge_.options_.properties.size() + property];
    listener_.onResult(property, judge_.resultOf(cell, prepared_, features_, outcome));
  }

 private:
  CaseJudge& judge_;
  size_t strategy_;
  const PreparedCase& prepared_;
  const FeatureSet& features_;
  JudgeListener& listener_;
};

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

bool CaseJudge::judge(uint64_t number, size_t first, size_t last, JudgeListener& listener) {
  std::optional<PreparedCase> prepared;
  FeatureSet features;
  for (size_t seat = first; seat < last; ++seat) {
    const auto [strategy, family] = seats_[seat];
    const Turn turn = listener.onSeat(seat);
    if (turn == Turn::Stop) return false;
    if (turn == Turn::Skip) continue;
    if (!prepared || prepared->swapCase.family() != family) {
      prepared.emplace(caseAt(options_.seed, number, family));
      features = featuresOf(prepared->swapCase, prepared->host);
      listener.onFamily(family, features);
    }
    Watcher watcher(*this, strategy, *prepared, features, listener);
    swapcheck::judge(*options_.strategies[strategy], *prepared, options_.properties, &watcher);
  }
  return true;
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

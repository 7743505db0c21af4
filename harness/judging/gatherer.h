// Puts the results of one case number together.
#pragma once

#include "harness/judging/case_judge.h"

namespace swapcheck {

class Gatherer : public JudgeListener {
 public:
  /// Keeps a reference to the seats of the campaign.
  Gatherer(const std::vector<Seat>& seats, size_t properties, uint64_t number)
      : seats_(&seats), properties_(properties), result_{number} {}

  void onFamily(Family family, const FeatureSet& features) override;
  /// A strategy that is judged again, because its judge was replaced, begins anew.
  Turn onSeat(size_t seat) override;
  void onProperty(size_t) override {}
  void onResult(size_t property, PropertyResult result) override;

  const CaseResult& result() const& { return result_; }
  CaseResult result() && { return std::move(result_); }

  /// Whether the strategy of that seat has been begun.
  bool hasBegun(size_t seat) const;

 private:
  const std::vector<Seat>* seats_;
  size_t properties_;
  CaseResult result_;
};

}  // namespace swapcheck

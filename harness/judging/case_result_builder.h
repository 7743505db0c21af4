// Collects the results of one case number.
#pragma once

#include "harness/judging/case_judge.h"

namespace swapcheck {

class CaseResultBuilder : public JudgeListener {
 public:
  /// Keeps a reference to the slots of the campaign.
  CaseResultBuilder(const std::vector<JudgingSlot>& slots, size_t properties, uint64_t number)
      : slots_(&slots), properties_(properties), result_{number} {}

  /// All throw std::out_of_range for a slot, family or property that the campaign does not have there, and for results
  /// of no strategy.
  void onFamily(Family family, const FeatureSet& features) override;
  /// A strategy that is judged again, because its worker was replaced, starts over.
  NextStep onSlot(size_t slot) override;
  void onProperty(size_t) override {}
  void onResult(size_t property, PropertyResult result) override;
  void onNote(Note note) override;

  const CaseResult& result() const& { return result_; }
  CaseResult result() && { return std::move(result_); }

  /// Whether judging the strategy of that slot has begun.
  bool hasBegun(size_t slot) const;

 private:
  FamilyResult& currentFamily();

  const std::vector<JudgingSlot>* slots_;
  size_t properties_;
  CaseResult result_;
};

}  // namespace swapcheck

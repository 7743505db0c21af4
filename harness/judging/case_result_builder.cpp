#include "harness/judging/case_result_builder.h"

#include <stdexcept>

namespace swapcheck {

FamilyResult& CaseResultBuilder::currentFamily() {
  if (result_.families.empty()) throw std::out_of_range("a result before any strategy has begun");
  return result_.families.back();
}

void CaseResultBuilder::onFamily(Family family, const FeatureSet& features) {
  if (currentFamily().family != family) throw std::out_of_range("features of another family than is being judged");
  currentFamily().features = features;
}

NextStep CaseResultBuilder::onSlot(size_t slot) {
  const auto [strategy, family] = slots_->at(slot);
  if (result_.families.empty() || result_.families.back().family != family)
    result_.families.push_back({family, {}, {}});
  auto& strategies = result_.families.back().strategies;
  if (!hasBegun(slot)) strategies.emplace_back();
  strategies.back() = {strategy, std::vector<PropertyResult>(properties_)};
  return NextStep::Judge;
}

void CaseResultBuilder::onResult(size_t property, PropertyResult result) {
  currentFamily().strategies.back().properties.at(property) = std::move(result);
}

void CaseResultBuilder::onNote(Note note) { currentFamily().strategies.back().notes.push_back(std::move(note)); }

bool CaseResultBuilder::hasBegun(size_t slot) const {
  if (result_.families.empty()) return false;
  const auto& strategies = result_.families.back().strategies;
  return !strategies.empty() && strategies.back().strategy == slots_->at(slot).strategy;
}

}  // namespace swapcheck

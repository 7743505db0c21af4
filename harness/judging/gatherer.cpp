#include "harness/judging/gatherer.h"

namespace swapcheck {

void Gatherer::onFamily(Family, const FeatureSet& features) { result_.families.back().features = features; }

Turn Gatherer::onSeat(size_t seat) {
  const auto [strategy, family] = seats_->at(seat);
  if (result_.families.empty() || result_.families.back().family != family)
    result_.families.push_back({family, {}, {}});
  auto& strategies = result_.families.back().strategies;
  if (!hasBegun(seat)) strategies.emplace_back();
  strategies.back() = {strategy, std::vector<PropertyResult>(properties_)};
  return Turn::Judge;
}

void Gatherer::onResult(size_t property, PropertyResult result) {
  result_.families.back().strategies.back().properties.at(property) = std::move(result);
}

bool Gatherer::hasBegun(size_t seat) const {
  if (result_.families.empty()) return false;
  const auto& strategies = result_.families.back().strategies;
  return !strategies.empty() && strategies.back().strategy == seats_->at(seat).strategy;
}

}  // namespace swapcheck

#include "harness/gatherer.h"

namespace swapcheck {

void Gatherer::onFamily(Family family, const FeatureSet& features) {
  if (result_.families.empty() || result_.families.back().family != family)
    result_.families.push_back({family, features, {}});
}

void Gatherer::onSeat(size_t seat) {
  result_.families.back().strategies.push_back({seats_[seat].strategy, std::vector<PropertyResult>(properties_)});
}

void Gatherer::onResult(size_t property, PropertyResult result) {
  result_.families.back().strategies.back().properties[property] = std::move(result);
}

}  // namespace swapcheck

// The `metadata` property.
#include "properties/property.h"

namespace swapcheck {

Outcome checkMetadata(const Observation& o) {
  if (auto unusable = unusableResults(o)) return *unusable;
  return Passed{};
}

}  // namespace swapcheck

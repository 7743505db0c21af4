// The properties: what must hold of every strategy.
#pragma once

#include <span>

#include "properties/observation.h"

namespace swapcheck {

/// Operands and selection are byte for byte as before the call, in state too, also when the strategy threw; a graph
/// that had saved an operand still runs backward.
Outcome checkOriginals(const Observation& observation);

/// Every result equals the routing bit for bit.
Outcome checkValues(const Observation& observation);

/// Sizes, dtype and device of the results.
Outcome checkMetadata(const Observation& observation);

/// Results share no memory with operands, selection or each other.
Outcome checkFresh(const Observation& observation);

/// Reverse mode equals the inverse routing of the cotangents on every fill, and central finite differences, exactly,
/// on the fills that lie on a grid.
Outcome checkGradient(const Observation& observation);

struct Property {
  /// CLI filter, report key and replay key.
  std::string_view id;
  std::string_view summary;
  Outcome (*check)(const Observation&);
};

/// Every property, in the order in which it is shown.
std::span<const Property> allProperties();

/// The property of that id, or null.
const Property* findProperty(std::string_view id);

struct Judgement {
  const Property* property;
  Outcome outcome;
};

/// Calls the strategy once on the case, which is of its family, and judges the call by each of the properties. Nothing
/// is called for a dtype that this LibTorch has not: no property is applicable. Only `originals` is where the strategy
/// throws "not implemented for" an exotic dtype.
std::vector<Judgement> judge(const Strategy& strategy, const PreparedCase& prepared,
                             std::span<const Property* const> properties);

}  // namespace swapcheck

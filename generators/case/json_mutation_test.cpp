// Whatever happens to a case file: it is refused with a reason, or it is a case that can be made.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <nlohmann/json.hpp>

#include "generators/case/json.h"
#include "generators/parts/draw.h"
#include "generators/stream/generate.h"
#include "generators/tensors/materialise.h"
#include "strategies/error.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// Every node below `json`, its children before itself.
void collect(Json& json, std::vector<std::pair<Json*, Json*>>& nodes) {
  if (!json.is_structured()) return;
  for (Json& child : json) {
    collect(child, nodes);
    nodes.emplace_back(&json, &child);
  }
}

const std::vector<Json>& oddValues() {
  static const std::vector<Json> values = {nullptr,
                                           true,
                                           false,
                                           -1,
                                           0u,
                                           1u,
                                           2u,
                                           3u,
                                           7u,
                                           300u,
                                           int64_t{1} << 17,
                                           int64_t{1000000000000000000},
                                           INT64_MIN,
                                           INT64_MAX,
                                           UINT64_MAX,
                                           1.0,
                                           -0.5,
                                           1e300,
                                           std::numeric_limits<double>::quiet_NaN(),
                                           std::numeric_limits<double>::infinity(),
                                           "",
                                           "one",
                                           "repeated",
                                           "special",
                                           "within",
                                           "indexed",
                                           "bool",
                                           "complex32",
                                           "float8_e5m2",
                                           "threshold",
                                           "cover",
                                           "equal",
                                           std::string("\x01\xff\0", 3),
                                           Json::array(),
                                           Json::object(),
                                           {0u, 1u},
                                           {1u, 0u, 2u},
                                           std::vector<Shape>{{2, 1}, {3}},
                                           std::vector<Shape>{{}, {0}},
                                           {{"seed", {{"seed", 1u}}}}};
  return values;
}

const Json& oddValue(Draw& draw) {
  return oddValues()[static_cast<size_t>(draw.between(0, static_cast<int64_t>(oddValues().size()) - 1))];
}

void mutate(Json& json, Draw& draw) {
  std::vector<std::pair<Json*, Json*>> nodes;
  collect(json, nodes);
  if (nodes.empty()) return;
  const auto [parent, node] = nodes[static_cast<size_t>(draw.between(0, static_cast<int64_t>(nodes.size()) - 1))];
  const auto place = std::find_if(parent->begin(), parent->end(), [&](const Json& child) { return &child == node; });
  switch (draw.between(0, 4)) {
    case 0: parent->erase(place); return;
    case 1:
      if (parent->is_object()) {
        const Json moved = *node;
        parent->erase(place);
        (*parent)["seed"] = moved;
      } else {
        parent->push_back(oddValue(draw));
      }
      return;
    default: *node = oddValue(draw);
  }
}

/// The case that a reader finds in `json`, or nothing after a complaint that names a field.
std::optional<SwapCase> caseOrComplaint(const Json& json) {
  try {
    return caseFromJson(json);
  } catch (const InputError& error) {
    RC_ASSERT(std::string(error.what()).find(": ") != std::string::npos);
    return std::nullopt;
  }
}

RC_GTEST_PROP(MutatedCaseJson, IsRefusedWithAReasonOrIsACaseThatCanBeMade, (uint64_t seed)) {
  Draw draw(rc::Random{seed});
  for (int trial = 0; trial < 50; ++trial) {
    Json json = toJson(draw.chance(80) ? draw(genAnyCase()) : draw(genDefectiveCase()));
    for (int64_t k = draw.between(1, 3); k > 0; --k) mutate(json, draw);
    const std::optional<SwapCase> swapCase = caseOrComplaint(json);
    if (!swapCase) continue;
    RC_LOG() << json.dump(-1, ' ', true, Json::error_handler_t::replace);
    RC_ASSERT(!problemOf(*swapCase));
    const HostInputs host = hostInputsOf(*swapCase);
    if (!isSupported(swapCase->dtype)) continue;
    const Inputs inputs = materialise(*swapCase, host);
    if (swapCase->defect != Defect::None) continue;
    for (size_t k = 0; k < host.operands.size(); ++k) RC_ASSERT(readTensor(inputs.operands[k]) == host.operands[k]);
    for (size_t k = 0; k < host.selection.size(); ++k) RC_ASSERT(readTensor(inputs.selection[k]) == host.selection[k]);
  }
}

TEST(MutatedCaseJson, IsSometimesStillACase) {
  int read = 0;
  for (uint64_t number = 0; number < 500; ++number) {
    Draw draw(rc::Random{number});
    Json json = toJson(draw(genCase(Family::Indexed)));
    mutate(json, draw);
    read += caseOrComplaint(json).has_value();
  }
  EXPECT_GT(read, 15);
  EXPECT_LT(read, 250);
}

}  // namespace
}  // namespace swapcheck

#include "tests/support/generators.h"

#include <rapidcheck.h>

#include <array>
#include <nlohmann/json.hpp>

#include "generators/case/json.h"
#include "generators/parts/draw.h"
#include "generators/stream/generate.h"

namespace swapcheck {
namespace {

bool hasSupportedDType(const SwapCase& swapCase) { return isSupported(swapCase.dtype); }

}  // namespace

std::string jsonText(const SwapCase& swapCase) { return toJson(swapCase).dump(); }

void showValue(const SwapCase& swapCase, std::ostream& os) { os << jsonText(swapCase); }

void PrintTo(const SwapCase& swapCase, std::ostream* os) { showValue(swapCase, *os); }

SwapCase withoutDefect(SwapCase swapCase) {
  swapCase.defect = Defect::None;
  swapCase.defectSeed = 0;
  return swapCase;
}

rc::Gen<SwapCase> genAnyCase() {
  return rc::gen::map(
      rc::gen::mapcat(rc::gen::element(Family::Whole, Family::Masked, Family::Indexed, Family::Within), &genCase),
      &withoutDefect);
}

std::vector<Defect> possibleDefects(const SwapCase& swapCase) {
  std::vector<Defect> possible;
  for (int k = 1; k < kDefectCount; ++k)
    if (isPossible(static_cast<Defect>(k), swapCase)) possible.push_back(static_cast<Defect>(k));
  return possible;
}

rc::Gen<SwapCase> genDefectiveCase() {
  return genFrom([](Draw& draw) {
    SwapCase swapCase = draw(genAnyCase());
    const std::vector<Defect> possible = possibleDefects(swapCase);
    swapCase.defect = possible[static_cast<size_t>(draw.between(0, std::ssize(possible) - 1))];
    swapCase.defectSeed = draw.seed();
    return swapCase;
  });
}

rc::Gen<SwapCase> genSupportedDefectiveCase() { return rc::gen::suchThat(genDefectiveCase(), &hasSupportedDType); }

rc::Gen<SwapCase> genSupportedCase() { return rc::gen::suchThat(genAnyCase(), &hasSupportedDType); }

std::string familySuffix(const testing::TestParamInfo<Family>& test) { return std::string(familyName(test.param)); }

const std::vector<SwapCase>& manyCases(Family family) {
  static std::array<std::vector<SwapCase>, std::size(kFamilies)> drawn;
  std::vector<SwapCase>& cases = drawn[static_cast<size_t>(family)];
  for (uint64_t number = cases.size(); number < 20000; ++number) cases.push_back(plainCaseAt(1, number, family));
  return cases;
}

const std::vector<FeatureSet>& manyFeatures(Family family) {
  static std::array<std::vector<FeatureSet>, std::size(kFamilies)> known;
  std::vector<FeatureSet>& features = known[static_cast<size_t>(family)];
  if (features.empty())
    for (const SwapCase& swapCase : manyCases(family)) features.push_back(featuresOf(swapCase));
  return features;
}

SwapCase plainCase(Selection selection) {
  SwapCase swapCase;
  swapCase.shape = {2, 3};
  swapCase.selection = std::move(selection);
  swapCase.operands.resize(operandCountOf(swapCase.family()));
  for (Operand& operand : swapCase.operands) operand.layout = contiguousLayout(2);
  return swapCase;
}

}  // namespace swapcheck

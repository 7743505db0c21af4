// What the tests of the generators share: cases to test on, and how a failing one is shown. Declarations alone: tests
// that draw from the generators include RapidCheck themselves.
#pragma once

#include <gtest/gtest.h>

#include <iosfwd>

#include "generators/case/features.h"
#include "generators/parts/gen_fwd.h"

namespace swapcheck {

/// The case's JSON on one line, for messages.
std::string jsonText(const SwapCase& swapCase);

/// How RapidCheck and GoogleTest show a case.
void showValue(const SwapCase& swapCase, std::ostream& os);
void PrintTo(const SwapCase& swapCase, std::ostream* os);

SwapCase withoutDefect(SwapCase swapCase);

/// Valid cases of every family.
rc::Gen<SwapCase> genAnyCase();

/// The defects that the case can have, `None` left out.
std::vector<Defect> possibleDefects(const SwapCase& swapCase);

/// Cases of every family with a defect, each as often as the others.
rc::Gen<SwapCase> genDefectiveCase();

/// Such cases, of dtypes that this LibTorch has.
rc::Gen<SwapCase> genSupportedDefectiveCase();

/// Valid cases, of dtypes that this LibTorch has.
rc::Gen<SwapCase> genSupportedCase();

/// The suffix of a test that runs once for each family.
std::string familySuffix(const testing::TestParamInfo<Family>& test);

/// Plain cases 0 to 19999 of one family and seed 1, drawn once.
const std::vector<SwapCase>& manyCases(Family family);

/// Of each of `manyCases`, its features, worked out once.
const std::vector<FeatureSet>& manyFeatures(Family family);

/// A 2x3 case without autograd state or odd layouts, swapped as `selection` says.
SwapCase plainCase(Selection selection);

}  // namespace swapcheck

// Features say of a case what is so, and conditions are made of their names.
#include "generators/case/features.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "generators/stream/generate.h"
#include "generators/tensors/materialise.h"
#include "strategies/error.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

bool hasFeature(const SwapCase& swapCase, const std::string& name) {
  return Condition({name}).holds(featuresOf(swapCase));
}

using Entry = std::vector<int64_t>;

/// What each entry of an indexed case's index tensors names, negative indices as they are.
std::vector<Entry> indexEntries(const SwapCase& swapCase) {
  const std::vector<HostTensor> tensors = hostInputsOf(swapCase).selection;
  const Shape together = *broadcastShape(std::get<IndexSelection>(swapCase.selection).shapes);
  std::vector<Entry> entries(static_cast<size_t>(numelOf(together)));
  for (const HostTensor& tensor : tensors)
    for (size_t k = 0; k < entries.size(); ++k) {
      std::vector<int64_t> at = coordinatesOf(static_cast<int64_t>(k), together);
      at.erase(at.begin(), at.end() - static_cast<long>(tensor.shape.size()));
      int64_t flat = 0;
      for (size_t d = 0; d < at.size(); ++d) flat = flat * tensor.shape[d] + std::min(at[d], tensor.shape[d] - 1);
      entries[k].push_back(static_cast<int64_t>(readComponent(DType::Int64, tensor.at(flat))));
    }
  return entries;
}

/// The places that are named, and how often.
std::map<Entry, int> namedPlaces(const SwapCase& swapCase) {
  std::map<Entry, int> named;
  for (Entry entry : indexEntries(swapCase)) {
    for (size_t d = 0; d < entry.size(); ++d) entry[d] += entry[d] < 0 ? swapCase.shape[d] : 0;
    ++named[entry];
  }
  return named;
}

bool naiveRepeats(const SwapCase& swapCase) {
  const auto named = namedPlaces(swapCase);
  return std::any_of(named.begin(), named.end(), [](const auto& place) { return place.second > 1; });
}

bool naiveLast(const SwapCase& swapCase) {
  Entry last;
  for (size_t d = 0; d < std::get<IndexSelection>(swapCase.selection).shapes.size(); ++d)
    last.push_back(swapCase.shape[d] - 1);
  return namedPlaces(swapCase).count(last) > 0;
}

bool naiveEverything(const SwapCase& swapCase) {
  int64_t places = 1;
  for (size_t d = 0; d < std::get<IndexSelection>(swapCase.selection).shapes.size(); ++d) places *= swapCase.shape[d];
  return places > 0 && static_cast<int64_t>(namedPlaces(swapCase).size()) == places;
}

bool naiveNegative(const SwapCase& swapCase) {
  // Of tensors that broadcast with an empty one, no entry names anything, but they have indices.
  for (const HostTensor& tensor : hostInputsOf(swapCase).selection)
    for (double index : componentsOf(tensor))
      if (index < 0) return true;
  return false;
}

/// Whether a component of an operand is such a number, widened to double.
template <typename Predicate>
bool anyNumber(const SwapCase& swapCase, Predicate isSuch) {
  for (const HostTensor& operand : hostInputsOf(swapCase).operands)
    for (double number : componentsOf(operand))
      if (isSuch(number)) return true;
  return false;
}

bool hasNoFraction(DType dtype) { return infoOf(dtype).floatBits == 0; }

/// Small letters, digits and inner hyphens round one full stop.
bool isGroupDotWord(std::string_view name) {
  const size_t stop = name.find('.');
  if (stop == 0 || stop >= name.size() - 1) return false;
  const std::string_view word = name.substr(stop + 1);
  return name.substr(0, stop).find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos &&
         word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos &&
         !word.starts_with('-') && !word.ends_with('-');
}

std::string complaintAboutCondition(const std::vector<std::string>& terms) {
  try {
    Condition condition(terms);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Features, HaveNamesOfTheirOwnThatAreGroupDotWord) {
  std::set<std::string_view> names;
  for (const Feature& feature : allFeatures()) {
    EXPECT_TRUE(isGroupDotWord(feature.name)) << feature.name;
    EXPECT_TRUE(names.insert(feature.name).second) << feature.name;
  }
}

TEST(Features, OfACaseAreTheBitsThatHold) {
  for (const SwapCase& swapCase : {caseAt(1, 0, Family::Masked), caseAt(1, 1, Family::Within)}) {
    const HostInputs host = hostInputsOf(swapCase);
    const FeatureSet features = featuresOf(swapCase, host);
    EXPECT_EQ(featuresOf(swapCase), features);
    for (size_t k = 0; k < kMaxFeatures; ++k)
      EXPECT_EQ(features[k], k < allFeatures().size() && allFeatures()[k].holds(swapCase, host));
  }
}

struct Naive {
  const char* feature;
  bool (*holds)(const SwapCase&);
};

/// Expects of the first cases of a family that the features hold exactly where the naive predicates do, and that either
/// occurs.
void expectAgreement(Family family, std::span<const Naive> all) {
  for (const auto& [feature, holds] : all) {
    const Condition condition({feature});
    int held = 0;
    for (size_t k = 0; k < 4000; ++k) {
      const SwapCase& swapCase = manyCases(family)[k];
      ASSERT_EQ(condition.holds(manyFeatures(family)[k]), holds(swapCase)) << feature << jsonText(swapCase);
      held += holds(swapCase);
    }
    EXPECT_GT(held, 10) << feature;
    EXPECT_LT(held, 3990) << feature;
  }
}

TEST(Features, OfIndicesAreWhatTheIndexTensorsName) {
  const Naive all[] = {
      {"index.repeated", naiveRepeats},
      {"index.negative", naiveNegative},
      {"index.last", naiveLast},
      {"index.everything", naiveEverything},
      {"index.cover", [](const SwapCase& c) { return naiveEverything(c) && naiveRepeats(c); }},
  };
  expectAgreement(Family::Indexed, all);
}

TEST(Features, OfValuesAreWhatStandsInTheOperands) {
  const Naive all[] = {
      {"value.nan", [](const SwapCase& c) { return anyNumber(c, [](double x) { return std::isnan(x); }); }},
      {"value.infinity", [](const SwapCase& c) { return anyNumber(c, [](double x) { return std::isinf(x); }); }},
      {"value.negative-zero",
       [](const SwapCase& c) {
         return !hasNoFraction(c.dtype) && anyNumber(c, [](double x) { return x == 0 && std::signbit(x); });
       }},
  };
  expectAgreement(Family::Whole, all);
}

/// The features of a case of that dtype whose operands are those bytes.
bool valueFeature(const std::string& name, DType dtype, std::vector<std::byte> bytes) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.dtype = dtype;
  const HostTensor operand{dtype, {1}, std::move(bytes)};
  return Condition({name}).holds(featuresOf(swapCase, {{operand, operand}, {}}));
}

std::vector<std::byte> bytesOf(uint64_t bits, DType dtype) {
  std::vector<std::byte> bytes;
  for (int64_t k = 0; k < infoOf(dtype).itemSize; ++k)
    bytes.push_back(static_cast<std::byte>(k < 8 ? bits >> 8 * k : 0));
  return bytes;
}

TEST(Features, OfValuesKnowSubnormalAndLargestNumbersOfEveryDType) {
  struct Bits {
    DType dtype;
    uint64_t subnormal, ordinary, largest;
  };
  const Bits table[] = {
      {DType::Float32, 0x007fffff, 0x00800000, 0xff7fffff},
      {DType::Float64, 1, 0x0010000000000000, 0x7fefffffffffffff},
      {DType::Float16, 0x83ff, 0x0400, 0x7bff},
      {DType::BFloat16, 0x0001, 0x0080, 0x7f7f},
      {DType::Complex64, 0x0000000100000000, 0x0080000000000000, 0x7f7fffff00000000},
      {DType::Complex32, 0x00010000, 0x04000000, 0x7bff0000},
      {DType::Float8E5M2, 0x03, 0x04, 0xfb},
      {DType::Float8E4M3FN, 0x07, 0x08, 0x7e},
      {DType::Float8E5M2FNUZ, 0x03, 0x04, 0xff},
      {DType::Float8E4M3FNUZ, 0x07, 0x08, 0x7f},
  };
  for (const auto& [dtype, subnormal, ordinary, largest] : table) {
    EXPECT_TRUE(valueFeature("value.subnormal", dtype, bytesOf(subnormal, dtype))) << infoOf(dtype).name;
    EXPECT_TRUE(valueFeature("value.largest", dtype, bytesOf(largest, dtype))) << infoOf(dtype).name;
    for (const char* name : {"value.subnormal", "value.largest", "value.nan"})
      EXPECT_FALSE(valueFeature(name, dtype, bytesOf(ordinary, dtype))) << name << infoOf(dtype).name;
  }
}

TEST(Features, OfIntegersKnowTheLargestAndTheLeast) {
  for (DType dtype : {DType::Int64, DType::Int32, DType::Int16, DType::Int8}) {
    const uint64_t highBit = uint64_t{1} << (8 * infoOf(dtype).itemSize - 1);
    for (uint64_t bits : {highBit, highBit - 1})
      EXPECT_TRUE(valueFeature("value.largest", dtype, bytesOf(bits, dtype)));
    for (uint64_t bits : {uint64_t{0}, ~uint64_t{0}, highBit - 2})
      EXPECT_FALSE(valueFeature("value.largest", dtype, bytesOf(bits, dtype)));
  }
  for (DType dtype : {DType::UInt8, DType::UInt16, DType::UInt32, DType::UInt64}) {
    EXPECT_TRUE(valueFeature("value.largest", dtype, bytesOf(~uint64_t{0}, dtype)));
    EXPECT_FALSE(valueFeature("value.largest", dtype, bytesOf(uint64_t{1} << 7, dtype)));
    EXPECT_FALSE(valueFeature("value.nan", dtype, bytesOf(~uint64_t{0}, dtype)));
  }
}

TEST(Features, OfIndexShapesAreThoseOfTheDescription) {
  const auto has = [](const std::string& name, std::vector<Shape> shapes) {
    return hasFeature(plainCase(IndexSelection{.shapes = std::move(shapes)}), name);
  };
  EXPECT_TRUE(has("index.0-dim", {{2}, {}}));
  EXPECT_FALSE(has("index.0-dim", {{2}, {1}}));
  EXPECT_TRUE(has("index.2-dim", {{2}, {1, 1}}));
  EXPECT_FALSE(has("index.2-dim", {{2}, {}}));
  EXPECT_TRUE(has("index.broadcast", {{2}, {1}}));
  EXPECT_FALSE(has("index.broadcast", {{2}, {2}}));
  EXPECT_TRUE(has("index.empty", {{0}, {1}}));
}

TEST(Features, PairsLastIsWhetherTheLastSliceIsNamed) {
  EXPECT_TRUE(hasFeature(plainCase(PairSelection{.dim = 0, .pairs = 1}), "pairs.last"));
  EXPECT_FALSE(hasFeature(plainCase(PairSelection{.dim = 1, .pairs = 1}), "pairs.last"));
  EXPECT_FALSE(hasFeature(plainCase(PairSelection{.dim = 0, .pairs = 0}), "pairs.last"));
}

TEST(Features, EveryCaseIsOfOneFamilySizeAndFill) {
  for (const char* group : {"family.", "size.", "fill."})
    for (Family family : kFamilies)
      for (size_t number = 0; number < 200; ++number) {
        const FeatureSet& features = manyFeatures(family)[number];
        int held = 0;
        for (size_t k = 0; k < allFeatures().size(); ++k)
          held += features[k] && allFeatures()[k].name.starts_with(group);
        EXPECT_EQ(held, 1) << group << " " << jsonText(manyCases(family)[number]);
      }
}

TEST(Features, OfAPlainCaseAreThoseOfPlainness) {
  const SwapCase plain = plainCase(WholeSelection{});
  for (const char* name : {"family.whole", "rank.2", "size.few", "dtype.float32", "dtype.floating",
                           "dtype.differentiable", "layout.contiguous", "fill.distinct", "grad.none"})
    EXPECT_TRUE(hasFeature(plain, name)) << name;
  for (const char* name : {"shape.square", "dtype.complex", "layout.permuted", "layout.differ", "grad.all", "mask.all",
                           "index.full", "pairs.empty", "call.threads", "call.concurrent"})
    EXPECT_FALSE(hasFeature(plain, name)) << name;
}

TEST(Condition, WithoutTermsHoldsOfEverything) {
  EXPECT_TRUE(Condition({}).holds(FeatureSet()));
  EXPECT_TRUE(Condition({}).holds(FeatureSet().set()));
}

TEST(Condition, WantsAllOfItsTermsAndNoneOfTheNegated) {
  const SwapCase plain = plainCase(WholeSelection{});
  const FeatureSet features = featuresOf(plain);
  EXPECT_TRUE(Condition({"rank.2", "family.whole"}).holds(features));
  EXPECT_FALSE(Condition({"rank.2", "family.masked"}).holds(features));
  EXPECT_TRUE(Condition({"rank.2", "!family.masked"}).holds(features));
  EXPECT_FALSE(Condition({"!rank.2", "family.whole"}).holds(features));
  EXPECT_FALSE(Condition({"rank.2", "!rank.2"}).holds(features));
}

TEST(Condition, RefusesAndNamesWhatIsNoFeature) {
  EXPECT_EQ(complaintAboutCondition({"rank.2", "!rank.2"}), "");
  for (const char* term : {"rank.9", "rank", "", "!", "!!rank.2", "Rank.2", " rank.2", "!grad.odd"}) {
    const std::string name = *term == '!' ? term + 1 : term;
    EXPECT_TRUE(complaintAboutCondition({"rank.2", term}).starts_with("\"" + name + "\"")) << term;
  }
}

}  // namespace
}  // namespace swapcheck

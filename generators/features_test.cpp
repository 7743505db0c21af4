// Features say of a case what is so, and conditions are made of their names.
#include "generators/features.h"

#include <gtest/gtest.h>

#include <cstring>
#include <set>

#include "generators/materialise.h"
#include "generators/testing.h"

namespace swapcheck {
namespace {

bool hasFeature(const SwapCase& swapCase, const std::string& name) {
  return Condition({name}).holds(featuresOf(swapCase));
}

/// Entries of the index tensors of an indexed case: one column of indices an entry.
std::vector<std::vector<int64_t>> indexEntries(const SwapCase& swapCase) {
  const std::vector<HostTensor> tensors = hostInputsOf(swapCase).selection;
  std::vector<std::vector<int64_t>> entries(static_cast<size_t>(tensors.front().numel()));
  for (const HostTensor& tensor : tensors)
    for (size_t k = 0; k < entries.size(); ++k) {
      int64_t index = 0;
      std::memcpy(&index, tensor.at(static_cast<int64_t>(k)), sizeof index);
      entries[k].push_back(index);
    }
  return entries;
}

bool naiveRepeats(const SwapCase& swapCase) {
  auto entries = indexEntries(swapCase);
  for (auto& entry : entries)
    for (size_t d = 0; d < entry.size(); ++d) entry[d] += entry[d] < 0 ? swapCase.shape[d] : 0;
  return std::set(entries.begin(), entries.end()).size() < entries.size();
}

bool naiveNegative(const SwapCase& swapCase) {
  for (const auto& entry : indexEntries(swapCase))
    for (int64_t index : entry)
      if (index < 0) return true;
  return false;
}

/// Small letters, digits and inner hyphens round one full stop.
bool isGroupDotWord(std::string_view name) {
  const size_t stop = name.find('.');
  if (stop == 0 || stop >= name.size() - 1) return false;
  const std::string_view word = name.substr(stop + 1);
  return name.substr(0, stop).find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos &&
         word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos &&
         !word.starts_with('-') && !word.ends_with('-');
}

std::string complaintAbout(const std::vector<std::string>& terms) {
  try {
    Condition condition(terms);
  } catch (const UnknownFeature& error) {
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
    const FeatureSet features = featuresOf(swapCase);
    for (size_t k = 0; k < kMaxFeatures; ++k)
      EXPECT_EQ(features[k], k < allFeatures().size() && allFeatures()[k].holds(swapCase));
  }
}

TEST(Features, IndexRepeatedIsWhetherAPositionStandsTwice) {
  for (const SwapCase& swapCase : manyCases(Family::Indexed))
    ASSERT_EQ(hasFeature(swapCase, "index.repeated"), naiveRepeats(swapCase)) << toJson(swapCase);
}

TEST(Features, IndexNegativeIsWhetherAnIndexIs) {
  for (const SwapCase& swapCase : manyCases(Family::Indexed))
    ASSERT_EQ(hasFeature(swapCase, "index.negative"), naiveNegative(swapCase)) << toJson(swapCase);
}

TEST(Features, EveryCaseIsOfOneFamilySizeDTypeFillAndCotangent) {
  for (const char* group : {"family.", "size.", "fill.", "cotangent."})
    for (Family family : kFamilies)
      for (uint64_t number = 0; number < 200; ++number) {
        const SwapCase swapCase = caseAt(1, number, family);
        EXPECT_EQ(std::count_if(allFeatures().begin(), allFeatures().end(),
                                [&](const Feature& f) { return f.name.starts_with(group) && f.holds(swapCase); }),
                  1)
            << group << " " << toJson(swapCase);
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
  EXPECT_EQ(complaintAbout({"rank.2", "!rank.2"}), "");
  for (const char* term : {"rank.9", "rank", "", "!", "!!rank.2", "Rank.2", " rank.2", "!grad.odd"}) {
    const std::string name = *term == '!' ? term + 1 : term;
    EXPECT_TRUE(complaintAbout({"rank.2", term}).starts_with("\"" + name + "\"")) << term;
  }
}

}  // namespace
}  // namespace swapcheck

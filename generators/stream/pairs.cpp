#include "generators/stream/pairs.h"

#include <algorithm>
#include <array>
#include <map>

namespace swapcheck {
namespace {

using Names = std::vector<std::string_view>;

/// Of each of these groups a case has one at most.
const Names kExclusive[] = {
    {"rank.0", "rank.1", "rank.2", "rank.3", "rank.4", "rank.5"},
    {"size.empty", "size.one", "size.few", "size.many", "size.medium", "size.large"},
    {"family.whole", "family.masked", "family.indexed", "family.within"},
    {"dtype.float32", "dtype.float64", "dtype.float16", "dtype.bfloat16", "dtype.complex64", "dtype.complex128",
     "dtype.int64", "dtype.int32", "dtype.int16", "dtype.int8", "dtype.uint8", "dtype.bool", "dtype.complex32",
     "dtype.float8-e5m2", "dtype.float8-e4m3fn", "dtype.uint16", "dtype.uint32", "dtype.uint64"},
    {"fill.distinct", "fill.dyadic", "fill.constant", "fill.equal", "fill.disparate", "fill.special"},
    {"mask.all", "mask.one", "mask.none", "mask.checkerboard", "mask.runs", "mask.threshold", "mask.random"},
    {"index.full", "index.partial"},
    {"sharing.separate", "sharing.disjoint", "sharing.overlapping", "sharing.same"},
    {"grad.none", "grad.one", "grad.all"},
    {"cotangent.contiguous", "cotangent.strided", "cotangent.expanded", "cotangent.zero", "cotangent.first-only",
     "cotangent.second-only"},
    // Two that contradict each other.
    {"layout.contiguous", "layout.permuted"},
    {"layout.contiguous", "layout.stepped"},
    {"layout.contiguous", "layout.expanded"},
    {"layout.contiguous", "layout.overlapping"},
    {"rank.0", "size.empty"},
    {"rank.0", "size.few"},
    {"rank.0", "size.many"},
    {"rank.0", "size.medium"},
    {"rank.0", "size.large"},
    {"shape.square", "size.empty"},
    {"shape.square", "size.one"},
    {"mask.broadcast", "mask.threshold"},
    {"mask.single", "mask.none"},
    {"mask.single", "size.empty"},
    {"index.empty", "index.repeated"},
    {"index.empty", "index.last"},
    {"pairs.empty", "pairs.last"},
    {"pairs.last", "size.one"},
    {"grad.none", "grad.leaf"},
    {"grad.none", "grad.non-leaf"},
    {"grad.none", "grad.view"},
    {"grad.none", "grad.saved"},
    {"grad.all", "grad.inference"},
    {"sharing.same", "layout.differ"},
    {"sharing.same", "grad.one"},
    {"sharing.overlapping", "size.empty"},
    {"sharing.overlapping", "grad.one"},
    {"sharing.overlapping", "grad.leaf"},
    {"rank.0", "selection.permuted"},
    {"rank.0", "selection.stepped"},
    {"rank.0", "selection.expanded"},
    {"rank.0", "selection.overlapping"},
    {"rank.0", "mask.broadcast"},
    {"mask.0-dim", "selection.permuted"},
    {"mask.0-dim", "selection.stepped"},
    {"mask.0-dim", "selection.expanded"},
    {"mask.0-dim", "selection.overlapping"},
    {"mask.single", "selection.expanded"},
    {"index.empty", "selection.overlapping"},
    {"index.empty", "index.everything"},
    {"dtype.bool", "value.largest"},
    {"fill.distinct", "value.zero"},
    {"fill.distinct", "value.largest"},
    {"fill.constant", "value.largest"},
    {"fill.disparate", "value.zero"},
};

const Names kRankedFrom1 = {"rank.1", "rank.2", "rank.3", "rank.4", "rank.5"};
const Names kRankedFrom2 = {"rank.2", "rank.3", "rank.4", "rank.5"};
const Names kTwoOperands = {"family.whole", "family.masked", "family.indexed"};
const Names kTwoElements = {"size.few", "size.many", "size.medium", "size.large"};
const Names kElements = {"size.one", "size.few", "size.many", "size.medium", "size.large"};
const Names kRealFloats = {"dtype.float32",  "dtype.float64",     "dtype.float16",
                           "dtype.bfloat16", "dtype.float8-e5m2", "dtype.float8-e4m3fn"};
const Names kDifferentiable = {"dtype.float32",  "dtype.float64",   "dtype.float16",
                               "dtype.bfloat16", "dtype.complex64", "dtype.complex128"};
const Names kIeee = {"dtype.float32",   "dtype.float64",     "dtype.float16",
                     "dtype.bfloat16",  "dtype.complex64",   "dtype.complex128",
                     "dtype.complex32", "dtype.float8-e5m2", "dtype.float8-e4m3fn"};

/// A case with the feature has one of these as well.
struct Need {
  /// A feature, or with a full stop at its end all of a group.
  std::string_view feature;
  Names anyOf;
};

const Need kNeeds[] = {
    {"mask.", {"family.masked"}},
    {"index.", {"family.indexed"}},
    {"pairs.", {"family.within"}},
    {"selection.", {"family.masked", "family.indexed", "family.within"}},
    {"selection.permuted", {"family.masked", "family.indexed"}},
    {"selection.expanded", {"family.masked", "family.indexed"}},
    {"selection.overlapping", {"family.masked", "family.indexed"}},
    {"sharing.separate", kTwoOperands},
    {"sharing.disjoint", kTwoOperands},
    {"sharing.overlapping", kTwoOperands},
    {"sharing.same", kTwoOperands},
    {"sharing.selection", {"family.masked", "family.indexed", "family.within"}},
    {"layout.differ", kTwoOperands},
    {"grad.one", kTwoOperands},
    {"rank.0", {"family.whole", "family.masked"}},
    {"shape.square", kRankedFrom2},
    {"layout.permuted", kRankedFrom2},
    {"layout.permuted-stepped", {"layout.permuted"}},
    {"layout.permuted-stepped", {"layout.stepped"}},
    {"layout.channels-last", {"rank.4", "rank.5"}},
    {"layout.channels-last", {"layout.permuted"}},
    {"layout.stepped", kRankedFrom1},
    {"layout.expanded", kRankedFrom1},
    {"layout.expanded", kTwoElements},
    {"layout.overlapping", kRankedFrom2},
    {"layout.overlapping", kTwoElements},
    {"layout.conjugated", {"dtype.complex64", "dtype.complex128"}},
    {"layout.negated", kDifferentiable},
    {"dtype.floating", kRealFloats},
    {"dtype.complex", {"dtype.complex64", "dtype.complex128", "dtype.complex32"}},
    {"dtype.differentiable", kDifferentiable},
    {"dtype.float8", {"dtype.float8-e5m2", "dtype.float8-e4m3fn"}},
    {"dtype.exotic",
     {"dtype.complex32", "dtype.float8-e5m2", "dtype.float8-e4m3fn", "dtype.uint16", "dtype.uint32", "dtype.uint64"}},
    {"value.", kElements},
    {"value.nan", {"fill.special"}},
    {"value.nan", kIeee},
    {"value.infinity", {"fill.special"}},
    {"value.infinity", kIeee},
    {"value.zero", kIeee},
    {"value.negative-zero", {"value.zero"}},
    {"value.negative-zero", kIeee},
    {"value.subnormal", {"fill.special"}},
    {"value.subnormal", kIeee},
    {"index.partial", kRankedFrom2},
    {"index.broadcast", kRankedFrom2},
    {"index.cover", {"index.everything"}},
    {"index.cover", {"index.repeated"}},
    {"pairs.last", {"size.empty", "size.few", "size.many", "size.medium", "size.large"}},
    {"grad.one", kDifferentiable},
    {"grad.all", kDifferentiable},
    {"grad.leaf", kDifferentiable},
    {"grad.non-leaf", kDifferentiable},
    {"grad.view", {"grad.non-leaf"}},
    {"grad.saved", kDifferentiable},
};

bool names(std::string_view rule, std::string_view feature) {
  return rule.ends_with('.') ? feature.starts_with(rule) : feature == rule;
}

/// The ways of being invalid are counted alone: what else such a case has hardly matters.
bool standsAlone(std::string_view feature) { return feature.starts_with("defect."); }

/// Of which LibTorch a dtype has to be: every one that swapcheck is built with, or the one that this build has.
enum class Of { Every, This };

/// Later than the oldest LibTorch.
bool isLate(DType dtype) {
  return infoOf(dtype).floatBits == 8 || dtype == DType::UInt16 || dtype == DType::UInt32 || dtype == DType::UInt64;
}

/// Not so for the features of dtypes that the LibTorch lacks.
bool isSupportedFeature(std::string_view feature, Of libtorch) {
  const auto has = [libtorch](DType dtype) { return libtorch == Of::Every ? !isLate(dtype) : isSupported(dtype); };
  for (const DTypeInfo& info : kDTypes) {
    std::string name = "dtype." + std::string(info.name);
    std::replace(name.begin(), name.end(), '_', '-');
    if (name == feature) return has(info.dtype);
  }
  return feature != "dtype.float8" || has(DType::Float8E5M2);
}

/// A need by the places of features; of those that it can be met by, only what the LibTorch has.
struct PlacedNeed {
  std::vector<size_t> features;
  std::vector<size_t> anyOf;
};

PlacedNeed placed(const Need& need, Of libtorch) {
  PlacedNeed result;
  for (size_t f = 0; f < allFeatures().size(); ++f)
    if (names(need.feature, allFeatures()[f].name)) result.features.push_back(f);
  for (std::string_view name : need.anyOf)
    if (isSupportedFeature(name, libtorch)) result.anyOf.push_back(featureNamed(name));
  return result;
}

/// The rules above as a table over all pairs of features.
class Rules {
 public:
  explicit Rules(Of libtorch) : count_(allFeatures().size()), together_(count_ * count_, true) {
    for (const Names& group : kExclusive)
      for (std::string_view one : group)
        for (std::string_view other : group)
          if (one != other) exclude(featureNamed(one), featureNamed(other));
    std::vector<PlacedNeed> needs;
    for (const Need& need : kNeeds) needs.push_back(placed(need, libtorch));
    while (excludeByNeeds(needs)) continue;
  }

  bool together(size_t first, size_t second) const { return together_[first * count_ + second]; }

 private:
  bool exclude(size_t first, size_t second) {
    if (!together(first, second)) return false;
    together_[first * count_ + second] = together_[second * count_ + first] = false;
    return true;
  }

  /// One round; whether anything came of it.
  bool excludeByNeeds(const std::vector<PlacedNeed>& needs) {
    bool changed = false;
    for (const auto& [features, anyOf] : needs)
      for (size_t f : features)
        for (size_t other = 0; other < count_; ++other)
          if (std::none_of(anyOf.begin(), anyOf.end(), [&](size_t named) { return together(named, other); }))
            changed = exclude(f, other) || changed;
    return changed;
  }

  size_t count_;
  std::vector<bool> together_;
};

const Rules& rules(Of libtorch) {
  static const Rules ofEvery(Of::Every), ofThis(Of::This);
  return libtorch == Of::Every ? ofEvery : ofThis;
}

/// Whether a case of the family can have the defect: one that has room for all of them.
bool canBeOf(Defect defect, Family family) {
  SwapCase roomy;
  roomy.shape = {4, 1, 3};
  const Selection selections[] = {WholeSelection{}, MaskSelection{MaskPattern::All, roomy.shape},
                                  IndexSelection{.shapes = flatIndexShapes(2, 3)}, PairSelection{.pairs = 2}};
  roomy.selection = selections[static_cast<size_t>(family)];
  roomy.operands.resize(operandCountOf(family), {contiguousLayout(roomy.shape.size())});
  return isPossible(defect, roomy);
}

bool canOccurIn(size_t feature, Family family, Of libtorch) {
  const std::string_view name = allFeatures()[feature].name;
  const size_t ofFamily = featureNamed("family." + std::string(familyName(family)));
  if (!rules(libtorch).together(feature, ofFamily) || !isSupportedFeature(name, libtorch)) return false;
  const auto defect = standsAlone(name) ? defectNamed(name.substr(7)) : std::nullopt;
  return !defect || canBeOf(*defect, family);
}

std::vector<FeaturePair> pairsOf(Family family, Of libtorch) {
  std::vector<size_t> possible;
  for (size_t feature = 0; feature < allFeatures().size(); ++feature)
    if (!standsAlone(allFeatures()[feature].name) && canOccurIn(feature, family, libtorch)) possible.push_back(feature);
  std::vector<FeaturePair> pairs;
  for (size_t i = 0; i < possible.size(); ++i)
    for (size_t j = i + 1; j < possible.size(); ++j)
      if (rules(libtorch).together(possible[i], possible[j])) pairs.push_back({possible[i], possible[j]});
  return pairs;
}

template <Of libtorch>
const std::vector<FeaturePair>& pairsOfFamily(Family family) {
  static const std::array<std::vector<FeaturePair>, 4> pairs = {
      pairsOf(Family::Whole, libtorch), pairsOf(Family::Masked, libtorch), pairsOf(Family::Indexed, libtorch),
      pairsOf(Family::Within, libtorch)};
  return pairs[static_cast<size_t>(family)];
}

}  // namespace

bool goTogether(size_t first, size_t second) { return rules(Of::This).together(first, second); }

bool canOccur(size_t feature, Family family) { return canOccurIn(feature, family, Of::This); }

const std::vector<FeaturePair>& feasiblePairs(Family family) { return pairsOfFamily<Of::This>(family); }

const std::vector<FeaturePair>& pairsOfEveryLibtorch(Family family) { return pairsOfFamily<Of::Every>(family); }

PairCounts::PairCounts() : stride_(allFeatures().size()), counts_(stride_ * stride_) {}

void PairCounts::add(const FeatureSet& features) {
  std::array<size_t, kMaxFeatures> held;
  size_t count = 0;
  for (size_t k = 0; k < stride_; ++k)
    if (features[k]) held[count++] = k;
  for (size_t i = 0; i < count; ++i) {
    int64_t* const row = &counts_[held[i] * stride_];
    for (size_t j = i + 1; j < count; ++j) ++row[held[j]];
  }
}

}  // namespace swapcheck

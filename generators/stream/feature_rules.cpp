#include "generators/stream/feature_rules.h"

namespace swapcheck {
namespace {

const FeatureNames kAlternatives[] = {
    {"family.whole", "family.masked", "family.indexed", "family.within"},
    {"rank.0", "rank.1", "rank.2", "rank.3", "rank.4", "rank.5"},
    {"size.empty", "size.one", "size.few", "size.many", "size.medium", "size.large"},
    {"dtype.float32",         "dtype.float64",        "dtype.float16",       "dtype.bfloat16",
     "dtype.complex64",       "dtype.complex128",     "dtype.int64",         "dtype.int32",
     "dtype.int16",           "dtype.int8",           "dtype.uint8",         "dtype.bool",
     "dtype.complex32",       "dtype.float8-e5m2",    "dtype.float8-e4m3fn", "dtype.float8-e5m2fnuz",
     "dtype.float8-e4m3fnuz", "dtype.float8-e8m0fnu", "dtype.uint16",        "dtype.uint32",
     "dtype.uint64"},
    {"fill.distinct", "fill.dyadic", "fill.constant", "fill.equal", "fill.disparate", "fill.special"},
    {"mask.all", "mask.one", "mask.none", "mask.checkerboard", "mask.runs", "mask.threshold", "mask.random"},
    {"index.full", "index.partial"},
    {"sharing.separate", "sharing.disjoint", "sharing.overlapping", "sharing.same"},
    {"grad.none", "grad.one", "grad.all"},
    {"cotangent.shared", "cotangent.first-only", "cotangent.second-only"},
};

const Contradiction kContradictions[] = {
    {"rank.0",
     {"size.empty", "size.few", "size.many", "size.medium", "size.large", "mask.broadcast", "selection.permuted",
      "selection.stepped", "selection.expanded", "selection.overlapping"}},
    {"shape.square", {"size.empty", "size.one"}},
    {"layout.contiguous", {"layout.permuted", "layout.stepped", "layout.expanded", "layout.overlapping"}},
    {"cotangent.contiguous",
     {"cotangent.permuted", "cotangent.stepped", "cotangent.expanded", "cotangent.overlapping"}},
    {"cotangent.permuted-dense", {"cotangent.stepped", "cotangent.expanded", "cotangent.overlapping"}},
    {"cotangent.one-place", {"cotangent.stepped", "cotangent.overlapping"}},
    {"mask.0-dim", {"selection.permuted", "selection.stepped", "selection.expanded", "selection.overlapping"}},
    {"mask.broadcast", {"mask.threshold"}},
    {"mask.single", {"mask.none", "size.empty", "selection.expanded"}},
    {"index.empty", {"index.repeated", "index.last", "index.everything", "selection.overlapping"}},
    {"pairs.last", {"pairs.empty", "size.one"}},
    {"sharing.same", {"layout.differ", "grad.one"}},
    {"sharing.overlapping", {"size.empty", "grad.one", "grad.leaf"}},
    {"grad.none", {"grad.leaf", "grad.non-leaf", "grad.view", "grad.saved", "grad.hooked"}},
    {"grad.all", {"grad.inference"}},
    {"fill.distinct", {"value.zero", "value.largest"}},
    {"fill.disparate", {"value.zero"}},
    {"dtype.bool", {"value.largest"}},
    {"value.infinity", {"dtype.float8-e4m3fn", "dtype.float8-e5m2fnuz", "dtype.float8-e4m3fnuz"}},
    {"value.negative-zero", {"dtype.float8-e5m2fnuz", "dtype.float8-e4m3fnuz"}},
};

const FeatureNames kTwoOperands = {"family.whole", "family.masked", "family.indexed"};
const FeatureNames kRank1OrMore = {"rank.1", "rank.2", "rank.3", "rank.4", "rank.5"};
const FeatureNames kRank2OrMore = {"rank.2", "rank.3", "rank.4", "rank.5"};
const FeatureNames kOneElementOrMore = {"size.one", "size.few", "size.many", "size.medium", "size.large"};
const FeatureNames kTwoElementsOrMore = {"size.few", "size.many", "size.medium", "size.large"};
const FeatureNames kRealFloats = {"dtype.float32",         "dtype.float64",        "dtype.float16",
                                  "dtype.bfloat16",        "dtype.float8-e5m2",    "dtype.float8-e4m3fn",
                                  "dtype.float8-e5m2fnuz", "dtype.float8-e4m3fnuz"};
const FeatureNames kDifferentiable = {"dtype.float32",  "dtype.float64",   "dtype.float16",
                                      "dtype.bfloat16", "dtype.complex64", "dtype.complex128"};
const FeatureNames kAnyFloats = {"dtype.float32",         "dtype.float64",        "dtype.float16",
                                 "dtype.bfloat16",        "dtype.complex64",      "dtype.complex128",
                                 "dtype.complex32",       "dtype.float8-e5m2",    "dtype.float8-e4m3fn",
                                 "dtype.float8-e5m2fnuz", "dtype.float8-e4m3fnuz"};

const Requirement kRequirements[] = {
    // families
    {{"mask.*"}, {"family.masked"}},
    {{"index.*"}, {"family.indexed"}},
    {{"pairs.*"}, {"family.within"}},
    {{"selection.*", "sharing.selection"}, {"family.masked", "family.indexed", "family.within"}},
    {{"selection.permuted", "selection.expanded", "selection.overlapping"}, {"family.masked", "family.indexed"}},
    {{"sharing.separate", "sharing.disjoint", "sharing.overlapping", "sharing.same"}, kTwoOperands},
    {{"layout.differ", "grad.one"}, kTwoOperands},
    {{"cotangent.shared", "cotangent.first-only", "cotangent.second-only"}, kTwoOperands},
    {{"rank.0"}, {"family.whole", "family.masked"}},
    // ranks and sizes
    {{"layout.stepped", "layout.expanded", "cotangent.stepped", "cotangent.expanded"}, kRank1OrMore},
    {{"shape.square", "layout.permuted", "layout.overlapping", "cotangent.permuted", "cotangent.overlapping"},
     kRank2OrMore},
    {{"index.partial", "index.broadcast"}, kRank2OrMore},
    {{"layout.channels-last", "cotangent.channels-last"}, {"rank.4", "rank.5"}},
    {{"layout.expanded", "layout.overlapping", "cotangent.expanded", "cotangent.overlapping"}, kTwoElementsOrMore},
    {{"value.*"}, kOneElementOrMore},
    {{"pairs.last"}, {"size.empty", "size.few", "size.many", "size.medium", "size.large"}},
    // dtypes
    {{"dtype.floating"}, kRealFloats},
    {{"dtype.complex"}, {"dtype.complex64", "dtype.complex128", "dtype.complex32"}},
    {{"dtype.differentiable"}, kDifferentiable},
    {{"dtype.float8"},
     {"dtype.float8-e5m2", "dtype.float8-e4m3fn", "dtype.float8-e5m2fnuz", "dtype.float8-e4m3fnuz",
      "dtype.float8-e8m0fnu"}},
    {{"dtype.exotic"},
     {"dtype.complex32", "dtype.float8-e5m2", "dtype.float8-e4m3fn", "dtype.float8-e5m2fnuz", "dtype.float8-e4m3fnuz",
      "dtype.float8-e8m0fnu", "dtype.uint16", "dtype.uint32", "dtype.uint64"}},
    {{"layout.conjugated", "cotangent.conjugated"}, {"dtype.complex64", "dtype.complex128"}},
    {{"layout.negated", "cotangent.negated", "grad.one", "grad.all", "grad.leaf", "grad.non-leaf", "grad.saved",
      "grad.hooked"},
     kDifferentiable},
    {{"value.nan", "value.infinity", "value.zero", "value.negative-zero", "value.subnormal"}, kAnyFloats},
    // features that are cases of another
    {{"layout.channels-last", "layout.permuted-stepped"}, {"layout.permuted"}},
    {{"layout.permuted-stepped"}, {"layout.stepped"}},
    {{"cotangent.permuted-dense"}, {"cotangent.permuted"}},
    {{"cotangent.channels-last"}, {"cotangent.permuted-dense"}},
    {{"cotangent.one-place"}, {"cotangent.expanded"}},
    {{"index.cover"}, {"index.everything"}},
    {{"index.cover"}, {"index.repeated"}},
    {{"grad.view"}, {"grad.non-leaf"}},
    {{"grad.gathered"}, {"grad.leaf"}},
    {{"value.nan", "value.infinity", "value.subnormal"}, {"fill.special"}},
    {{"value.negative-zero"}, {"value.zero"}},
};

struct RecentDType {
  std::string_view feature;
  DType dtype;
};

/// What LibTorch 1.13 lacks; of the formats of float8 that one which came first stands for all.
constexpr RecentDType kRecentDTypes[] = {
    {"dtype.float8", DType::Float8E5M2},
    {"dtype.float8-e5m2", DType::Float8E5M2},
    {"dtype.float8-e4m3fn", DType::Float8E4M3FN},
    {"dtype.float8-e5m2fnuz", DType::Float8E5M2FNUZ},
    {"dtype.float8-e4m3fnuz", DType::Float8E4M3FNUZ},
    {"dtype.float8-e8m0fnu", DType::Float8E8M0FNU},
    {"dtype.uint16", DType::UInt16},
    {"dtype.uint32", DType::UInt32},
    {"dtype.uint64", DType::UInt64},
};

}  // namespace

std::span<const FeatureNames> alternatives() { return kAlternatives; }

std::span<const Contradiction> contradictions() { return kContradictions; }

std::span<const Requirement> requirements() { return kRequirements; }

bool covers(std::string_view pattern, std::string_view feature) {
  return pattern.ends_with(".*") ? feature.starts_with(pattern.substr(0, pattern.size() - 1)) : feature == pattern;
}

std::optional<DType> recentDTypeOf(std::string_view feature) {
  for (const RecentDType& recent : kRecentDTypes)
    if (recent.feature == feature) return recent.dtype;
  return std::nullopt;
}

}  // namespace swapcheck

#include "generators/features.h"

#include <algorithm>

namespace swapcheck {
namespace {

template <typename Kind, typename Predicate>
bool selectionIs(const SwapCase& c, Predicate predicate) {
  const Kind* selection = std::get_if<Kind>(&c.selection);
  return selection && predicate(*selection);
}

template <typename Predicate>
bool anyOperand(const SwapCase& c, Predicate predicate) {
  return std::any_of(c.operands.begin(), c.operands.end(), predicate);
}

long countRequiringGrad(const SwapCase& c) {
  return std::count_if(c.operands.begin(), c.operands.end(), [](const Operand& o) { return o.requiresGrad; });
}

template <Family family>
bool isFamily(const SwapCase& c) {
  return c.family() == family;
}

template <size_t rank>
bool hasRank(const SwapCase& c) {
  return c.shape.size() == rank;
}

template <int64_t least, int64_t most>
bool hasElements(const SwapCase& c) {
  return c.numel() >= least && c.numel() <= most;
}

template <DType dtype>
bool isDType(const SwapCase& c) {
  return c.dtype == dtype;
}

template <DTypeKind kind>
bool isKind(const SwapCase& c) {
  return infoOf(c.dtype).kind == kind;
}

template <Fill fill>
bool isFill(const SwapCase& c) {
  return c.fill == fill;
}

template <MaskPattern pattern>
bool isMask(const SwapCase& c) {
  return selectionIs<MaskSelection>(c, [](const auto& mask) { return mask.pattern == pattern; });
}

template <CotangentKind kind>
bool isCotangent(const SwapCase& c) {
  return c.cotangent.kind == kind;
}

bool isSquare(const SwapCase& c) {
  return c.shape.size() >= 2 && c.shape[0] > 1 &&
         std::all_of(c.shape.begin(), c.shape.end(), [&](int64_t size) { return size == c.shape[0]; });
}

bool layoutsDiffer(const SwapCase& c) {
  return anyOperand(c, [&](const Operand& o) { return o.layout != c.operands.front().layout; });
}

bool isMaskBroadcast(const SwapCase& c) {
  return selectionIs<MaskSelection>(c, [&](const auto& mask) { return mask.shape != c.shape; });
}

/// Whether the mask, once broadcast, chooses exactly one element.
bool isMaskSingle(const SwapCase& c) {
  return selectionIs<MaskSelection>(c, [&](const auto& selection) {
    const HostTensor mask = maskOf(selection);
    const auto chosen = std::count(mask.bytes.begin(), mask.bytes.end(), std::byte{1});
    return chosen == 1 && mask.numel() == c.numel();
  });
}

bool isIndexEmpty(const SwapCase& c) {
  return selectionIs<IndexSelection>(c, [](const auto& index) { return index.length == 0; });
}

bool isIndexNegative(const SwapCase& c) {
  return selectionIs<IndexSelection>(c, [](const auto& index) { return hasNegativeIndex(index); });
}

/// Whether some position really is named twice, whatever the pattern is called.
bool isIndexRepeated(const SwapCase& c) {
  return selectionIs<IndexSelection>(c, [&](const auto& index) {
    if (index.pattern == IndexPattern::Distinct || index.length < 2) return false;
    return index.pattern == IndexPattern::Repeated || namesPositionTwice(index, c.shape);
  });
}

template <bool full>
bool isIndexDepth(const SwapCase& c) {
  return selectionIs<IndexSelection>(
      c, [&](const auto& index) { return (index.tensors == static_cast<int64_t>(c.shape.size())) == full; });
}

bool isPairsEmpty(const SwapCase& c) {
  return selectionIs<PairSelection>(c, [](const auto& pairs) { return pairs.pairs == 0; });
}

bool isDimNegative(const SwapCase& c) {
  return selectionIs<PairSelection>(c, [](const auto& pairs) { return pairs.dim < 0; });
}

const Feature kFeatures[] = {
    {"family.whole", "all of two tensors", isFamily<Family::Whole>},
    {"family.masked", "elements under a mask", isFamily<Family::Masked>},
    {"family.indexed", "elements at indices", isFamily<Family::Indexed>},
    {"family.within", "slices inside one tensor", isFamily<Family::Within>},
    {"rank.0", "0-dim tensors", hasRank<0>},
    {"rank.1", "1 dimension", hasRank<1>},
    {"rank.2", "2 dimensions", hasRank<2>},
    {"rank.3", "3 dimensions", hasRank<3>},
    {"rank.4", "4 dimensions", hasRank<4>},
    {"rank.5", "5 dimensions", hasRank<5>},
    {"size.empty", "no elements", hasElements<0, 0>},
    {"size.one", "one element", hasElements<1, 1>},
    {"size.few", "2 to 16 elements", hasElements<2, 16>},
    {"size.many", "17 elements or more", hasElements<17, INT64_MAX>},
    {"shape.square", "2 dimensions or more, all of one size", isSquare},
    {"dtype.float32", "", isDType<DType::Float32>},
    {"dtype.float64", "", isDType<DType::Float64>},
    {"dtype.float16", "", isDType<DType::Float16>},
    {"dtype.bfloat16", "", isDType<DType::BFloat16>},
    {"dtype.complex64", "", isDType<DType::Complex64>},
    {"dtype.complex128", "", isDType<DType::Complex128>},
    {"dtype.int64", "", isDType<DType::Int64>},
    {"dtype.int32", "", isDType<DType::Int32>},
    {"dtype.int16", "", isDType<DType::Int16>},
    {"dtype.int8", "", isDType<DType::Int8>},
    {"dtype.uint8", "", isDType<DType::UInt8>},
    {"dtype.bool", "", isDType<DType::Bool>},
    {"dtype.floating", "a real floating dtype", isKind<DTypeKind::Floating>},
    {"dtype.complex", "a complex dtype", isKind<DTypeKind::Complex>},
    {"dtype.differentiable", "a dtype with gradients", [](const SwapCase& c) { return isDifferentiable(c.dtype); }},
    {"layout.contiguous", "every operand dense and row-major",
     [](const SwapCase& c) { return !anyOperand(c, [](const Operand& o) { return !isContiguous(o.layout); }); }},
    {"layout.permuted", "an operand with permuted dimensions",
     [](const SwapCase& c) { return anyOperand(c, [](const Operand& o) { return isPermuted(o.layout); }); }},
    {"layout.stepped", "an operand cut out with steps",
     [](const SwapCase& c) { return anyOperand(c, [](const Operand& o) { return isStepped(o.layout); }); }},
    {"layout.offset", "an operand with a storage offset",
     [](const SwapCase& c) { return anyOperand(c, [](const Operand& o) { return o.layout.offset > 0; }); }},
    {"layout.differ", "two operands of different layouts", layoutsDiffer},
    {"fill.distinct", "whole numbers, no two equal", isFill<Fill::Distinct>},
    {"fill.dyadic", "random multiples of 1/8", isFill<Fill::Dyadic>},
    {"fill.special", "NaN, infinities, both zeros, subnormals, extremes", isFill<Fill::Special>},
    {"mask.all", "every element chosen", isMask<MaskPattern::All>},
    {"mask.one", "one element chosen", isMask<MaskPattern::One>},
    {"mask.none", "no element chosen", isMask<MaskPattern::None>},
    {"mask.random", "elements chosen at random", isMask<MaskPattern::Random>},
    {"mask.single", "exactly one element changes places", isMaskSingle},
    {"mask.broadcast", "a mask smaller than the operands", isMaskBroadcast},
    {"index.empty", "index tensors without elements", isIndexEmpty},
    {"index.negative", "indices that count from the end", isIndexNegative},
    {"index.repeated", "a position named twice", isIndexRepeated},
    {"index.full", "an index tensor for every dimension", isIndexDepth<true>},
    {"index.partial", "index tensors for the leading dimensions only", isIndexDepth<false>},
    {"pairs.empty", "no pair of slices", isPairsEmpty},
    {"pairs.negative-dim", "a dimension counted from the end", isDimNegative},
    {"grad.none", "no operand requires grad", [](const SwapCase& c) { return countRequiringGrad(c) == 0; }},
    {"grad.one", "one operand of two requires grad",
     [](const SwapCase& c) { return c.operands.size() == 2 && countRequiringGrad(c) == 1; }},
    {"grad.all", "every operand requires grad",
     [](const SwapCase& c) { return countRequiringGrad(c) == static_cast<long>(c.operands.size()); }},
    {"grad.non-leaf", "an operand that another operation made",
     [](const SwapCase& c) { return anyOperand(c, [](const Operand& o) { return !o.leaf; }); }},
    {"grad.saved", "an operand that another graph has saved",
     [](const SwapCase& c) { return anyOperand(c, [](const Operand& o) { return o.saved; }); }},
    {"cotangent.contiguous", "", isCotangent<CotangentKind::Contiguous>},
    {"cotangent.strided", "a cotangent cut out with steps", isCotangent<CotangentKind::Strided>},
    {"cotangent.expanded", "a cotangent of stride 0", isCotangent<CotangentKind::Expanded>},
    {"cotangent.zero", "a cotangent of zeros", isCotangent<CotangentKind::Zero>},
    {"cotangent.first-only", "no cotangent for the second result", isCotangent<CotangentKind::FirstOnly>},
    {"cotangent.second-only", "no cotangent for the first result", isCotangent<CotangentKind::SecondOnly>},
    {"call.threads", "called with several threads inside an operator",
     [](const SwapCase& c) { return c.call.threads > 1; }},
    {"call.concurrent", "called by several callers at once", [](const SwapCase& c) { return c.call.callers > 1; }},
};

static_assert(std::size(kFeatures) <= kMaxFeatures);

size_t featureNamed(std::string_view name) {
  for (size_t k = 0; k < std::size(kFeatures); ++k)
    if (kFeatures[k].name == name) return k;
  throw UnknownFeature("\"" + std::string(name) + "\" is not a feature; `swapcheck list features` shows them");
}

}  // namespace

std::span<const Feature> allFeatures() { return kFeatures; }

FeatureSet featuresOf(const SwapCase& swapCase) {
  FeatureSet features;
  for (size_t k = 0; k < std::size(kFeatures); ++k) features[k] = kFeatures[k].holds(swapCase);
  return features;
}

Condition::Condition(const std::vector<std::string>& terms) {
  for (const std::string& term : terms) {
    const bool unwanted = term.starts_with('!');
    (unwanted ? unwanted_ : wanted_).set(featureNamed(std::string_view(term).substr(unwanted ? 1 : 0)));
  }
}

}  // namespace swapcheck

#include "generators/features.h"

#include <algorithm>
#include <array>

#include "generators/memory_plan.h"

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

template <typename Predicate>
bool anySelectionLayout(const SwapCase& c, Predicate predicate) {
  const std::vector<Shape> shapes = selectionShapes(c.selection);
  for (size_t k = 0; k < c.selectionLayouts.size(); ++k)
    if (predicate(c.selectionLayouts[k], shapes[k])) return true;
  return false;
}

template <bool (*kind)(const Layout&)>
bool isSelectionLayout(const SwapCase& c) {
  return anySelectionLayout(c, [](const Layout& layout, const Shape&) { return kind(layout); });
}

template <bool (*kind)(const Layout&, const Shape&)>
bool isSelectionLayout(const SwapCase& c) {
  return anySelectionLayout(c, kind);
}

template <bool (*kind)(const Layout&)>
bool isLayout(const SwapCase& c) {
  return anyOperand(c, [](const Operand& o) { return kind(o.layout); });
}

template <bool (*kind)(const Layout&, const Shape&)>
bool isLayout(const SwapCase& c) {
  return anyOperand(c, [&](const Operand& o) { return kind(o.layout, c.shape); });
}

template <bool Operand::*flag>
bool hasOperand(const SwapCase& c) {
  return anyOperand(c, [](const Operand& o) { return o.*flag; });
}

bool hasOffset(const Layout& layout) { return layout.offset > 0; }

bool isPermutedAndStepped(const Layout& layout) { return isPermuted(layout) && isStepped(layout); }

template <Relation relation>
bool isRelation(const SwapCase& c) {
  return c.operands.size() == 2 && c.sharing.operands == relation;
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
    {"size.many", "17 to 256 elements", hasElements<17, 256>},
    {"size.medium", "257 to 32768 elements", hasElements<257, 32768>},
    {"size.large", "more elements than the grain of parallel loops, 32768", hasElements<32769, INT64_MAX>},
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
    {"layout.permuted", "an operand with permuted dimensions", isLayout<isPermuted>},
    {"layout.stepped", "an operand cut out with steps", isLayout<isStepped>},
    {"layout.permuted-stepped", "an operand with both at once", isLayout<isPermutedAndStepped>},
    {"layout.channels-last", "an operand with its channels innermost in memory", isLayout<isChannelsLast>},
    {"layout.offset", "an operand with a storage offset", isLayout<hasOffset>},
    {"layout.expanded", "an operand with a dimension of stride 0", isLayout<isExpanded>},
    {"layout.overlapping", "an operand of overlapping windows, as unfold gives", isLayout<isOverlapping>},
    {"layout.conjugated", "a lazy conjugate view", hasOperand<&Operand::conjugated>},
    {"layout.negated", "a lazy negative view", hasOperand<&Operand::negated>},
    {"layout.differ", "two operands of different layouts", layoutsDiffer},
    {"selection.permuted", "a mask or index with permuted dimensions", isSelectionLayout<isPermuted>},
    {"selection.stepped", "a mask or index cut out with steps", isSelectionLayout<isStepped>},
    {"selection.offset", "a mask or index with a storage offset", isSelectionLayout<hasOffset>},
    {"selection.expanded", "a mask or index with a dimension of stride 0", isSelectionLayout<isExpanded>},
    {"selection.overlapping", "a mask or index of overlapping windows", isSelectionLayout<isOverlapping>},
    {"sharing.separate", "two operands in storages of their own", isRelation<Relation::Separate>},
    {"sharing.disjoint", "two operands that are disjoint views of one storage", isRelation<Relation::Disjoint>},
    {"sharing.overlapping", "two operands that are overlapping views of one storage",
     [](const SwapCase& c) { return isRelation<Relation::Overlapping>(c) && operandsOverlap(c); }},
    {"sharing.same", "the same tensor twice", isRelation<Relation::Same>},
    {"sharing.selection", "a mask or index in the storage of an operand",
     [](const SwapCase& c) { return c.sharing.selection; }},
    {"memory.read-only", "inputs in pages that are read-only during the call", [](const SwapCase& c) { return c.guarded; }},
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
    {"grad.leaf", "an operand that is a leaf and requires grad",
     [](const SwapCase& c) { return anyOperand(c, [](const Operand& o) { return o.requiresGrad && o.leaf; }); }},
    {"grad.non-leaf", "an operand that another operation made",
     [](const SwapCase& c) { return anyOperand(c, [](const Operand& o) { return !o.leaf; }); }},
    {"grad.view", "an operand that is a view of a leaf", hasOperand<&Operand::view>},
    {"grad.saved", "an operand that another graph has saved", hasOperand<&Operand::saved>},
    {"grad.inference", "an operand made in inference mode", hasOperand<&Operand::inference>},
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

template <size_t k>
Feature featureOfDefect() {
  static const std::string name = "defect." + std::string(nameOf(static_cast<Defect>(k)));
  return {name, summaryOf(static_cast<Defect>(k)),
          [](const SwapCase& c) { return c.defect == static_cast<Defect>(k); }};
}

template <size_t... k>
std::array<Feature, sizeof...(k)> featuresOfDefects(std::index_sequence<k...>) {
  return {featureOfDefect<k>()...};
}

/// The features above, then one for each defect, `None` included.
std::vector<Feature> table() {
  std::vector<Feature> features(std::begin(kFeatures), std::end(kFeatures));
  const auto defects = featuresOfDefects(std::make_index_sequence<kDefectCount>());
  features.insert(features.end(), defects.begin(), defects.end());
  return features;
}

static_assert(std::size(kFeatures) + kDefectCount <= kMaxFeatures);

}  // namespace

size_t featureNamed(std::string_view name) {
  const std::span<const Feature> features = allFeatures();
  for (size_t k = 0; k < features.size(); ++k)
    if (features[k].name == name) return k;
  throw UnknownFeature("\"" + std::string(name) + "\" is not a feature; `swapcheck list features` shows them");
}

std::span<const Feature> allFeatures() {
  static const std::vector<Feature> features = table();
  return features;
}

FeatureSet featuresOf(const SwapCase& swapCase) {
  const std::span<const Feature> all = allFeatures();
  FeatureSet features;
  for (size_t k = 0; k < all.size(); ++k) features[k] = all[k].holds(swapCase);
  return features;
}

Condition::Condition(const std::vector<std::string>& terms) {
  for (const std::string& term : terms) {
    const bool unwanted = term.starts_with('!');
    (unwanted ? unwanted_ : wanted_).set(featureNamed(std::string_view(term).substr(unwanted ? 1 : 0)));
  }
}

}  // namespace swapcheck

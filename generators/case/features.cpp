#include "generators/case/features.h"

#include <algorithm>
#include <array>

#include "generators/case/contents.h"
#include "generators/case/memory_plan.h"
#include "strategies/error.h"

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

template <CotangentResults results>
bool isCotangentFor(const SwapCase& c) {
  return c.cotangent.results == results;
}

template <bool (*kind)(const Layout&)>
bool isCotangent(const SwapCase& c) {
  return kind(layoutOf(c.cotangent, c.shape));
}

template <bool (*kind)(const Layout&, const Shape&)>
bool isCotangent(const SwapCase& c) {
  return kind(layoutOf(c.cotangent, c.shape), c.shape);
}

template <bool Cotangent::* flag>
bool isCotangent(const SwapCase& c) {
  return c.cotangent.*flag;
}

bool isOnePlace(const Layout& layout, const Shape& shape) {
  return isExpanded(layout, shape) && layout.step == sumLayout(shape.size()).step;
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

template <bool Operand::* flag>
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
bool isMaskSingle(const SwapCase& c, const HostInputs& host) {
  return selectionIs<MaskSelection>(c, [&](const auto&) {
    const HostTensor& mask = host.selection.front();
    const auto chosen = std::count(mask.bytes.begin(), mask.bytes.end(), std::byte{1});
    return chosen == 1 && mask.numel() == c.numel();
  });
}

bool isIndexEmpty(const SwapCase& c) {
  return selectionIs<IndexSelection>(c, [](const auto& index) { return entriesOf(index) == 0; });
}

template <size_t rank>
bool hasIndexOfRank(const SwapCase& c) {
  return selectionIs<IndexSelection>(c, [](const auto& index) {
    return std::any_of(index.shapes.begin(), index.shapes.end(), [](const Shape& s) { return s.size() == rank; });
  });
}

bool isIndexBroadcast(const SwapCase& c) {
  return selectionIs<IndexSelection>(c, [](const auto& index) {
    return std::any_of(index.shapes.begin(), index.shapes.end(),
                       [&](const Shape& s) { return s != index.shapes.front(); });
  });
}

/// What the index tensors really name, whatever the pattern is called.
template <bool IndexFacts::* fact>
bool isIndexFact(const SwapCase& c, const HostInputs& host) {
  return selectionIs<IndexSelection>(c, [&](const auto&) { return indexFactsOf(host.selection, c.shape).*fact; });
}

bool isIndexCover(const SwapCase& c, const HostInputs& host) {
  return isIndexFact<&IndexFacts::everything>(c, host) && isIndexFact<&IndexFacts::repeated>(c, host);
}

template <bool full>
bool isIndexDepth(const SwapCase& c) {
  return selectionIs<IndexSelection>(
      c, [&](const auto& index) { return (index.shapes.size() == c.shape.size()) == full; });
}

template <bool (*isSuch)(const HostTensor&)>
bool anyOperand(const SwapCase&, const HostInputs& host) {
  return std::any_of(host.operands.begin(), host.operands.end(), isSuch);
}

bool isPairsEmpty(const SwapCase& c) {
  return selectionIs<PairSelection>(c, [](const auto& pairs) { return pairs.pairs == 0; });
}

/// Whether the last slice along the dimension changes places.
bool isPairsLast(const SwapCase& c, const HostInputs& host) {
  return selectionIs<PairSelection>(c, [&](const auto& pairs) {
    const int64_t last = c.shape[wrappedDim(pairs.dim, c.shape)] - 1;
    return std::any_of(host.selection.begin(), host.selection.end(), [last](const HostTensor& slices) {
      const std::vector<int64_t> values = indexValues(slices);
      return std::find(values.begin(), values.end(), last) != values.end();
    });
  });
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
    {"dtype.complex32", "", isDType<DType::Complex32>},
    {"dtype.float8", "a format of 8 bits", [](const SwapCase& c) { return isFloat8(c.dtype); }},
    {"dtype.float8-e5m2", "", isDType<DType::Float8E5M2>},
    {"dtype.float8-e4m3fn", "", isDType<DType::Float8E4M3FN>},
    {"dtype.float8-e5m2fnuz", "", isDType<DType::Float8E5M2FNUZ>},
    {"dtype.float8-e4m3fnuz", "", isDType<DType::Float8E4M3FNUZ>},
    {"dtype.float8-e8m0fnu", "", isDType<DType::Float8E8M0FNU>},
    {"dtype.uint16", "", isDType<DType::UInt16>},
    {"dtype.uint32", "", isDType<DType::UInt32>},
    {"dtype.uint64", "", isDType<DType::UInt64>},
    {"dtype.exotic", "a dtype that many operators do without", [](const SwapCase& c) { return isExotic(c.dtype); }},
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
    {"memory.read-only", "inputs in pages that are read-only during the call",
     [](const SwapCase& c) { return c.guarded; }},
    {"fill.distinct", "whole numbers, no two equal", isFill<Fill::Distinct>},
    {"fill.constant", "one number all through an operand", isFill<Fill::Constant>},
    {"fill.equal", "two operands of equal contents", isFill<Fill::Equal>},
    {"fill.dyadic", "random multiples of 1/8", isFill<Fill::Dyadic>},
    {"fill.disparate", "magnitudes over the whole range of the dtype", isFill<Fill::Disparate>},
    {"fill.special", "NaN, infinities, both zeros, subnormals, extremes",
     [](const SwapCase& c) {
       return c.fill == Fill::Special || c.fill == Fill::SpecialOfSchema1 || c.fill == Fill::OneSpecial;
     }},
    {"value.nan", "an operand has a NaN", anyOperand<hasNaN>},
    {"value.infinity", "an operand has an infinity", anyOperand<hasInfinity>},
    {"value.zero", "an operand has a zero, of either sign", anyOperand<hasZero>},
    {"value.negative-zero", "an operand has -0.0", anyOperand<hasNegativeZero>},
    {"value.subnormal", "an operand has a subnormal number", anyOperand<hasSubnormal>},
    {"value.largest", "an operand has a number at an end of the dtype's finite range", anyOperand<hasLargest>},
    {"mask.all", "every element chosen", isMask<MaskPattern::All>},
    {"mask.one", "one element chosen", isMask<MaskPattern::One>},
    {"mask.none", "no element chosen", isMask<MaskPattern::None>},
    {"mask.checkerboard", "every other element chosen, in every dimension", isMask<MaskPattern::Checkerboard>},
    {"mask.runs", "runs of elements chosen", isMask<MaskPattern::Runs>},
    {"mask.random", "elements chosen at random", isMask<MaskPattern::Random>},
    {"mask.threshold", "elements chosen that are greater than one of them", isMask<MaskPattern::Threshold>},
    {"mask.single", "exactly one element changes places", isMaskSingle},
    {"mask.broadcast", "a mask smaller than the operands", isMaskBroadcast},
    {"mask.0-dim", "a mask without dimensions",
     [](const SwapCase& c) { return selectionIs<MaskSelection>(c, [](const auto& m) { return m.shape.empty(); }); }},
    {"index.empty", "index tensors without elements", isIndexEmpty},
    {"index.0-dim", "an index tensor without dimensions", hasIndexOfRank<0>},
    {"index.2-dim", "an index tensor of 2 dimensions", hasIndexOfRank<2>},
    {"index.broadcast", "index tensors of different shapes", isIndexBroadcast},
    {"index.negative", "indices that count from the end", isIndexFact<&IndexFacts::negative>},
    {"index.repeated", "a position named twice", isIndexFact<&IndexFacts::repeated>},
    {"index.last", "the last position named", isIndexFact<&IndexFacts::last>},
    {"index.everything", "every position named", isIndexFact<&IndexFacts::everything>},
    {"index.cover", "every position named, and some twice", isIndexCover},
    {"index.full", "an index tensor for every dimension", isIndexDepth<true>},
    {"index.partial", "index tensors for the leading dimensions only", isIndexDepth<false>},
    {"pairs.empty", "no pair of slices", isPairsEmpty},
    {"pairs.last", "the last slice changes places", isPairsLast},
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
    {"grad.gathered", "a leaf whose .grad holds an earlier gradient", hasOperand<&Operand::gathered>},
    {"grad.hooked", "an operand with a hook of the caller's", hasOperand<&Operand::hooked>},
    {"cotangent.contiguous", "cotangents dense and row-major", isCotangent<isContiguous>},
    {"cotangent.permuted", "cotangents with permuted dimensions", isCotangent<isPermuted>},
    {"cotangent.permuted-dense", "cotangents with permuted dimensions and no gaps", isCotangent<isPermutedDense>},
    {"cotangent.channels-last", "cotangents with their channels innermost in memory", isCotangent<isChannelsLast>},
    {"cotangent.stepped", "cotangents cut out with steps", isCotangent<isStepped>},
    {"cotangent.offset", "cotangents with a storage offset", isCotangent<hasOffset>},
    {"cotangent.expanded", "cotangents with a dimension of stride 0", isCotangent<isExpanded>},
    {"cotangent.one-place", "cotangents of stride 0 alone, as behind a sum", isCotangent<isOnePlace>},
    {"cotangent.overlapping", "cotangents of overlapping windows", isCotangent<isOverlapping>},
    {"cotangent.conjugated", "cotangents that are lazy conjugate views", isCotangent<&Cotangent::conjugated>},
    {"cotangent.negated", "cotangents that are lazy negative views", isCotangent<&Cotangent::negated>},
    {"cotangent.zero", "cotangents of zeros", isCotangent<&Cotangent::zero>},
    {"cotangent.shared", "one cotangent for both results", isCotangentFor<CotangentResults::Shared>},
    {"cotangent.first-only", "no cotangent for the second result", isCotangentFor<CotangentResults::FirstOnly>},
    {"cotangent.second-only", "no cotangent for the first result", isCotangentFor<CotangentResults::SecondOnly>},
    {"call.threads", "called with several threads inside an operator",
     [](const SwapCase& c) { return c.call.threads > 1; }},
    {"call.concurrent", "called by several callers at once", [](const SwapCase& c) { return c.call.callers > 1; }},
};

template <size_t k>
Feature featureOfDefect() {
  static const std::string name = "defect." + std::string(defectName(static_cast<Defect>(k)));
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

std::vector<std::string> namesOf(const FeatureSet& features) {
  std::vector<std::string> names;
  eachFeature(features, [&](size_t k) { names.emplace_back(allFeatures()[k].name); });
  return names;
}

size_t featureNamed(std::string_view name) {
  const std::span<const Feature> features = allFeatures();
  for (size_t k = 0; k < features.size(); ++k)
    if (features[k].name == name) return k;
  throw InputError("\"" + std::string(name) + "\" is not a feature; `swapcheck list features` shows them");
}

std::span<const Feature> allFeatures() {
  static const std::vector<Feature> features = table();
  return features;
}

FeatureSet featuresOf(const SwapCase& swapCase, const HostInputs& host) {
  const std::span<const Feature> all = allFeatures();
  FeatureSet features;
  for (size_t k = 0; k < all.size(); ++k) features[k] = all[k].holds(swapCase, host);
  return features;
}

FeatureSet featuresOf(const SwapCase& swapCase) { return featuresOf(swapCase, hostInputsOf(swapCase)); }

Condition::Condition(const std::vector<std::string>& terms) {
  for (const std::string& term : terms) {
    const bool unwanted = term.starts_with('!');
    (unwanted ? unwanted_ : wanted_).set(featureNamed(std::string_view(term).substr(unwanted ? 1 : 0)));
  }
}

}  // namespace swapcheck

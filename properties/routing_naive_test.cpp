// The oracle agrees with a second one, which asks of every element by its coordinates where it comes from.
#include <algorithm>
#include <map>

#include "generators/stream/generate.h"
#include "properties/routing.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

using Coordinates = std::vector<int64_t>;

/// Coordinates of every element, row-major.
std::vector<Coordinates> allCoordinates(const Shape& shape) {
  std::vector<Coordinates> all = {{}};
  for (int64_t size : shape) {
    std::vector<Coordinates> longer;
    for (const Coordinates& outer : all)
      for (int64_t k = 0; k < size; ++k) {
        longer.push_back(outer);
        longer.back().push_back(k);
      }
    all = std::move(longer);
  }
  return all;
}

/// Elements of an integer or bool tensor by their coordinates.
using Elements = std::map<Coordinates, int64_t>;

Elements elementsOf(const HostTensor& tensor) {
  Elements elements;
  for (const Coordinates& at : allCoordinates(tensor.shape))
    elements[at] = static_cast<int64_t>(readComponent(tensor.dtype, tensor.at(static_cast<int64_t>(elements.size()))));
  return elements;
}

/// An operand or a result, and an element in it.
struct Place {
  size_t tensor;
  Coordinates at;

  Place inOther() const { return {1 - tensor, at}; }
};

/// The shape of at most two dimensions that index tensors broadcast to.
Shape together(const std::vector<Shape>& shapes) {
  Shape all;
  for (const Shape& shape : shapes)
    if (shape.size() > all.size()) all = Shape(shape.size(), 1);
  for (const Shape& shape : shapes)
    for (size_t fromEnd = 1; fromEnd <= shape.size(); ++fromEnd)
      if (shape[shape.size() - fromEnd] != 1) all[all.size() - fromEnd] = shape[shape.size() - fromEnd];
  return all;
}

/// The place that a place of the results copies.
struct SourceOf {
  const Shape& shape;
  const std::vector<Elements>& selection;
  Place place;

  Place operator()(const WholeSelection&) const { return place.inOther(); }

  Place operator()(const MaskSelection& mask) const {
    Coordinates at(place.at.end() - static_cast<long>(mask.shape.size()), place.at.end());
    for (size_t d = 0; d < at.size(); ++d) at[d] = std::min(at[d], mask.shape[d] - 1);
    return selection[0].at(at) != 0 ? place.inOther() : place;
  }

  /// Of every entry of the shape that the index tensors broadcast to, asks whether it names the place.
  Place operator()(const IndexSelection& index) const {
    for (const Coordinates& entry : allCoordinates(together(index.shapes))) {
      bool named = true;
      for (size_t d = 0; d < selection.size(); ++d) {
        Coordinates own(entry.end() - static_cast<long>(index.shapes[d].size()), entry.end());
        for (size_t k = 0; k < own.size(); ++k) own[k] = std::min(own[k], index.shapes[d][k] - 1);
        named = named && (selection[d].at(own) + shape[d]) % shape[d] == place.at[d];
      }
      if (named) return place.inOther();
    }
    return place;
  }

  Place operator()(const PairSelection& pairs) const {
    Place from = place;
    int64_t& slice = pairs.dim < 0 ? from.at.end()[pairs.dim] : from.at.begin()[pairs.dim];
    for (int64_t k = 0; k < pairs.pairs; ++k)
      if (slice == selection[0].at({k}) || slice == selection[1].at({k})) {
        slice = selection[slice == selection[0].at({k}) ? 1 : 0].at({k});
        return from;
      }
    return from;
  }
};

/// `Routing::source` of a case.
std::vector<int64_t> naiveSourceOf(const SwapCase& swapCase) {
  const auto positions = allCoordinates(swapCase.shape);
  Elements flat;
  for (const Coordinates& at : positions) flat.emplace(at, static_cast<int64_t>(flat.size()));
  std::vector<Elements> selection;
  for (const HostTensor& tensor : hostInputsOf(swapCase).selection) selection.push_back(elementsOf(tensor));
  std::vector<int64_t> source;
  for (size_t r = 0; r < swapCase.operands.size(); ++r)
    for (const Coordinates& at : positions) {
      const Place from = std::visit(SourceOf{swapCase.shape, selection, {r, at}}, swapCase.selection);
      source.push_back(static_cast<int64_t>(from.tensor * positions.size()) + flat.at(from.at));
    }
  return source;
}

class RoutingOf : public testing::TestWithParam<Family> {};
INSTANTIATE_TEST_SUITE_P(Family, RoutingOf, testing::ValuesIn(kFamilies), familySuffix);

TEST_P(RoutingOf, TheFirstCasesAgreesWithANaiveOneInCoordinates) {
  for (uint64_t number = 0; number < 300; ++number) {
    const SwapCase swapCase = caseAt(2, number, GetParam());
    EXPECT_EQ(routingOf(swapCase, hostInputsOf(swapCase).selection).source, naiveSourceOf(swapCase))
        << jsonText(swapCase);
  }
}

TEST(RoutingOfIndices, AgreesWithTheNaiveOneWhateverTheShapesOfTheTensors) {
  const std::vector<Shape> together[] = {{{2, 3}, {2, 3}}, {{2, 3}, {3}},    {{2, 1}, {3}}, {{2, 1}, {1, 3}},
                                         {{}, {3}},        {{2, 3}, {1, 1}}, {{}, {}},      {{1}, {2, 1}},
                                         {{0}, {}},        {{2, 0}, {2, 1}}, {{3, 2}},      {{}}};
  for (const std::vector<Shape>& shapes : together)
    for (uint64_t seed = 0; seed < 20; ++seed) {
      const IndexSelection index{IndexPattern::Random, shapes, IndexSigns::Some, seed};
      SwapCase swapCase = plainCase(index);
      swapCase.shape = {4, 3, 2};
      for (Operand& operand : swapCase.operands) operand.layout = contiguousLayout(3);
      EXPECT_EQ(routingOf(swapCase, hostInputsOf(swapCase).selection).source, naiveSourceOf(swapCase))
          << jsonText(swapCase);
    }
}

TEST(RoutingOfIndices, IsCheckedOnCasesOfEveryShape) {
  int twoDim = 0, zeroDim = 0, broadcast = 0;
  for (uint64_t number = 0; number < 300; ++number) {
    const FeatureSet features = featuresOf(caseAt(2, number, Family::Indexed));
    twoDim += Condition({"index.2-dim", "!index.empty"}).holds(features);
    zeroDim += Condition({"index.0-dim", "!index.empty"}).holds(features);
    broadcast += Condition({"index.broadcast", "!index.empty"}).holds(features);
  }
  EXPECT_GT(twoDim, 15);
  EXPECT_GT(zeroDim, 5);
  EXPECT_GT(broadcast, 10);
}

}  // namespace
}  // namespace swapcheck

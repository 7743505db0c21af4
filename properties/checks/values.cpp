// The `values` property.
#include "properties/calls/another_call.h"
#include "properties/comparison.h"
#include "properties/faults/element_faults.h"
#include "properties/property.h"

namespace swapcheck {
namespace {

/// The elements of one result that are wrong, but for those that a fault of LibTorch's explains.
struct WrongResult {
  size_t result = 0;
  std::vector<int64_t> elements = {};
  Difference difference = Difference::None;
};

/// Kinds are told apart, so that a smaller mistake does not stand in a bigger one's place.
const char* checkOf(Difference difference) {
  switch (difference) {
    case Difference::None: break;
    case Difference::ZeroSign: return "zero-sign";
    case Difference::NaNBits: return "nan-bits";
    case Difference::NotFinite: return "not-finite";
    case Difference::Numbers: return "bits";
  }
  return "bits";
}

/// The same case with ordinary numbers in its operands, under the same selection: a threshold is not taken anew.
PreparedCase withOrdinaryNumbers(const PreparedCase& prepared) {
  SwapCase swapCase = prepared.swapCase;
  swapCase.fill = Fill::Distinct;
  PreparedCase twin(std::move(swapCase));
  twin.host.selection = prepared.host.selection;
  twin.routing = prepared.routing;
  twin.expected = routed(twin.routing, twin.host.operands);
  return twin;
}

/// Whether numbers come out wrong as well where the operands hold ordinary ones: then that is the mistake, whatever
/// becomes of NaNs, infinities and zeros in its way.
bool isWrongOnOrdinaryNumbers(const Observation& o) {
  if (o.prepared.swapCase.fill == Fill::Distinct) return false;
  const PreparedCase prepared = withOrdinaryNumbers(o.prepared);
  const AnotherCall call = callAgain(o.strategy, prepared.swapCase, materialise(prepared.swapCase, prepared.host));
  if (call.thrown || call.results.size() != prepared.expected.size()) return false;
  for (size_t r = 0; r < prepared.expected.size(); ++r) {
    const auto got = readTensor(call.results[r]);
    if (got && got->shape == prepared.expected[r].shape && got->dtype == prepared.expected[r].dtype &&
        differenceOf(prepared.expected[r], *got) == Difference::Numbers)
      return true;
  }
  return false;
}

}  // namespace

Outcome checkValues(const Observation& o) {
  if (auto unusable = unusableResults(o)) return *unusable;
  const std::vector<HostTensor> got = contentsOf(o);
  const std::vector<HostTensor>& expected = o.prepared.expected;
  WrongResult worst;
  std::optional<Falsified> explained;
  std::optional<ElementFaults> faults;
  for (size_t r = 0; r < got.size(); ++r) {
    const std::vector<int64_t> differing = differingBits(expected[r], got[r]);
    if (differing.empty()) continue;
    if (!faults) faults.emplace(o);
    WrongResult here{r};
    for (int64_t element : differing)
      if (const auto fault = faults->explaining(r, element, expected[r], got[r]); !fault)
        here.elements.push_back(element);
      else if (!explained)
        explained = mismatch(std::string(*fault), resultName(o.prepared.swapCase, r), expected[r], got[r], differing);
    here.difference = differenceOf(expected[r], got[r], here.elements);
    if (here.difference > worst.difference) worst = std::move(here);
  }
  o.hasRightResults = worst.difference == Difference::None && !explained;
  if (worst.difference == Difference::None) return explained ? Outcome(*explained) : Outcome(Passed{});
  if (worst.difference < Difference::Numbers && isWrongOnOrdinaryNumbers(o)) worst.difference = Difference::Numbers;
  return mismatch(checkOf(worst.difference), resultName(o.prepared.swapCase, worst.result), expected[worst.result],
                  got[worst.result], worst.elements);
}

}  // namespace swapcheck

// What <swapcheck/rapidcheck.h> offers.
#include <swapcheck/rapidcheck.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <stdexcept>

#include "generators/case/json.h"
#include "reports/console/print.h"
#include "properties/describe.h"

namespace swapcheck {
namespace {

bool isPlain(const SwapCase& swapCase) {
  return swapCase.defect == Defect::None && isSupported(swapCase.dtype) && !isExotic(swapCase.dtype);
}

}  // namespace

rc::Gen<SwapCase> genValidCase(Family family) { return rc::gen::suchThat(genCase(family), &isPlain); }

CaseTensors tensorsOf(const SwapCase& swapCase) {
  if (swapCase.defect != Defect::None)
    throw std::invalid_argument("a case with invalid input has no results: " +
                                std::string(defectName(swapCase.defect)));
  const PreparedCase prepared(swapCase);
  CaseTensors tensors{materialise(swapCase, prepared.host), {}};
  for (const HostTensor& expected : prepared.expected) tensors.expected.push_back(makeTensor(expected));
  return tensors;
}

bool sameBits(const at::Tensor& a, const at::Tensor& b) {
  const auto ofA = readTensor(a), ofB = readTensor(b);
  return ofA && ofB && *ofA == *ofB;
}

std::ostream& operator<<(std::ostream& out, const SwapCase& swapCase) {
  for (const Grid& grid : describeInputs(PreparedCase(swapCase))) out << gridText(grid) << "\n";
  return out << toJson(swapCase).dump();
}

}  // namespace swapcheck

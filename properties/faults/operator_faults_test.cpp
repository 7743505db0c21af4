// A failure names the operator of LibTorch's that has a part in it, if the strategy called it.
#include <gtest/gtest.h>

#include "properties/faults/operators_called.h"
#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

const char* const kRepeats = "; aten::index_put was called: its backward hands the whole cotangent to every repetition";

TEST(OperatorsCalled, AreThoseOfTheCallAndOfItsBackwardPass) {
  SwapCase swapCase = plainCase(IndexSelection{.shapes = flatIndexShapes(1, 2)});
  for (Operand& operand : swapCase.operands) operand.requiresGrad = true;
  const PreparedCase prepared(swapCase);
  const Strategy strategy{"indexed.test", "", builtin("indexed.index-put")};
  const ProcessState process;
  const Observation o(strategy, prepared, process);
  const std::set<std::string>& called = operatorsCalled(o);
  EXPECT_TRUE(called.contains("aten::index_put"));
  EXPECT_TRUE(called.contains("aten::index")) << "the backward of index_put";
  EXPECT_FALSE(called.contains("aten::scatter"));
}

TEST(OperatorFaults, AreNamedInTheMessageOfAWrongGradient) {
  EXPECT_NE(messageOf("gradient", "reverse-mode", builtin("indexed.index-put")).find(kRepeats), std::string::npos);
  const std::string byMask =
      messageOf("gradient", "reverse-mode",
                IndexedSwap([](const at::Tensor& a, const at::Tensor& b, const std::vector<at::Tensor>&) {
                  return TensorPair{a.detach().clone(), b.detach().clone()};
                }));
  EXPECT_NE(byMask, "");
  EXPECT_EQ(byMask.find("was called"), std::string::npos);
}

}  // namespace
}  // namespace swapcheck

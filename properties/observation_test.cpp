// One observed call: names, what it threw, and why results cannot be looked at.
#include "properties/observation.h"

#include <ATen/ops/empty.h>
#include <gtest/gtest.h>

#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

/// What `unusableResults` says when the results of a 2x3 float32 case are those; empty when they are usable.
std::string complaintAbout(TensorPair results) {
  const Strategy strategy = {"whole.test", "",
                             WholeSwap([&](const at::Tensor&, const at::Tensor&) { return results; })};
  const PreparedCase prepared(plainCase(WholeSelection{}));
  const ProcessState process;
  const auto falsified = unusableResults(Observation(strategy, prepared, process));
  if (!falsified) return "";
  EXPECT_EQ(falsified->check, "results");
  return falsified->message;
}

at::Tensor floats(const Shape& shape) { return makeTensor(zeroTensor(DType::Float32, shape)); }

TEST(UnusableResults, AreNoneOfTheRightSizesAndDType) {
  EXPECT_EQ(complaintAbout({floats({2, 3}), floats({3, 2}).transpose(0, 1)}), "");
}

TEST(UnusableResults, SayWhatWasExpectedAndWhatWasGot) {
  const at::Tensor good = floats({2, 3});
  EXPECT_EQ(complaintAbout({floats({3, 2}), good}), "result 1 has sizes [3, 2], expected [2, 3]");
  EXPECT_EQ(complaintAbout({good, floats({6})}), "result 2 has sizes [6], expected [2, 3]");
  EXPECT_EQ(complaintAbout({good, makeTensor(zeroTensor(DType::Float64, {2, 3}))}),
            "result 2 is of dtype Double, expected Float");
  EXPECT_EQ(complaintAbout({at::Tensor(), good}), "result 1 is an undefined tensor");
  EXPECT_EQ(complaintAbout({good.to_sparse(), good}), "result 1 is not a strided CPU tensor");
  EXPECT_EQ(complaintAbout({good, at::empty({2, 3}, at::TensorOptions().device(at::kMeta))}),
            "result 2 is not a strided CPU tensor");
}

TEST(UnusableResults, AreThoseOfAStrategyThatThrew) {
  const Strategy strategy = {"within.test", "",
                             WithinSwap([](const at::Tensor& x, int64_t, const at::Tensor&, const at::Tensor&) {
                               TORCH_CHECK(x.dim() == 7, "expected 7 dimensions, got ", x.dim());
                               return x;
                             })};
  const PreparedCase prepared(plainCase(PairSelection{}));
  const ProcessState process;
  const Observation observation(strategy, prepared, process);
  EXPECT_TRUE(observation.results.empty());
  const auto falsified = unusableResults(observation);
  ASSERT_TRUE(falsified);
  EXPECT_EQ(falsified->check, "throws");
  EXPECT_EQ(falsified->message, "the strategy threw on valid input: expected 7 dimensions, got 2");
}

TEST(InputName, NamesEveryInputOfAFamily) {
  const SwapCase masked = plainCase(MaskSelection{MaskPattern::All, {2, 3}});
  EXPECT_EQ(inputName(masked, 0), "operand a");
  EXPECT_EQ(inputName(masked, 1), "operand b");
  EXPECT_EQ(inputName(masked, 2), "the mask");
  EXPECT_EQ(inputName(plainCase(IndexSelection{.shapes = {{1}, {1}}}), 3), "index tensor 1");
  const SwapCase within = plainCase(PairSelection{});
  EXPECT_EQ(inputName(within, 0), "operand x");
  EXPECT_EQ(inputName(within, 1), "index i");
  EXPECT_EQ(inputName(within, 2), "index j");
}

TEST(ResultName, CountsFromOne) {
  EXPECT_EQ(resultName(plainCase(WholeSelection{}), 0), "result 1");
  EXPECT_EQ(resultName(plainCase(WholeSelection{}), 1), "result 2");
  EXPECT_EQ(resultName(plainCase(PairSelection{}), 0), "the result");
}

TEST(PreparedCase, ExpectsWhatTheRoutingMakesOfTheOperands) {
  const PreparedCase prepared(plainCase(PairSelection{.dim = 0, .pairs = 1}));
  EXPECT_EQ(prepared.expected, std::vector<HostTensor>{tensorOf(DType::Float32, {2, 3}, {4, 5, 6, 1, 2, 3})});
}

}  // namespace
}  // namespace swapcheck

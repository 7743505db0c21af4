// The table of properties, and what they say of right strategies.
#include "properties/property.h"

#include <gtest/gtest.h>

#include "generators/stream/generate.h"
#include "strategies/broken_promise.h"
#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

/// Properties that say nothing of dtypes without gradients.
const std::set<std::string_view> kOnlyDifferentiable = {"gradient", "second-order", "forward-mode"};

class RightStrategy : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Builtin, RightStrategy,
                         testing::Values("whole.clone", "masked.where", "indexed.mask-where", "within.index-select",
                                         "within.index-copy"));

TEST_P(RightStrategy, HasEveryPropertyOnEveryCase) { EXPECT_EQ(findingsOf(builtin(GetParam())), Findings()); }

TEST_P(RightStrategy, IsJudgedByEveryProperty) {
  const Strategy strategy = {GetParam(), "", builtin(GetParam())};
  for (const Property& property : allProperties()) {
    const Property* const one[] = {&property};
    const Family family = familyOf(strategy.swap);
    size_t passed = 0;
    size_t notApplicable = 0;
    for (const PreparedCase& prepared : property.input == Input::Valid ? preparedCases(family) : spoiltCases(family)) {
      const std::vector<Judgement> judgements = judge(strategy, prepared, one);
      passed += std::holds_alternative<Passed>(judgements.at(0).outcome);
      notApplicable += std::holds_alternative<NotApplicable>(judgements.at(0).outcome);
    }
    EXPECT_GT(passed, 50u) << property.id;
    EXPECT_EQ(notApplicable > 0, kOnlyDifferentiable.contains(property.id)) << property.id;
  }
}

TEST_P(RightStrategy, HasEveryPropertyOnExoticDTypesAsFarAsLibTorchHasOperatorsForThem) {
  const Swap& swap = builtin(GetParam());
  size_t cases = 0;
  for (uint64_t number = 0; number < 4000; ++number) {
    SwapCase swapCase = caseAt(3, number, familyOf(swap));
    if (!isExotic(swapCase.dtype)) continue;
    EXPECT_EQ(findingsOn(PreparedCase(swapCase), swap), Findings()) << jsonText(swapCase);
    ++cases;
  }
  EXPECT_GT(cases, 50u);
}

/// What every property says of a swap that throws on a case of that dtype.
std::map<std::string_view, size_t> outcomesOfThrowing(DType dtype, const std::string& what) {
  const Strategy strategy = {"whole.throws", "", WholeSwap([&](const at::Tensor&, const at::Tensor&) -> TensorPair {
                               throw std::runtime_error(what);
                             })};
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.dtype = dtype;
  std::vector<const Property*> properties;
  for (const Property& property : allProperties()) properties.push_back(&property);
  std::map<std::string_view, size_t> outcomes;
  for (const Judgement& judgement : judge(strategy, PreparedCase(swapCase), properties))
    outcomes[judgement.property->id] = judgement.outcome.index();
  return outcomes;
}

constexpr size_t kPassed = 0, kNotApplicable = 1, kFalsified = 2;

TEST(Judge, ExpectsNothingOfAnExoticDTypeThatAnOperatorDoesNotKnow) {
  const std::string lacking = "\"where_cpu\" not implemented for 'ComplexHalf'";
  for (const auto& [property, outcome] : outcomesOfThrowing(DType::Complex32, lacking))
    EXPECT_EQ(outcome, property == "originals" || property == "hygiene" ? kPassed : kNotApplicable) << property;
  EXPECT_EQ(outcomesOfThrowing(DType::Complex32, "index out of range")["values"], kFalsified);
  EXPECT_EQ(outcomesOfThrowing(DType::Float16, lacking)["values"], kFalsified);
}

TEST(Judge, SaysNothingOfADTypeThatLibTorchHasNot) {
  for (const DTypeInfo& info : kDTypes)
    for (const auto& [property, outcome] : outcomesOfThrowing(info.dtype, "called")) {
      const bool ofAnotherInput = property == "gradient" || property == "second-order" || property == "rejects";
      const bool needsDerivatives = property == "forward-mode" && !isDifferentiable(info.dtype);
      EXPECT_EQ(outcome == kNotApplicable, !isSupported(info.dtype) || ofAnotherInput || needsDerivatives)
          << info.name << " " << property;
    }
}

TEST(Judge, CallsTheStrategyOnceForAllPropertiesThatAskForNoOtherPoint) {
  size_t calls = 0;
  const Strategy strategy = {"whole.counted", "", WholeSwap([&](const at::Tensor& a, const at::Tensor& b) {
                               ++calls;
                               return exchanged(a, b);
                             })};
  const Property* const properties[] = {findProperty("fresh"), findProperty("values"), findProperty("originals")};
  const std::vector<Judgement> judgements = judge(strategy, preparedCases(Family::Whole)[0], properties);
  EXPECT_EQ(calls, 1u);
  ASSERT_EQ(judgements.size(), 3u);
  for (size_t k = 0; k < judgements.size(); ++k) EXPECT_EQ(judgements[k].property, properties[k]);
}

TEST(Judge, AsksOnlyRejectsOfInvalidInputAndOnlyTheOthersOfValid) {
  const Strategy strategy = {"whole.test", "", builtin("whole.clone")};
  std::vector<const Property*> properties;
  for (const Property& property : allProperties()) properties.push_back(&property);
  for (const PreparedCase* prepared : {&preparedCases(Family::Whole)[0], &spoiltCases(Family::Whole)[0]}) {
    const bool valid = prepared->swapCase.defect == Defect::None;
    for (const Judgement& judgement : judge(strategy, *prepared, properties))
      EXPECT_EQ(std::holds_alternative<NotApplicable>(judgement.outcome),
                (judgement.property->id == "rejects") == valid)
          << judgement.property->id;
  }
}

TEST(Judge, CallsNothingWhereNoPropertySpeaksOfTheCase) {
  const Strategy strategy = {"whole.test", "", WholeSwap([](const at::Tensor&, const at::Tensor&) -> TensorPair {
                               ADD_FAILURE() << "called";
                               throw 1;
                             })};
  const Property* const rejects[] = {findProperty("rejects")};
  const Property* const values[] = {findProperty("values")};
  EXPECT_EQ(judge(strategy, preparedCases(Family::Whole)[0], rejects).size(), 1u);
  EXPECT_EQ(judge(strategy, spoiltCases(Family::Whole)[0], values).size(), 1u);
}

TEST(Judge, TakesABrokenPromiseForTheOutcomeOfItsProperty) {
  std::vector<const Property*> properties;
  for (const Property& property : allProperties()) properties.push_back(&property);
  const PreparedCase& prepared = preparedCases(Family::Whole)[0];
  for (const char* promised : {"values", "*"}) {
    const Strategy strategy = {"whole.test", "", WholeSwap([&](const at::Tensor&, const at::Tensor&) -> TensorPair {
                                 throw BrokenPromise(promised, "batching", "a batch differs");
                               })};
    for (const Judgement& judgement : judge(strategy, prepared, properties)) {
      const auto* failure = std::get_if<Falsified>(&judgement.outcome);
      const bool isMeant = judgement.property->id == "values" || promised == std::string_view("*");
      EXPECT_EQ(failure != nullptr, isMeant && judgement.property->id != "rejects") << judgement.property->id;
      if (failure) {
        EXPECT_EQ(failure->check + ": " + failure->message, "batching: a batch differs");
      }
    }
  }
}

TEST(FindProperty, FindsEveryPropertyOfTheTableByItsId) {
  std::set<std::string_view> ids;
  for (const Property& property : allProperties()) {
    EXPECT_TRUE(ids.insert(property.id).second) << property.id;
    EXPECT_EQ(findProperty(property.id), &property);
  }
  EXPECT_EQ(findProperty("value"), nullptr);
  EXPECT_EQ(findProperty(""), nullptr);
}

}  // namespace
}  // namespace swapcheck

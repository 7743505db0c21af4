// What a campaign runs, counts, keeps and ends with.
#include "harness/campaign/campaign.h"
#include "harness/campaign/journal.h"

#include <ATen/ops/where.h>
#include <gtest/gtest.h>
#include <torch/version.h>

#include <algorithm>
#include <map>
#include <set>

#include "generators/case/json.h"
#include "generators/stream/generate.h"
#include "generators/stream/pairs.h"
#include "strategies/error.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// The second line reads what the first has written.
TensorPair secondWrite(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor x = at::where(mask, b, a);
  return {x, at::where(mask, x, b)};
}

TensorPair throwing(const at::Tensor&, const at::Tensor&) { throw std::runtime_error("no luck"); }

const Strategy kRight{"mine.right", "clones", WholeSwap(exchanged)};
const Strategy kSecondWrite{"mine.second-write", "reads too late", MaskedSwap(secondWrite)};
const Strategy kThrowing{"mine.throwing", "throws", WholeSwap(throwing)};

Outcome failWhenLarge(const Observation& o) {
  if (o.prepared.swapCase.numel() < 100) return Passed{};
  return Falsified{"large", "100 elements or more", {}};
}

/// Two checks that a case passes on from one to the other as it shrinks.
Outcome failByParity(const Observation& o) {
  if (o.prepared.swapCase.numel() == 0) return Passed{};
  return Falsified{o.prepared.swapCase.numel() % 2 == 0 ? "even" : "odd", "parity", {}};
}

Outcome failAlways(const Observation&) { return Falsified{"always", "always", {}}; }
Outcome sayNothing(const Observation&) { return NotApplicable{}; }

const Property kLarge{"large", "", failWhenLarge};
const Property kParity{"parity", "", failByParity};
const Property kAlways{"always", "", failAlways};
const Property kSilent{"silent", "", sayNothing};

/// Cases with valid input, of which most properties speak, among the first `cases` of seed 1.
int64_t countValid(Family family, uint64_t cases, bool (*isWanted)(DType) = isSupported) {
  int64_t count = 0;
  for (uint64_t number = 0; number < cases; ++number) {
    const SwapCase swapCase = caseAt(1, number, family);
    count += swapCase.defect == Defect::None && isWanted(swapCase.dtype);
  }
  return count;
}

/// Keeps everything that it hears.
struct Ear : CampaignListener {
  void onProgress(const CampaignProgress& heard) override { progress.push_back(heard); }
  void onFailure(const FailureRecord& heard) override { failures.push_back(heard); }

  std::vector<CampaignProgress> progress;
  std::vector<FailureRecord> failures;
};

CampaignOptions optionsFor(std::vector<const Strategy*> strategies, std::vector<const Property*> properties,
                           int64_t cases = 60) {
  CampaignOptions options;
  options.strategies = std::move(strategies);
  options.properties = std::move(properties);
  options.cases = cases;
  options.shrinkLimits.seconds = 1e6;
  return options;
}

std::vector<const Property*> builtinProperties() {
  std::vector<const Property*> properties;
  for (const Property& property : allProperties()) properties.push_back(&property);
  return properties;
}

RunRecord run(
    const CampaignOptions& options, Ear& ear, const std::function<bool()>& stopRequested = [] { return false; }) {
  CampaignJournal none;
  return runCampaign(options, ear, stopRequested, none);
}

RunRecord run(const CampaignOptions& options, const std::function<bool()>& stopRequested = [] { return false; }) {
  Ear ear;
  return run(options, ear, stopRequested);
}

/// The record without what the clock has a say in.
Json timeless(const RunRecord& record) {
  Json json = toJson(record);
  json.erase("duration_s");
  json.erase("cases_per_s");
  return json;
}

TEST(Campaign, OfTheSameSeedAndCasesGivesTheSameTwice) {
  const CampaignOptions options = optionsFor({&kRight, &kSecondWrite, &kThrowing}, builtinProperties());
  const Json once = timeless(run(options));
  EXPECT_FALSE(once["failures"].empty());
  EXPECT_EQ(once, timeless(run(options)));
}

TEST(Campaign, OfAnotherSeedRunsOtherCases) {
  CampaignOptions options = optionsFor({&kRight}, {&kLarge});
  const Json once = timeless(run(options));
  options.seed = 2;
  EXPECT_NE(once["coverage"], timeless(run(options))["coverage"]);
}

TEST(Campaign, JudgesEachStrategyByEachPropertyOnEveryCaseOfItsFamily) {
  const RunRecord record = run(optionsFor({&kRight, &kSecondWrite}, {findProperty("metadata"), &kSilent}));
  ASSERT_EQ(record.verdicts.size(), 4u);
  EXPECT_EQ(record.verdicts[0].strategy, "mine.right");
  EXPECT_EQ(record.verdicts[0].property, "metadata");
  EXPECT_EQ(record.verdicts[3].strategy, "mine.second-write");
  EXPECT_EQ(record.verdicts[3].property, "silent");
  for (size_t k : {0u, 2u}) {
    EXPECT_EQ(record.verdicts[k].verdict, Verdict::Verified);
    const Family family = k == 0 ? Family::Whole : Family::Masked;
    EXPECT_LE(record.verdicts[k].cases, countValid(family, 60));
    // An operator may refuse a dtype that this LibTorch has.
    EXPECT_GE(record.verdicts[k].cases, countValid(family, 60, [](DType dtype) { return !isExotic(dtype); }));
  }
  for (size_t k : {1u, 3u}) {
    EXPECT_EQ(record.verdicts[k].verdict, Verdict::NotRun);
    EXPECT_EQ(record.verdicts[k].cases, 0);
  }
}

TEST(Campaign, SaysWhatItRan) {
  CampaignOptions options = optionsFor({&kRight, &kSecondWrite}, {&kLarge}, 3);
  options.seed = 9;
  const RunRecord record = run(options);
  EXPECT_EQ(record.seed, 9u);
  EXPECT_EQ(record.cases, 3);
  EXPECT_EQ(record.libtorch, TORCH_VERSION);
  EXPECT_EQ(record.device, "cpu");
  ASSERT_EQ(record.strategies.size(), 2u);
  EXPECT_EQ(record.strategies[1].name, "mine.second-write");
  EXPECT_EQ(record.strategies[1].summary, "reads too late");
  EXPECT_EQ(record.strategies[1].family, "masked");
  ASSERT_EQ(record.properties.size(), 1u);
  EXPECT_EQ(record.properties[0].name, "large");
}

TEST(Campaign, CoverageCountsTheCasesOfTheFamiliesThatRan) {
  const RunRecord record = run(optionsFor({&kRight, &kThrowing, &kSecondWrite}, {&kSilent}));
  ASSERT_EQ(record.coverage.size(), allFeatures().size());
  for (size_t k = 0; k < record.coverage.size(); ++k) {
    int64_t cases = 0;
    for (uint64_t number = 0; number < 60; ++number)
      for (Family family : {Family::Whole, Family::Masked}) cases += featuresOf(caseAt(1, number, family))[k];
    EXPECT_EQ(record.coverage[k].name, allFeatures()[k].name);
    EXPECT_EQ(record.coverage[k].cases, cases) << record.coverage[k].name;
  }
}

TEST(Campaign, RequiresTheFeaturesThatTheFamiliesThatRanCanHave) {
  std::map<std::string, bool> required;
  for (const FeatureCount& feature : run(optionsFor({&kRight}, {&kSilent}, 1)).coverage)
    required[feature.name] = feature.required;
  for (const char* name : {"family.whole", "rank.0", "layout.differ"}) EXPECT_TRUE(required.at(name)) << name;
  for (const char* name : {"family.masked", "mask.all", "index.empty", "pairs.empty"})
    EXPECT_FALSE(required.at(name)) << name;
}

TEST(Campaign, CountsThePairsOfFeaturesThatItsCasesHad) {
  const RunRecord record = run(optionsFor({&kRight}, {&kSilent}));
  const auto& feasible = feasiblePairs(Family::Whole);
  std::vector<FeatureSet> cases;
  for (uint64_t number = 0; number < 60; ++number) cases.push_back(featuresOf(caseAt(1, number, Family::Whole)));
  const auto isSeen = [&](const FeaturePair& pair) {
    return std::any_of(cases.begin(), cases.end(),
                       [&](const FeatureSet& f) { return f[pair.first] && f[pair.second]; });
  };
  const int64_t seen = std::count_if(feasible.begin(), feasible.end(), isSeen);
  ASSERT_TRUE(record.pairs.has_value());
  EXPECT_EQ(record.pairs->feasible, std::ssize(feasible));
  EXPECT_EQ(record.pairs->seen, seen);
  EXPECT_GT(seen, 0);
  EXPECT_LT(seen, std::ssize(feasible));
  EXPECT_EQ(record.pairs->unseen.size(), 50u);
}

TEST(Campaign, KeepsOneFailureOfAKindWithItsFirstCaseAndItsCount) {
  const RunRecord record = run(optionsFor({&kRight}, {&kLarge}));
  int64_t count = 0, first = -1;
  for (int64_t number = 59; number >= 0; --number)
    if (const SwapCase swapCase = caseAt(1, static_cast<uint64_t>(number), Family::Whole);
        swapCase.numel() >= 100 && swapCase.defect == Defect::None)
      ++count, first = number;
  ASSERT_GT(count, 1);
  ASSERT_GT(first, 0);
  ASSERT_EQ(record.failures.size(), 1u);
  EXPECT_EQ(record.failures[0].id, "mine.right--large--large");
  EXPECT_EQ(record.failures[0].count, count);
  EXPECT_EQ(record.failures[0].firstCase, first);
  EXPECT_EQ(record.failures[0].shrink.from, caseAt(1, static_cast<uint64_t>(first), Family::Whole).numel());
  EXPECT_EQ(record.verdicts[0].verdict, Verdict::Falsified);
  EXPECT_EQ(record.verdicts[0].failures, count);
}

TEST(Campaign, TellsOfEveryFailureOnceWhenItIsFirstMet) {
  Ear ear;
  const RunRecord record = run(optionsFor({&kRight, &kSecondWrite}, {&kLarge, &kAlways}), ear);
  ASSERT_EQ(ear.failures.size(), record.failures.size());
  for (size_t k = 0; k < record.failures.size(); ++k) {
    EXPECT_EQ(ear.failures[k].id, record.failures[k].id);
    EXPECT_EQ(ear.failures[k].swapCase, record.failures[k].swapCase);
    EXPECT_EQ(ear.failures[k].count, 1);
  }
}

TEST(Campaign, ShrinksToACaseThatFailsTheSameCheck) {
  const RunRecord record = run(optionsFor({&kRight}, {&kParity}));
  std::set<std::string> ids;
  for (const FailureRecord& failure : record.failures) {
    ids.insert(failure.id);
    EXPECT_EQ(caseFromJson(failure.swapCase).numel() % 2 == 0 ? "even" : "odd", failure.check);
    EXPECT_EQ(failure.shrink.ended, ShrinkEnd::Minimal);
  }
  EXPECT_EQ(ids, (std::set<std::string>{"mine.right--parity--even", "mine.right--parity--odd"}));
}

TEST(Campaign, ShrinksTheBuiltInChecksToCasesThatStillFailThem) {
  const RunRecord record = run(optionsFor({&kSecondWrite, &kThrowing}, builtinProperties()));
  std::set<std::string> checks;
  for (const FailureRecord& failure : record.failures) {
    const Strategy& strategy = failure.strategy == kThrowing.name ? kThrowing : kSecondWrite;
    const Property* property = findProperty(failure.property);
    const auto judgements = judge(strategy, PreparedCase(caseFromJson(failure.swapCase)), {&property, 1});
    const auto* again = std::get_if<Falsified>(&judgements.front().outcome);
    ASSERT_NE(again, nullptr) << failure.id;
    EXPECT_EQ(again->check, failure.check);
    EXPECT_EQ(again->message, failure.message);
    checks.insert(failure.check);
  }
  EXPECT_TRUE(checks.contains("bits"));
  EXPECT_TRUE(checks.contains("throws"));
}

/// Two mistakes of one kind, of which the smaller one's simplest case is simpler than every case of the other.
Outcome failTwice(const Observation& o) {
  const SwapCase& c = o.prepared.swapCase;
  if (c.shape.empty() || (c.shape.size() == 4 && c.dtype == DType::Float64)) return Falsified{"two", "one of two", {}};
  return Passed{};
}

TEST(Campaign, TellsTwoMistakesOfOneKindApartByWhatMatters) {
  const Property property{"two", "", failTwice};
  Ear ear;
  const RunRecord record = run(optionsFor({&kRight}, {&property}, 600), ear);
  std::map<std::string, std::vector<std::string>> matters;
  for (const FailureRecord& failure : record.failures) matters[failure.id] = failure.matters.value();
  ASSERT_EQ(matters.size(), 2u);
  const auto& [one, other] = std::pair(matters.at("mine.right--two--two"), matters.at("mine.right--two--two--2"));
  const std::vector<std::string> flat = {"rank.0"}, deep = {"rank.4", "dtype.float64"};
  EXPECT_TRUE((one == flat && other == deep) || (one == deep && other == flat));
  EXPECT_EQ(record.failures[0].count, record.verdicts[0].failures);
  EXPECT_GE(record.failures[1].count, 1);
  EXPECT_LT(record.failures[1].count, record.failures[0].count);
  EXPECT_EQ(ear.failures.size(), 2u);
}

/// A mistake that the smaller one covers in every case: only a simpler case of one shows it.
Outcome failUnderNaN(const Observation& o) {
  const bool hasNaN = hasFeature(o.prepared.swapCase, "value.nan");
  if (hasNaN || o.prepared.swapCase.dtype == DType::Float16) return Falsified{"two", "one of two", {}};
  return Passed{};
}

TEST(Campaign, FindsAMistakeBehindOneThatCoversIt) {
  const Property property{"two", "", failUnderNaN};
  const RunRecord record = run(optionsFor({&kRight}, {&property}, 200));
  std::set<std::vector<std::string>> matters;
  for (const FailureRecord& failure : record.failures) matters.insert(failure.matters.value());
  EXPECT_TRUE(matters.contains({"dtype.float16"})) << timeless(record)["failures"];
  EXPECT_EQ(matters.size(), 2u);
}

/// One mistake, of all dtypes but the plain one, in all shapes from 2 dimensions on.
Outcome failWhenDeep(const Observation& o) {
  const SwapCase& c = o.prepared.swapCase;
  if (c.shape.size() >= 3 && c.dtype != DType::Float32) return Falsified{"deep", "3 dimensions or more", {}};
  return Passed{};
}

TEST(Campaign, AMistakeThatMeetsManyDTypesAndShapesIsOne) {
  const Property property{"deep", "", failWhenDeep};
  EXPECT_EQ(run(optionsFor({&kRight}, {&property}, 400)).failures.size(), 1u);
}

TensorPair throwingInTwoWays(const at::Tensor& a, const at::Tensor&) {
  if (a.dim() < 2) throw std::runtime_error("no luck with " + std::to_string(a.dim()));
  throw std::runtime_error("no time for " + std::to_string(a.dim()));
}

TEST(Campaign, TellsErrorsOfTwoKindsApart) {
  const Strategy strategy{"mine.throwing", "throws", WholeSwap(throwingInTwoWays)};
  const RunRecord record = run(optionsFor({&strategy}, {findProperty("values")}, 200));
  ASSERT_EQ(record.failures.size(), 2u) << timeless(record)["failures"];
  EXPECT_EQ(record.failures[0].id, "mine.throwing--values--throws");
  EXPECT_EQ(record.failures[1].id, "mine.throwing--values--throws--error-2");
  EXPECT_EQ(record.failures[0].count + record.failures[1].count, record.verdicts[0].failures);
  for (const FailureRecord& failure : record.failures) {
    const bool isFlat = caseFromJson(failure.swapCase).shape.size() < 2;
    EXPECT_NE(failure.message.find(isFlat ? "no luck with " : "no time for "), std::string::npos) << failure.message;
    EXPECT_NE(failure.error.find(isFlat ? "no luck with #" : "no time for #"), std::string::npos) << failure.error;
  }
}

TEST(Campaign, KeepsKnownFailuresAndFindingsApart) {
  Strategy strategy = kRight;
  strategy.knownFailures = {{"always", {"dtype.complex"}, "declared"}};
  const RunRecord record = run(optionsFor({&strategy}, {&kAlways}));
  ASSERT_EQ(record.failures.size(), 2u);
  for (const FailureRecord& failure : record.failures) {
    const bool known = failure.id == "mine.right--always--always--known";
    EXPECT_EQ(failure.knownReason, known ? "declared" : "");
    EXPECT_EQ(hasFeature(caseFromJson(failure.swapCase), "dtype.complex"), known) << failure.swapCase;
  }
  EXPECT_NE(record.failures[0].knownReason, record.failures[1].knownReason);
}

TEST(Campaign, GivesEveryKnownFailureACounterexampleOfItsOwn) {
  Strategy strategy = kRight;
  strategy.knownFailures = {{"always", {"!size.one"}, "of many"}, {"always", {"size.one"}, "of one"}};
  const RunRecord record = run(optionsFor({&strategy}, {&kAlways}));
  ASSERT_EQ(record.failures.size(), 2u);
  for (const FailureRecord& failure : record.failures) {
    const bool one = failure.id == "mine.right--always--always--known-2";
    EXPECT_EQ(failure.knownReason, one ? "of one" : "of many");
    EXPECT_EQ(hasFeature(caseFromJson(failure.swapCase), "size.one"), one) << failure.swapCase;
  }
  EXPECT_NE(record.failures[0].id, record.failures[1].id);
}

/// Gives an input the first outcome, at once again the second, and so on in turns.
Strategy inTurns(WholeSwap first, WholeSwap second, std::vector<KnownFailure> known = {}) {
  using Key = std::vector<std::byte>;
  const auto swap = [first = std::move(first), second = std::move(second), calls = std::map<Key, int>()](
                        const at::Tensor& a, const at::Tensor& b) mutable {
    const auto content = readTensor(a);
    return (++calls[content ? content->bytes : Key()] % 2 == 1 ? first : second)(a, b);
  };
  return {"mine.turns", "", WholeSwap(swap), std::move(known)};
}

/// The failure of that id, or null.
const FailureRecord* failureOf(const RunRecord& record, std::string_view id) {
  for (const FailureRecord& failure : record.failures)
    if (failure.id == id) return &failure;
  return nullptr;
}

TEST(Campaign, AFailureThatTheSecondRunDoesNotShowIsFlaky) {
  const Strategy strategy = inTurns(unexchanged, exchanged);
  const RunRecord record = run(optionsFor({&strategy}, {findProperty("values")}));
  const FailureRecord* found = failureOf(record, "mine.turns--values--bits--flaky");
  ASSERT_TRUE(found);
  const FailureRecord& failure = *found;
  EXPECT_EQ(failure.outcome, FailureOutcome::Flaky);
  EXPECT_TRUE(failure.message.starts_with("at first result 1 at [")) << failure.message;
  EXPECT_TRUE(failure.message.ends_with("; run again at once, it passes")) << failure.message;
  EXPECT_EQ(failure.shrink.evaluations, 0);
  EXPECT_GT(failure.count, 10);
  EXPECT_EQ(record.verdicts[0].verdict, Verdict::Falsified);
  int64_t all = 0;  // where operands differ in nothing but the bits of a NaN, it is a failure of its own
  for (const FailureRecord& each : record.failures) {
    EXPECT_EQ(each.outcome, FailureOutcome::Flaky) << each.id;
    all += each.count;
  }
  EXPECT_EQ(all, record.verdicts[0].failures);
}

TEST(Campaign, AFailureThatTheSecondRunShowsOtherwiseIsFlaky) {
  const Strategy strategy = inTurns(unexchanged, throwing);
  const RunRecord record = run(optionsFor({&strategy}, {findProperty("values")}));
  const FailureRecord* flaky = failureOf(record, "mine.turns--values--bits--flaky");
  ASSERT_TRUE(flaky);
  EXPECT_NE(flaky->message.find("; run again at once, it fails otherwise (check throws: "), std::string::npos)
      << flaky->message;
  EXPECT_NE(flaky->message.find("no luck"), std::string::npos) << flaky->message;
}

TEST(Campaign, AFlakyFailureIsAFindingEvenWhereOneIsDeclared) {
  const Strategy strategy = inTurns(unexchanged, exchanged, {{"values", {}, "declared"}});
  Ear ear;
  const RunRecord record = run(optionsFor({&strategy}, {findProperty("values")}), ear);
  ASSERT_FALSE(record.failures.empty());
  for (const FailureRecord& failure : record.failures) {
    EXPECT_EQ(failure.outcome, FailureOutcome::Flaky) << failure.id;
    EXPECT_EQ(failure.knownReason, "") << failure.id;
  }
  EXPECT_EQ(ear.progress.back().findings, std::ssize(record.failures));
  EXPECT_TRUE(hasFinding(record));
}

TEST(Campaign, CountsDistinctFindingsAsItGoes) {
  Strategy strategy = kRight;
  strategy.knownFailures = {{"always", {}, "declared"}};
  Ear ear;
  run(optionsFor({&strategy}, {&kAlways, &kParity}), ear);
  EXPECT_EQ(ear.progress.front().findings, 0);
  std::multiset<std::string> findings;
  for (const FailureRecord& failure : ear.failures)
    if (failure.knownReason.empty()) findings.insert(failure.id);
  EXPECT_EQ(findings, (std::multiset<std::string>{"mine.right--parity--even", "mine.right--parity--odd"}));
  EXPECT_EQ(ear.progress.back().findings, 2);
}

TEST(Campaign, HandsTheShrinkLimitsOn) {
  CampaignOptions options = optionsFor({&kRight}, {&kAlways});
  options.shrinkLimits.evaluations = 1;
  const RunRecord record = run(options);
  EXPECT_EQ(record.failures.front().shrink.evaluations, 1);
  EXPECT_EQ(record.failures.front().shrink.ended, ShrinkEnd::Evaluations);
}

TEST(Campaign, AStrategyThatThrowsIsFalsifiedAndEndsNothing) {
  const RunRecord record = run(optionsFor({&kThrowing, &kRight}, {findProperty("values")}));
  EXPECT_EQ(record.verdicts[0].verdict, Verdict::Falsified);
  EXPECT_EQ(record.verdicts[0].failures, countValid(Family::Whole, 60));
  EXPECT_EQ(record.failures[0].check, "throws");
  EXPECT_NE(record.failures[0].message.find("no luck"), std::string::npos);
  EXPECT_EQ(record.verdicts[1].cases, countValid(Family::Whole, 60));
  EXPECT_EQ(record.verdicts[1].failures, 0);
}

TEST(Campaign, ReportsEveryCaseOnceAndEndsWithTheLast) {
  Ear ear;
  const RunRecord record = run(optionsFor({&kRight}, {&kSilent}, 5), ear);
  EXPECT_EQ(record.ended, RunEnd::Cases);
  ASSERT_EQ(ear.progress.size(), 6u);
  for (size_t k = 0; k < ear.progress.size(); ++k) {
    EXPECT_EQ(ear.progress[k].done, static_cast<int64_t>(k));
    EXPECT_EQ(ear.progress[k].total, 5);
  }
}

TEST(Campaign, ThatIsStoppedKeepsWhatItFoundAndSaysSignal) {
  int64_t asked = 0;
  CampaignOptions options = optionsFor({&kRight}, {&kAlways});
  const RunRecord record = run(options, [&] { return ++asked > 3; });
  EXPECT_EQ(record.ended, RunEnd::Signal);
  EXPECT_EQ(record.cases, 3);
  EXPECT_EQ(record.verdicts[0].cases, countValid(Family::Whole, 3));
  EXPECT_EQ(record.failures.size(), 1u);
}

TEST(Campaign, WhoseTimeIsOverSaysTime) {
  CampaignOptions options = optionsFor({&kRight}, {&kAlways});
  options.cases.reset();
  options.timeS = 1e-9;
  const RunRecord record = run(options);
  EXPECT_EQ(record.ended, RunEnd::Time);
  EXPECT_EQ(record.cases, 0);
  EXPECT_EQ(record.verdicts[0].verdict, Verdict::NotRun);
}

TEST(Campaign, RefusesAConditionThatIsNoFeature) {
  Strategy strategy = kRight;
  strategy.knownFailures = {{"always", {"rank.9"}, "declared"}};
  EXPECT_THROW(run(optionsFor({&strategy}, {&kAlways})), InputError);
}

}  // namespace
}  // namespace swapcheck

// Campaigns in worker processes: as in one process, and with strategies that no process survives.
#include <ATen/ops/clone.h>
#include <ATen/ops/where.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

#include "generators/case/json.h"
#include "generators/stream/generate.h"
#include "harness/campaign/campaign.h"
#include "harness/campaign/journal.h"
#include "harness/runs/merge.h"
#include "harness/runs/resume.h"
#include "harness/workers/supervisor.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

TensorPair exchanged(const at::Tensor& a, const at::Tensor& b) { return {b.clone(), a.clone()}; }

TensorPair secondWrite(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor x = at::where(mask, b, a);
  return {x, at::where(mask, x, b)};
}

TensorPair abortsOnRank3(const at::Tensor& a, const at::Tensor& b) {
  if (a.dim() == 3) std::abort();
  return exchanged(a, b);
}

TensorPair alwaysAborts(const at::Tensor&, const at::Tensor&) { std::abort(); }

TensorPair hangsOnRank3(const at::Tensor& a, const at::Tensor& b) {
  while (a.dim() == 3) pause();
  return exchanged(a, b);
}

bool isPoisoned = false;

TensorPair poisonsOnRank3(const at::Tensor& a, const at::Tensor& b) {
  isPoisoned = isPoisoned || a.dim() == 3;
  return exchanged(a, b);
}

TensorPair tripsOverPoison(const at::Tensor& a, const at::Tensor& b) {
  if (isPoisoned) std::abort();
  return exchanged(a, b);
}

TensorPair spinsOnRank3(const at::Tensor& a, const at::Tensor& b) {
  while (a.dim() == 3) steadyNs();
  return exchanged(a, b);
}

/// Busy for a while in its first call on such a case in a process.
TensorPair slowOnRank3(const at::Tensor& a, const at::Tensor& b) {
  static bool hasBeenSlow = false;
  if (a.dim() == 3 && !std::exchange(hasBeenSlow, true))
    for (const int64_t begunNs = steadyNs(); steadyNs() - begunNs < 1'000'000'000;) continue;
  return exchanged(a, b);
}

/// Writes over all memory that the process shares with others, then dies.
TensorPair scribblesOnRank3(const at::Tensor& a, const at::Tensor& b) {
  if (a.dim() != 3) return exchanged(a, b);
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    uintptr_t begin = 0, end = 0;
    if (line.find(" rw-s ") != std::string::npos && std::sscanf(line.c_str(), "%zx-%zx", &begin, &end) == 2)
      std::memset(reinterpret_cast<void*>(begin), 0xa5, end - begin);
  }
  std::abort();
}

/// The thread is not there when the case is done.
TensorPair leavesAThreadOnRank3(const at::Tensor& a, const at::Tensor& b) {
  if (a.dim() == 3)
    std::thread([] {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      std::abort();
    }).detach();
  return exchanged(a, b);
}

const Strategy kRight{"mine.right", "clones", WholeSwap(exchanged)};
const Strategy kSecondWrite{"mine.second-write", "reads too late", MaskedSwap(secondWrite)};
const Strategy kHalves{"mine.halves", "halves of one storage", WholeSwap(exchangedInOneStorage)};
const Strategy kAborts{"mine.aborts", "aborts on rank 3", WholeSwap(abortsOnRank3)};
const Strategy kAlwaysAborts{"mine.always-aborts", "aborts", WholeSwap(alwaysAborts)};
const Strategy kSpins{"mine.spins", "is busy for ever on rank 3", WholeSwap(spinsOnRank3)};
const Strategy kSlow{"mine.slow", "takes its time on rank 3", WholeSwap(slowOnRank3)};
const Strategy kPoisons{"mine.poisons", "poisons its process on rank 3", WholeSwap(poisonsOnRank3)};
const Strategy kTrips{"mine.trips", "aborts in a poisoned process", WholeSwap(tripsOverPoison)};
const Strategy kScribbles{"mine.scribbles", "overwrites shared memory on rank 3", WholeSwap(scribblesOnRank3)};
const Strategy kHangs{"mine.hangs", "hangs on rank 3", WholeSwap(hangsOnRank3)};

const Strategy kLate{"mine.late", "aborts later on rank 3", WholeSwap(leavesAThreadOnRank3)};

struct Silence : CampaignListener {
  void onProgress(const CampaignProgress&) override {}
  void onFailure(const FailureRecord&) override {}
};

CampaignOptions optionsFor(std::vector<const Strategy*> strategies, int64_t cases = 60) {
  CampaignOptions options;
  options.strategies = std::move(strategies);
  for (const char* id : {"originals", "values", "fresh", "gradient"}) options.properties.push_back(findProperty(id));
  options.cases = cases;
  options.shrinkLimits.seconds = 1e6;
  return options;
}

RunRecord isolated(const CampaignOptions& options, int64_t jobs, CampaignJournal& journal, double caseTimeoutS = 60) {
  Silence silence;
  return runIsolatedCampaign(options, {jobs, {caseTimeoutS, int64_t{8} << 30}}, silence, [] { return false; }, journal);
}

RunRecord isolated(const CampaignOptions& options, int64_t jobs, double caseTimeoutS = 60) {
  CampaignJournal none;
  return isolated(options, jobs, none, caseTimeoutS);
}

/// In a process of its own all the same: LibTorch 2 has no autograd in processes forked after it was used.
RunRecord inOneProcess(const CampaignOptions& options) {
  const IsolatedResult result = runIsolated({600, int64_t{8} << 30}, [&](Channel&) {
    Silence silence;
    CampaignJournal none;
    return toJson(runCampaign(options, silence, [] { return false; }, none)).dump();
  });
  return runRecordFromJson(Json::parse(result.text.value()));
}

/// The record without what the clock has a say in.
std::string timeless(const RunRecord& record) {
  Json json = toJson(record);
  json.erase("duration_s");
  json.erase("cases_per_s");
  return json.dump(1);
}

const FailureRecord* failureNamed(const RunRecord& record, const std::string& id) {
  const auto found = std::find_if(record.failures.begin(), record.failures.end(),
                                  [&](const FailureRecord& failure) { return failure.id == id; });
  return found == record.failures.end() ? nullptr : &*found;
}

int64_t sumOf(const Accounting& a) { return a.finished + a.crashed + a.hung + a.outOfMemory + a.abandoned; }

TEST(IsolatedCampaign, GivesTheRecordOfOneProcessHoweverManyThereAre) {
  const CampaignOptions options = optionsFor({&kRight, &kSecondWrite, &kHalves});
  const std::string expected = timeless(inOneProcess(options));
  EXPECT_NE(expected.find("mine.second-write--values--bits"), std::string::npos);
  EXPECT_NE(expected.find("shared-storage"), std::string::npos);
  for (int64_t jobs : {1, 2, 5}) EXPECT_EQ(timeless(isolated(options, jobs)), expected) << jobs;
}

TEST(IsolatedCampaign, FindsShrinksAndCountsACrashAndGoesOn) {
  const RunRecord record = isolated(optionsFor({&kAborts, &kRight}), 2);
  const FailureRecord* failure = failureNamed(record, "mine.aborts--originals--crashed");
  ASSERT_NE(failure, nullptr);
  EXPECT_EQ(failure->outcome, FailureOutcome::Crashed);
  EXPECT_EQ(failure->message, "the process was killed by signal 6 (SIGABRT)");
  EXPECT_EQ(caseFromJson(failure->swapCase).shape, (Shape{1, 1, 1}));
  EXPECT_EQ(failure->shrink.ended, ShrinkEnd::Minimal);
  EXPECT_EQ(failure->count, record.accounting->crashed);
  EXPECT_GT(failure->count, 2);
  EXPECT_EQ(record.cases, 60);
  EXPECT_EQ(record.accounting->started, 120);
  EXPECT_EQ(sumOf(*record.accounting), 120);
}

TEST(IsolatedCampaign, WithACrashingStrategyGivesTheSameWhateverTheNumberOfProcesses) {
  const CampaignOptions options = optionsFor({&kAborts, &kSecondWrite, &kHalves, &kAlwaysAborts, &kRight});
  EXPECT_EQ(timeless(isolated(options, 1)), timeless(isolated(options, 3)));
}

TEST(IsolatedCampaign, WithACrashingStrategyGivesTheSameHoweverTheShardsAreCut) {
  CampaignOptions options = optionsFor({&kAborts, &kSecondWrite, &kHalves, &kAlwaysAborts, &kRight}, 200);
  options.shrinkLimits.evaluations = 0;
  const std::string expected = timeless(isolated(options, 2));
  for (int64_t count : {2, 3}) {
    std::vector<NamedRun> shards;
    for (int64_t index = 1; index <= count; ++index) {
      options.shard = {index, count};
      shards.push_back({std::to_string(index), isolated(options, 2)});
    }
    EXPECT_EQ(timeless(mergeRuns(shards)), expected) << count;
  }
}

TEST(IsolatedCampaign, GoneOnWithFromAnyEntryOfItsJournalGivesTheSame) {
  const CampaignOptions options = optionsFor({&kAborts, &kSecondWrite, &kHalves, &kAlwaysAborts, &kRight});
  const TemporaryFolder folder;
  CampaignJournal journal(folder.path() / "whole.jsonl", newCampaign(options, {}));
  const std::string whole = timeless(isolated(options, 2, journal));
  const auto entries = readJournal(folder.path() / "whole.jsonl").entries;
  SavedCampaign saved;
  for (size_t count = 1; count <= entries.size(); ++count) {
    saved.apply(entries[count - 1]);
    if (count % 3 != 0) continue;
    CampaignJournal resumed(folder.path() / "resumed.jsonl", saved);
    EXPECT_EQ(timeless(isolated(options, 2, resumed)), whole) << count;
  }
}

/// A campaign whose cases were all judged when it was interrupted, while it looked into a death.
class InterruptedSearch : public testing::Test {
 protected:
  InterruptedSearch() : saved_(newCampaign(options_, {})) {
    DelayedDeath delayed{KilledBySignal{SIGABRT}, {19, 1, 0}, {}};
    for (uint64_t number = 0; number < 20; ++number)
      for (uint64_t slot : {0, 1}) delayed.judged.add(number, slot);
    options_.shrinkLimits.evaluations = 2;
    const Tally tally(options_);
    saved_.apply(entryOf(progressSince(saved_, {tally, 20, 20, 1.0, &delayed})));
    saved_.apply(entryOf(progressSince(saved_, {tally, 20, 20, 1.0, &delayed})));
  }

  RunRecord resumeRun(const std::function<bool()>& stopRequested) {
    CampaignJournal journal(folder_.path() / kJournalFile, saved_);
    Silence silence;
    return runIsolatedCampaign(options_, {2, {60, int64_t{8} << 30}}, silence, stopRequested, journal);
  }

  /// What the journal that was left behind holds.
  FoundCampaign found() const { return savedCampaignIn(folder_.path()).value(); }

  CampaignOptions options_ = optionsFor({&kLate, &kRight}, 20);

 private:
  SavedCampaign saved_;
  TemporaryFolder folder_;
};

TEST_F(InterruptedSearch, IsBegunAgainAndFindsWhatDidIt) {
  const RunRecord record = resumeRun([] { return false; });
  const FailureRecord* failure = failureNamed(record, "mine.late--originals--crashed");
  ASSERT_NE(failure, nullptr);
  EXPECT_EQ(caseAt(options_.seed, static_cast<uint64_t>(failure->firstCase), Family::Whole).shape.size(), 3u);
  EXPECT_EQ(caseFromJson(failure->swapCase).shape.size(), 3u);
  EXPECT_EQ(failure->message, "the process was killed by signal 6 (SIGABRT)");
  EXPECT_EQ(record.failures.size(), 1u);
  EXPECT_FALSE(found().saved.progress.delayedDeath);
}

TEST_F(InterruptedSearch, ThatIsInterruptedAgainBlamesNobodyAndStaysInTheJournal) {
  const RunRecord record = resumeRun([] { return true; });
  EXPECT_TRUE(record.failures.empty());
  ASSERT_EQ(record.notes.size(), 1u);
  EXPECT_EQ(record.notes[0].strategy, "mine.right");  // the victim
  EXPECT_EQ(record.notes[0].kind, "died-once");
  EXPECT_EQ(record.notes[0].message,
            "the process was killed by signal 6 (SIGABRT); the search for what did it was not ended: nobody is blamed");
  EXPECT_TRUE(found().saved.progress.delayedDeath);
  Catalogue catalogue;
  catalogue.add(kLate);
  catalogue.add(kRight);
  EXPECT_EQ(recordOf(found(), catalogue).notes, record.notes);
}

TEST(IsolatedCampaign, BlamesTheStrategyWithoutWhichTheProcessLives) {
  const RunRecord record = isolated(optionsFor({&kPoisons, &kRight, &kTrips}, 24), 2);
  ASSERT_NE(failureNamed(record, "mine.poisons--originals--crashed"), nullptr);
  EXPECT_EQ(record.failures.size(), 1u);
  EXPECT_TRUE(record.notes.empty());
}

TEST(IsolatedCampaign, BlamesNobodyForADeathThatNothingRepeats) {
  const TemporaryFolder folder;
  const WholeSwap dyingOnce = [once = folder.path() / "once"](const at::Tensor& a, const at::Tensor& b) {
    if (a.dim() == 3 && !std::filesystem::exists(once)) {
      std::ofstream(once) << "done";
      std::abort();
    }
    return exchanged(a, b);
  };
  const Strategy unlucky{"mine.unlucky", "aborts once", dyingOnce};
  const RunRecord record = isolated(optionsFor({&kRight, &unlucky}, 24), 2);
  EXPECT_TRUE(record.failures.empty());
  ASSERT_EQ(record.notes.size(), 1u);
  EXPECT_EQ(record.notes[0].kind, "died-once");
  EXPECT_TRUE(record.notes[0].message.starts_with("the process was killed by signal 6 (SIGABRT); neither this case "))
      << record.notes[0].message;
}

TEST(IsolatedCampaign, JudgesTheOthersAsIfTheCrashingOneWereNotThere) {
  const RunRecord with = isolated(optionsFor({&kAborts, &kSecondWrite, &kRight}), 2);
  const RunRecord without = isolated(optionsFor({&kSecondWrite, &kRight}), 2);
  for (const VerdictRecord& expected : without.verdicts) {
    const auto got = std::find_if(with.verdicts.begin(), with.verdicts.end(), [&](const VerdictRecord& verdict) {
      return verdict.strategy == expected.strategy && verdict.property == expected.property;
    });
    ASSERT_NE(got, with.verdicts.end());
    EXPECT_EQ(got->verdict, expected.verdict);
    EXPECT_EQ(got->cases, expected.cases);
    EXPECT_EQ(got->failures, expected.failures);
  }
}

TEST(IsolatedCampaign, BelievesNothingThatAStrategyHasWrittenIntoSharedMemory) {
  for (int64_t jobs : {1, 3}) {
    const RunRecord record = isolated(optionsFor({&kScribbles, &kSecondWrite, &kRight}), jobs);
    EXPECT_EQ(record.ended, RunEnd::Cases);
    EXPECT_EQ(record.cases, 60);
    EXPECT_EQ(sumOf(*record.accounting), 180);
    const FailureRecord* failure = failureNamed(record, "mine.scribbles--originals--crashed");
    ASSERT_NE(failure, nullptr) << jobs;
    EXPECT_EQ(failure->count, record.accounting->crashed);
    const RunRecord without = isolated(optionsFor({&kSecondWrite, &kRight}), jobs);
    for (size_t k = 0; k < without.verdicts.size(); ++k) {
      const VerdictRecord& got = record.verdicts[record.verdicts.size() - without.verdicts.size() + k];
      EXPECT_EQ(got.cases, without.verdicts[k].cases) << got.strategy << " " << got.property;
      EXPECT_EQ(got.failures, without.verdicts[k].failures) << got.strategy << " " << got.property;
    }
  }
}

TEST(IsolatedCampaign, StopsAStrategyThatDiesOnMostOfItsCases) {
  const RunRecord record = isolated(optionsFor({&kAlwaysAborts, &kRight}), 2);
  ASSERT_EQ(record.retired.size(), 1u);
  EXPECT_EQ(record.retired[0].name, "mine.always-aborts");
  EXPECT_EQ(record.retired[0].deaths, 12);
  EXPECT_EQ(record.accounting->crashed, 12);
  EXPECT_EQ(record.accounting->finished, 60 + record.retired[0].cases - 12);
}

TEST(IsolatedCampaign, FindsAHang) {
  CampaignOptions options = optionsFor({&kHangs, &kRight}, 24);
  options.shrinkLimits.evaluations = 2;
  const RunRecord record = isolated(options, 2, 0.5);
  const FailureRecord* failure = failureNamed(record, "mine.hangs--originals--hung");
  ASSERT_NE(failure, nullptr);
  EXPECT_EQ(failure->outcome, FailureOutcome::Hung);
  EXPECT_EQ(failure->message, "it did nothing for 0.50 s; --case-timeout gives it longer");
  EXPECT_EQ(failure->count, record.accounting->hung);
}

TEST(IsolatedCampaign, FindsAStrategyThatIsBusyForEver) {
  CampaignOptions options = optionsFor({&kSpins, &kRight}, 12);
  options.shrinkLimits.evaluations = 1;
  const RunRecord record = isolated(options, 2, 0.3);
  const FailureRecord* failure = failureNamed(record, "mine.spins--originals--hung");
  ASSERT_NE(failure, nullptr);
  EXPECT_TRUE(failure->message.starts_with("it was still busy after 1.80 s")) << failure->message;
}

TEST(IsolatedCampaign, CallsAStrategyThatIsRightAndTakesLongSlowAndNothingElse) {
  const CampaignOptions options = optionsFor({&kSlow, &kRight}, 24);
  const RunRecord record = isolated(options, 2, 0.5);
  EXPECT_TRUE(record.failures.empty()) << record.failures.front().id << ": " << record.failures.front().message;
  EXPECT_EQ(record.accounting->finished, record.accounting->started);
  const auto found = std::find_if(record.notes.begin(), record.notes.end(),
                                  [](const StrategyNote& known) { return known.strategy == "mine.slow"; });
  ASSERT_NE(found, record.notes.end());
  const StrategyNote& note = *found;
  EXPECT_EQ(note.kind, "slow");
  EXPECT_GE(note.cases, 1);
  EXPECT_TRUE(note.message.starts_with("it took ")) << note.message;
  EXPECT_NE(note.message.find("where the built-in strategies take "), std::string::npos) << note.message;
}

TEST(IsolatedCampaign, LeavesOutLargerCasesThanItMayJudge) {
  CampaignOptions options = optionsFor({&kRight, &kSecondWrite});
  const RunRecord all = isolated(options, 2);
  options.maxNumel = 4;
  const RunRecord few = isolated(options, 2);
  EXPECT_LT(few.accounting->started, all.accounting->started);
  int64_t expected = 0;
  for (int64_t number = 0; number < *options.cases; ++number)
    for (const Family family : {Family::Whole, Family::Masked})
      expected += numelOf(caseAt(options.seed, static_cast<uint64_t>(number), family).shape) <= 4;
  EXPECT_EQ(few.accounting->started, expected);
  EXPECT_EQ(few.cases, all.cases);
}

TEST(IsolatedCampaign, EndsSoonWhenItIsToldToAndKeepsTheHangThatItWasIn) {
  CampaignOptions options = optionsFor({&kHangs});
  Silence silence;
  CampaignJournal none;
  const int64_t begin = steadyNs();
  const RunRecord record = runIsolatedCampaign(
      options, {2, {0.5, int64_t{8} << 30}}, silence, [&] { return steadyNs() - begin > 900'000'000; }, none);
  EXPECT_EQ(record.ended, RunEnd::Signal);
  EXPECT_NE(failureNamed(record, "mine.hangs--originals--hung"), nullptr);
  EXPECT_EQ(sumOf(*record.accounting), record.accounting->started);
}

}  // namespace
}  // namespace swapcheck

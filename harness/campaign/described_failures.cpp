#include "harness/campaign/described_failures.h"

#include <algorithm>
#include <iterator>

#include "harness/judging/shrink_failure.h"

namespace swapcheck {
namespace {

/// Where other mistakes are looked for: not where it is not known why, and not where each look takes seconds.
bool isToSearch(const DistinctFailure& failure) {
  return !failure.known && failure.firstSighting.repeats && !isSlow(failure);
}

/// How many of the cases it explains, and none of the explanations, to which its own is added. At least one: its own
/// case, which may not be among them.
int64_t casesOnlyBy(const FailureRecord& other, std::vector<Explanation>& explanations,
                    const std::vector<FailingCase>& cases) {
  const auto explanation = Explanation::of(other);
  if (!explanation) return 1;
  const auto count = std::count_if(cases.begin(), cases.end(), [&](const FailingCase& failing) {
    return explanation->explains(failing.features) && !areExplained(failing.features, explanations);
  });
  explanations.push_back(*explanation);
  return std::max<int64_t>(count, 1);
}

}  // namespace

DescribedFailures::DescribedFailures(const CampaignOptions& options, const Tally& tally, CampaignListener& listener,
                                     CampaignJournal& journal)
    : options_(options), tally_(tally), listener_(listener), journal_(journal) {
  described_.resize(tally_.failures().size());
  for (const auto& [place, record] : journal.saved().shrunk) describe(place, failureRecordFromJson(record));
  for (const auto& [place, records] : journal.saved().others)
    for (const auto& record : records) described_.at(place).saved.push_back(failureRecordFromJson(record));
}

std::optional<ShrinkTask> DescribedFailures::next() {
  described_.resize(tally_.failures().size());
  for (size_t place = 0; place < described_.size(); ++place) {
    Described& described = described_[place];
    if (described.isBeingShrunk || described.record) continue;
    described.isBeingShrunk = true;
    return ShrinkTask{place};
  }
  for (size_t place = 0; place < described_.size(); ++place)
    if (auto suspect = nextSuspect(place)) return ShrinkTask{place, std::move(suspect)};
  return std::nullopt;
}

/// The next suspect whose mistake the journal does not have.
std::optional<Suspect> DescribedFailures::nextSuspect(size_t place) {
  Described& described = described_[place];
  if (described.isBeingShrunk) return std::nullopt;
  while (auto suspect = described.search.next(tally_.casesOf(place))) {
    auto& saved = described.saved;
    if (saved.empty() || static_cast<uint64_t>(saved.front().firstCase) != suspect->number) {
      described.isBeingShrunk = true;
      return suspect;
    }
    addOther(place, std::move(saved.front()));
    saved.erase(saved.begin());
  }
  return std::nullopt;
}

void DescribedFailures::finish(const ShrinkTask& task, std::optional<FailureRecord> record) {
  described_[task.place].isBeingShrunk = false;
  if (!record) return;
  if (task.suspect && record->id == tally_.failures()[task.place].id) {
    described_[task.place].search.learn(*record);  // a variant
    return;
  }
  record->count = task.suspect ? 1 : tally_.countOf(task.place);
  listener_.onFailure(*record);  // first, so that its file exists before the journal says so
  if (task.suspect) {
    journal_.addOther(task.place, *record);
    addOther(task.place, std::move(*record));
  } else {
    journal_.addShrunk(task.place, *record);
    describe(task.place, std::move(*record));
  }
}

void DescribedFailures::describe(size_t place, FailureRecord record) {
  Described& described = described_.at(place);
  const DistinctFailure& failure = tally_.failures()[place];
  if (failure.cause.death()) described.search.leaveOutExplained();
  if (isToSearch(failure)) described.search.learn(record);
  described.record = std::move(record);
}

void DescribedFailures::addOther(size_t place, FailureRecord record) {
  described_[place].search.learnOther(record);
  described_[place].others.push_back(std::move(record));
}

bool DescribedFailures::isDone() const {
  if (described_.size() < tally_.failures().size()) return false;
  for (size_t place = 0; place < described_.size(); ++place) {
    const Described& described = described_[place];
    if (described.isBeingShrunk || !described.record || described.search.hasNext(tally_.casesOf(place))) return false;
  }
  return true;
}

std::vector<FailureRecord> DescribedFailures::take() {
  described_.resize(tally_.failures().size());
  std::vector<FailureRecord> failures;
  for (size_t place = 0; place < described_.size(); ++place) {
    Described& described = described_[place];
    if (!described.record) {
      described.record = describeUnshrunk(tally_.failures()[place], options_);
      described.record->count = tally_.countOf(place);
      listener_.onFailure(*described.record);
    }
    std::move(described.saved.begin(), described.saved.end(), std::back_inserter(described.others));
    addCounted(failures, tally_, place, std::move(*described.record), std::move(described.others));
  }
  return failures;
}

void addCounted(std::vector<FailureRecord>& failures, const Tally& tally, size_t place, FailureRecord record,
                std::vector<FailureRecord> others) {
  std::vector<Explanation> explanations;
  if (const auto explanation = Explanation::of(record)) explanations.push_back(*explanation);
  record.count = tally.countOf(place);
  failures.push_back(std::move(record));
  for (FailureRecord& other : others) {
    other.count = casesOnlyBy(other, explanations, tally.casesOf(place));
    failures.push_back(std::move(other));
  }
}

}  // namespace swapcheck

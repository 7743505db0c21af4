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

std::optional<FailureRecord> recordIn(const SavedSearch& search) {
  if (search.record.is_null()) return std::nullopt;
  return failureRecordFromJson(search.record);
}

}  // namespace

DescribedFailures::DescribedFailures(const CampaignOptions& options, const Tally& tally, CampaignListener& listener,
                                     CampaignJournal& journal)
    : options_(options), tally_(tally), listener_(listener), journal_(journal) {
  described_.resize(tally_.failures().size());
  for (const auto& [place, record] : journal.saved().shrunk) describe(place, failureRecordFromJson(record));
  for (const auto& [place, searches] : journal.saved().searches)
    described_.at(place).saved.assign(searches.begin(), searches.end());
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

/// The next suspect of which the journal says nothing.
std::optional<Suspect> DescribedFailures::nextSuspect(size_t place) {
  Described& described = described_[place];
  if (described.isBeingShrunk) return std::nullopt;
  while (auto suspect = described.search.next(tally_.casesOf(place))) {
    auto& saved = described.saved;
    if (saved.empty() || saved.front().suspect != suspect->number) {
      described.isBeingShrunk = true;
      return suspect;
    }
    learn(place, recordIn(saved.front()));
    saved.pop_front();
  }
  return std::nullopt;
}

void DescribedFailures::finish(const ShrinkTask& task, std::optional<FailureRecord> record) {
  described_[task.place].isBeingShrunk = false;
  if (record) {
    record->count = task.suspect ? 1 : tally_.countOf(task.place);
    // First, so that its file exists before the journal says so.
    if (!task.suspect || !isVariant(task.place, *record)) listener_.onFailure(*record);
  }
  if (task.suspect) {
    journal_.addSearch(task.place, task.suspect->number, record);
    learn(task.place, std::move(record));
  } else {
    journal_.addShrunk(task.place, record.value());
    describe(task.place, std::move(*record));
  }
}

bool DescribedFailures::isVariant(size_t place, const FailureRecord& ofSearch) const {
  return ofSearch.id == tally_.failures()[place].id;
}

void DescribedFailures::learn(size_t place, std::optional<FailureRecord> ofSearch) {
  if (!ofSearch) return;
  Described& described = described_[place];
  if (isVariant(place, *ofSearch)) {
    described.search.learn(*ofSearch);
    return;
  }
  described.search.learnOther(*ofSearch);
  described.others.push_back(std::move(*ofSearch));
}

void DescribedFailures::describe(size_t place, FailureRecord record) {
  Described& described = described_.at(place);
  const DistinctFailure& failure = tally_.failures()[place];
  if (failure.cause.death()) described.search.leaveOutExplained();
  if (isToSearch(failure)) described.search.learn(record);
  described.record = std::move(record);
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
    for (const SavedSearch& search : described.saved)
      if (auto record = recordIn(search); record && !isVariant(place, *record))
        described.others.push_back(std::move(*record));
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

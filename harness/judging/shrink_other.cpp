#include "harness/judging/shrink_other.h"

#include <algorithm>

#include "generators/simplify/matters.h"
#include "generators/simplify/simplify.h"
#include "harness/counting/failure_id.h"
#include "harness/judging/what_matters.h"

namespace swapcheck {
namespace {

/// Cases that are judged in place of an explained one.
constexpr int kMostTwins = 16;
/// What fails only now and then is no other mistake.
constexpr int kMoreTimes = 3;

class OtherMistake {
 public:
  OtherMistake(const DistinctFailure& found, const Suspect& suspect, const CampaignOptions& options,
               const ShrinkLimits& limits, const JudgeAgain& judgeAgain)
      : found_(found),
        suspect_(suspect),
        limits_(limits),
        failure_(found, options, judgeAgain),
        first_(failure_.caseAt(suspect.number)) {}

  std::optional<FailureRecord> record() const {
    auto record = isExplained(first_) ? behindExplained() : unexplained(first_);
    if (record) record->firstCase = static_cast<int64_t>(suspect_.number);
    return record;
  }

 private:
  bool isExplained(const SwapCase& swapCase) const { return areExplained(featuresOf(swapCase), suspect_.explanations); }

  std::optional<FailureRecord> behindExplained() const {
    if (const auto twin = unexplainedTwin()) return unexplained(*twin);
    return suspect_.number == found_.number ? std::nullopt : moreSpecific();
  }

  /// The first of its simpler cases that nothing explains and that fails.
  std::optional<SwapCase> unexplainedTwin() const {
    auto simpler = simplerCases(first_);
    for (int twins = 0; twins < kMostTwins;) {
      const auto twin = simpler.next();
      if (!twin) break;
      if (isExplained(*twin)) continue;
      ++twins;
      if (failure_.failsAlike(*twin)) return *twin;
    }
    return std::nullopt;
  }

  /// Shrinks among cases that nothing explains.
  std::optional<FailureRecord> unexplained(const SwapCase& from) const {
    const FailsAlike failsUnexplained = [this](const SwapCase& swapCase) {
      return isExplained(swapCase) ? std::nullopt : failure_.failsAlike(swapCase);
    };
    const auto shrunk = shrunkFrom(from, failsUnexplained);
    if (!shrunk) return std::nullopt;
    FailureRecord record = failure_.described(*shrunk, failsUnexplained);
    if (!isVariant(shrunk->swapCase)) record.id = idOfOther(found_.id, suspect_.others + 1);
    return record;
  }

  /// Whether a simplified case, made simpler yet, is an explained one that fails as well: without more than one thing
  /// that matters in it, and of the same shape.
  bool isVariant(const SwapCase& swapCase) const {
    const FeatureSet matters = featuresThatMatter(swapCase);
    auto simpler = simplerCases(swapCase);
    while (const auto twin = simpler.next()) {
      if (twin->shape != swapCase.shape) continue;
      const FeatureSet features = featuresOf(*twin);
      if (groupsIn(matters & ~features) <= 1 && areExplained(features, suspect_.explanations) &&
          failure_.failsAlike(*twin))
        return true;
    }
    return false;
  }

  /// Shrinks among all cases. What explains them would fail with less than what matters in the end.
  std::optional<FailureRecord> moreSpecific() const {
    const FailsAlike failsAlike = [this](const SwapCase& swapCase) { return failure_.failsAlike(swapCase); };
    const auto shrunk = shrunkFrom(first_, failsAlike);
    if (!shrunk) return std::nullopt;
    FailureRecord record = failure_.described(*shrunk, failsAlike);
    const auto explanation = Explanation::of(record);
    if (!explanation || std::any_of(suspect_.explanations.begin(), suspect_.explanations.end(),
                                    [&](const Explanation& known) { return known.needsAllOf(*explanation); }))
      return std::nullopt;
    record.id = idOfOther(found_.id, suspect_.others + 1);
    return record;
  }

  std::optional<Shrunk> shrunkFrom(const SwapCase& from, const FailsAlike& failsAlike) const {
    auto failure = failsAlike(from);
    if (!failure) return std::nullopt;
    Shrunk shrunk = shrink(from, std::move(*failure), failsAlike, limits_);
    for (int times = 0; times < kMoreTimes; ++times)
      if (!failsAlike(shrunk.swapCase)) return std::nullopt;
    return shrunk;
  }

  const DistinctFailure& found_;
  const Suspect& suspect_;
  ShrinkLimits limits_;
  FoundFailure failure_;
  SwapCase first_;
};

}  // namespace

std::optional<FailureRecord> shrinkOther(const DistinctFailure& failure, const Suspect& suspect,
                                         const CampaignOptions& options, const ShrinkLimits& limits,
                                         const JudgeAgain& judgeAgain) {
  return OtherMistake(failure, suspect, options, limits, judgeAgain).record();
}

}  // namespace swapcheck

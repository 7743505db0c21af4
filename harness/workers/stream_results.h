// The results of a campaign's cases, put into the order of the stream.
#pragma once

#include <map>
#include <set>

#include "harness/campaign/saved_campaign.h"
#include "harness/counting/case_stream.h"

namespace swapcheck {

class StreamResults {
 public:
  /// Starts with the results of the saved campaign. Keeps a reference to the stream. Throws InputError.
  StreamResults(const CaseStream& stream, const SavedCampaign& saved, const CampaignOptions& options);

  /// The index in the stream up to which every result has been taken, and the number there.
  uint64_t place() const { return place_; }
  uint64_t number() const { return stream_.numberAt(place_); }

  /// Whether every result has been taken.
  bool isAtEnd() const { return place_ >= stream_.size(); }

  /// Whether a number is in the stream and its result has not been taken.
  bool isStillToCome(uint64_t number) const;

  /// Keeps a result until its turn comes. Ignores one that is not still to come, or is already here: workers claim
  /// numbers in memory that a strategy may overwrite.
  void add(CaseResult result);

  /// Whether the next result of the stream has arrived.
  bool hasNext() const { return !waiting_.empty() && waiting_.begin()->first == number(); }

  /// Takes the next result, which must have arrived.
  CaseResult takeNext();

  /// By number: results that wait for their turn.
  const std::map<uint64_t, CaseResult>& waiting() const { return waiting_; }

  /// Numbers that had already been judged when the campaign was resumed.
  const std::set<uint64_t>& judgedEarlier() const { return judgedEarlier_; }

 private:
  const CaseStream& stream_;
  uint64_t place_;
  std::map<uint64_t, CaseResult> waiting_;
  std::set<uint64_t> judgedEarlier_;
};

}  // namespace swapcheck

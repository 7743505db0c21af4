// The results of a campaign's cases, put into the order of the stream.
#pragma once

#include <map>
#include <set>

#include "harness/campaign/saved_campaign.h"
#include "harness/counting/case_stream.h"

namespace swapcheck {

class StreamResults {
 public:
  /// Those of the campaign that was saved. Keeps a reference to the stream. Throws InputError.
  StreamResults(const CaseStream& stream, const SavedCampaign& saved, const CampaignOptions& options);

  /// The place in the stream before which every result has been taken, and the number there.
  uint64_t place() const { return place_; }
  uint64_t number() const { return stream_.numberAt(place_); }

  /// Whether everything has been taken.
  bool isAtEnd() const { return place_ >= stream_.size(); }

  /// Whether a number is of the stream and its result has not been taken.
  bool isStillToCome(uint64_t number) const;

  /// Keeps a result until its turn comes. One that is not still to come, or is there already, is passed over: workers
  /// claim numbers in memory that a strategy may write over.
  void add(CaseResult result);

  /// Whether the next result of the stream is there.
  bool hasNext() const { return !waiting_.empty() && waiting_.begin()->first == number(); }

  /// Takes the next result, which must be there.
  CaseResult takeNext();

  /// By number: what has been judged and waits for its turn.
  const std::map<uint64_t, CaseResult>& waiting() const { return waiting_; }

  /// Numbers that had been judged when the campaign was gone on with.
  const std::set<uint64_t>& judgedEarlier() const { return judgedEarlier_; }

 private:
  const CaseStream& stream_;
  uint64_t place_;
  std::map<uint64_t, CaseResult> waiting_;
  std::set<uint64_t> judgedEarlier_;
};

}  // namespace swapcheck

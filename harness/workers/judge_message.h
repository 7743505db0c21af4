// What a worker tells its supervisor, as bytes: the calls of a JudgeListener.
#pragma once

#include <atomic>

#include "harness/judging/case_judge.h"
#include "harness/workers/channel.h"
#include "harness/judging/gatherer.h"

namespace swapcheck {

/// Longer texts are cut.
inline constexpr size_t kMostMessageText = 4000;

/// Tells the other end of the channel what it hears. Ends the process where standard output and error have been closed.
class JudgeSender : public JudgeListener {
 public:
  explicit JudgeSender(Channel& channel) : channel_(channel) {}

  /// Says which number is being judged from now on.
  void beginNumber(uint64_t number, size_t seat);
  /// Says that it is done.
  void endNumber();

  void onFamily(Family family, const FeatureSet& features) override;
  Turn onSeat(size_t seat) override;
  void onProperty(size_t property) override;
  void onResult(size_t property, PropertyResult result) override;

 private:
  Channel& channel_;
  uint64_t number_ = 0;
};

/// What a message says besides what goes on to the gatherer.
struct JudgeMessage {
  enum Kind { Begins, Ends, Seat, Result } kind;
  /// The case number that begins, or the seat.
  uint64_t number = 0;
};

/// Takes a message in: results go to the gatherer, which must be there for them. Throws ChannelError for anything else.
JudgeMessage takeIn(std::string_view message, Gatherer* gatherer);

}  // namespace swapcheck

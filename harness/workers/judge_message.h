// What a worker tells its supervisor, as bytes: the calls of a JudgeListener.
#pragma once

#include "harness/judging/case_result_builder.h"
#include "harness/workers/channel.h"

namespace swapcheck {

/// Longer texts are cut.
inline constexpr size_t kMostMessageText = 4000;

/// Tells the other end of the channel what it hears. Ends the process where standard output and error have been closed.
class JudgeSender : public JudgeListener {
 public:
  explicit JudgeSender(Channel& channel) : channel_(channel) {}

  /// Says which number is being judged from now on.
  void beginNumber(uint64_t number, size_t slot);
  /// Says that it is done.
  void endNumber();

  void onFamily(Family family, const FeatureSet& features) override;
  NextStep onSlot(size_t slot) override;
  void onProperty(size_t property) override;
  void onResult(size_t property, PropertyResult result) override;

 private:
  Channel& channel_;
  uint64_t number_ = 0;
};

/// What a message says besides what goes on to the builder.
struct JudgeMessage {
  enum Kind { Begins, Ends, Slot, Result } kind;
  /// The case number that begins, or the slot.
  uint64_t number = 0;
};

/// Takes a message in: results go to the builder, which must be there for them. A strategy may have written over it:
/// throws ChannelError for a message that is none, and std::out_of_range for places that the campaign does not have.
JudgeMessage takeIn(std::string_view message, CaseResultBuilder* builder);

}  // namespace swapcheck

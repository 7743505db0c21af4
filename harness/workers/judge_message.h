// Messages from a worker to its supervisor: the calls of a JudgeListener, as bytes.
#pragma once

#include "harness/judging/case_result_builder.h"
#include "harness/processes/channel.h"

namespace swapcheck {

/// Longer texts are truncated.
inline constexpr size_t kMostMessageText = 4000;

/// Sends what it receives to the other end of the channel. Exits the process when standard output and error have been
/// closed.
class JudgeSender : public JudgeListener {
 public:
  explicit JudgeSender(Channel& channel) : channel_(channel) {}

  /// Reports that judging a number begins.
  void beginNumber(uint64_t number, size_t slot);
  /// Reports that the number is done.
  void endNumber();

  void onFamily(Family family, const FeatureSet& features) override;
  NextStep onSlot(size_t slot) override;
  void onProperty(size_t property) override;
  void onResult(size_t property, PropertyResult result) override;
  void onNote(Note note) override;

 private:
  Channel& channel_;
  uint64_t number_ = 0;
};

/// The part of a message that does not go to the builder.
struct JudgeMessage {
  enum Kind { Begins, Ends, Slot, Result } kind;
  /// The case number that begins, or the slot.
  uint64_t number = 0;
};

/// Decodes a message and passes results to the builder, which must not be null for them. A strategy may have
/// overwritten the message: throws ChannelError for a malformed one, and std::out_of_range for indices that the
/// campaign does not have.
JudgeMessage takeIn(std::string_view message, CaseResultBuilder* builder);

}  // namespace swapcheck

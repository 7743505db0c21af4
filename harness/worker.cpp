#include "harness/worker.h"

#include <ATen/Parallel.h>

#include <chrono>
#include <thread>

#include "harness/case_judge.h"
#include "harness/judge_message.h"

namespace swapcheck {
namespace {

class StreamSender : public JudgeSender {
 public:
  StreamSender(const CampaignOptions& options, const StreamControl& control, Channel& channel)
      : JudgeSender(channel), seats_(seatsOf(options)), control_(control) {}

  Turn onSeat(size_t seat) override {
    if (control_.stop) return Turn::Stop;
    return control_.retired[seats_[seat].strategy] ? Turn::Skip : JudgeSender::onSeat(seat);
  }

 private:
  std::vector<Seat> seats_;
  const StreamControl& control_;
};

}  // namespace

void workOnStream(const CampaignOptions& options, const std::optional<Leftover>& leftover, StreamControl& control,
                  Channel& channel) {
  at::set_num_threads(1);
  CaseJudge judge(options);
  StreamSender sender(options, control, channel);
  const CaseStream stream(options.cases, options.shard);
  const auto judgeNumber = [&](uint64_t number, size_t first) {
    sender.beginNumber(number, first);
    if (judge.judge(number, first, judge.seats(), sender)) sender.endNumber();
    channel.rest();
  };
  if (leftover) judgeNumber(leftover->number, leftover->firstSeat);
  while (!control.stop) {
    const uint64_t place = control.next.fetch_add(1);
    if (place >= stream.size()) return;
    judgeNumber(stream.numberAt(place), 0);
  }
}

void workOnSeat(const CampaignOptions& options, uint64_t number, size_t seat, Channel& channel, double lingerS) {
  at::set_num_threads(1);
  JudgeSender sender(channel);
  sender.beginNumber(number, seat);
  CaseJudge(options).judge(number, seat, seat + 1, sender);
  std::this_thread::sleep_for(std::chrono::duration<double>(lingerS));
  sender.endNumber();
}

}  // namespace swapcheck

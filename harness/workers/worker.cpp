#include "harness/workers/worker.h"

#include <ATen/Parallel.h>
#include <ATen/ops/ones.h>
#include <malloc.h>
#include <sys/stat.h>
#include <torch/csrc/autograd/autograd.h>

#include <chrono>
#include <thread>

#include "harness/judging/case_judge.h"
#include "harness/workers/judge_message.h"

namespace swapcheck {
namespace {

/// So long a worker that has threads besides its own stays when the stream has ended.
constexpr auto kLinger = std::chrono::milliseconds(200);

/// So much freed memory a worker keeps for its next cases.
constexpr int kKeptBytes = 16 << 20;

/// By default the allocator gives the memory of every larger tensor back and takes it again: page faults were a twelfth
/// of the time of cheap cases. A process with other things to do could not decide so for all of itself.
void keepFreedMemory() {
  mallopt(M_TRIM_THRESHOLD, kKeptBytes);
  mallopt(M_MMAP_THRESHOLD, kKeptBytes);
}

/// A folder has a link for itself, its parent and each of its folders.
bool hasOtherThreads() {
  struct stat tasks = {};
  return stat("/proc/self/task", &tasks) == 0 && tasks.st_nlink > 3;
}

/// LibTorch 2 refuses every backward pass in a process that was forked after one had run: all gradients would be
/// found wrong. Throws.
void requireAutograd() {
  const at::Tensor leaf = at::ones({}).set_requires_grad(true);
  torch::autograd::backward({leaf.mul(2)}, {at::ones({})});
}

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

void workOnStream(const CampaignOptions& options, const std::optional<Leftover>& leftover,
                  const std::set<uint64_t>& judgedEarlier, StreamControl& control, Channel& channel) {
  keepFreedMemory();
  at::set_num_threads(1);
  requireAutograd();
  CaseJudge ofShard(options), ofOthers(options);  // what the shard meets first must not depend on others' numbers
  StreamSender sender(options, control, channel);
  const CaseStream stream(options.cases, options.shard);
  const auto judgeNumber = [&](uint64_t number, size_t first) {
    CaseJudge& judge = isDealtTo(options.shard, number) ? ofShard : ofOthers;
    sender.beginNumber(number, first);
    if (judge.judge(number, first, judge.seats().size(), sender)) sender.endNumber();
    channel.rest();
  };
  if (leftover) judgeNumber(leftover->number, leftover->firstSeat);
  while (!control.stop) {
    const uint64_t place = control.next.fetch_add(1);
    if (place >= stream.size()) break;
    const uint64_t number = stream.numberAt(place);
    if (!judgedEarlier.contains(number)) judgeNumber(number, 0);
  }
  if (hasOtherThreads()) std::this_thread::sleep_for(kLinger);  // a thread may be about to crash
}

void workOnSeat(const CampaignOptions& options, uint64_t number, size_t seat, Channel& channel) {
  workOnCases(options, {{number, seat, 0}}, 0, channel);
}

void workOnCases(const CampaignOptions& options, const std::vector<Position>& cases, double lingerS, Channel& channel) {
  at::set_num_threads(1);
  JudgeSender sender(channel);
  CaseJudge judge(options);
  for (const Position& position : cases) {
    sender.beginNumber(position.number, position.seat);
    judge.judge(position.number, position.seat, position.seat + 1, sender);
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(lingerS));
  sender.endNumber();
}

}  // namespace swapcheck

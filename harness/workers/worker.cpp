#include "harness/workers/worker.h"

#include <ATen/ops/ones.h>
#include <malloc.h>
#include <sys/mman.h>
#include <torch/csrc/autograd/autograd.h>

#include <chrono>
#include <thread>

#include "harness/counting/case_stream.h"
#include "harness/judging/case_judge.h"
#include "harness/judging/judging_process.h"
#include "harness/workers/judge_message.h"
#include "harness/workers/lazy_source.h"
#include "harness/workers/slow_note.h"
#include "properties/state/leaks.h"

namespace swapcheck {
namespace {

/// At the end of the stream, a worker with other threads waits this long: one of them may crash.
constexpr auto kLinger = std::chrono::milliseconds(200);

/// A worker keeps this much freed memory for its next cases.
constexpr int kKeptBytes = 16 << 20;

/// By default the allocator returns and re-requests the memory of every larger tensor: page faults took a twelfth of
/// the time of cheap cases. Only a dedicated process may set this for itself.
void keepFreedMemory() {
  mallopt(M_TRIM_THRESHOLD, kKeptBytes);
  mallopt(M_MMAP_THRESHOLD, kKeptBytes);
}

/// LibTorch 2 refuses every backward pass in a process forked after one had run, so all gradients would seem wrong.
/// Throws.
void requireAutograd() {
  const at::Tensor leaf = at::ones({}).set_requires_grad(true);
  torch::autograd::backward({leaf.mul(2)}, {at::ones({})});
}

class StreamSender : public JudgeSender {
 public:
  StreamSender(const CampaignOptions& options, const StreamControl& control, Channel& channel)
      : JudgeSender(channel), slots_(judgingSlotsOf(options)), control_(control) {}

  NextStep onSlot(size_t slot) override {
    if (control_.stop) return NextStep::Stop;
    return control_.retired[slots_[slot].strategy] ? NextStep::Skip : JudgeSender::onSlot(slot);
  }

 private:
  std::vector<JudgingSlot> slots_;
  const StreamControl& control_;
};

}  // namespace

StreamMemory::StreamMemory()
    : control(std::static_pointer_cast<StreamControl>(sharedMemory(sizeof(StreamControl)))),
      cursor(std::static_pointer_cast<StreamCursor>(sharedMemory(sizeof(StreamCursor)))) {
  showToForks(false);
}

void StreamMemory::showToForks(bool isShown) {
  const int advice = isShown ? MADV_DOFORK : MADV_DONTFORK;
  madvise(control.get(), sizeof(StreamControl), advice);
  madvise(cursor.get(), sizeof(StreamCursor), advice);
}

void workOnStream(const CampaignOptions& options, const std::optional<UnfinishedNumber>& unfinished,
                  const std::set<uint64_t>& judgedEarlier, const StreamMemory& memory, Channel& channel) {
  const StreamControl& control = *memory.control;
  mprotect(memory.control.get(), sizeof(StreamControl), PROT_READ);  // no strategy can change what is judged
  keepFreedMemory();
  becomeJudge();
  loadPythonInAdvance();
  requireAutograd();
  CaseJudge ofShard(options), ofOthers(options);  // other shards' numbers must not affect what is new here
  StreamSender sender(options, control, channel);
  const CaseStream stream(options.cases, options.shard);
  const auto judgeNumber = [&](uint64_t number, size_t first) {
    CaseJudge& judge = isDealtTo(options.shard, number) ? ofShard : ofOthers;
    sender.beginNumber(number, first);
    if (judge.judge(number, first, judge.slots().size(), sender)) sender.endNumber();
    channel.endWork();
  };
  if (unfinished) judgeNumber(unfinished->number, unfinished->firstSlot);
  while (!control.stop) {
    const uint64_t place = memory.cursor->next.fetch_add(1);
    if (place >= stream.size()) break;
    const uint64_t number = stream.numberAt(place);
    if (!judgedEarlier.contains(number)) judgeNumber(number, 0);
  }
  if (runningThreads() > 1) std::this_thread::sleep_for(kLinger);  // a thread may be about to crash
}

void workOnSlot(const CampaignOptions& options, uint64_t number, size_t slot, SlotWork work, Channel& channel) {
  becomeJudge();
  loadPythonInAdvance();
  JudgeSender sender(channel);
  CaseJudge judge(options);
  sender.beginNumber(number, slot);
  const int64_t begunNs = steadyNs();
  judge.judge(number, slot, slot + 1, sender);
  if (work == SlotWork::Timed) {
    const double tookS = static_cast<double>(steadyNs() - begunNs) / 1e9;
    channel.beginWork({number, slot, 0});  // a time limit of its own
    sender.onNote(slowNote(options, number, judge.slots()[slot].family, tookS));
  }
  sender.endNumber();
}

void workOnCases(const CampaignOptions& options, const std::vector<Position>& cases, double lingerS, Channel& channel) {
  becomeJudge();
  loadPythonInAdvance();
  JudgeSender sender(channel);
  CaseJudge judge(options);
  for (const Position& position : cases) {
    sender.beginNumber(position.number, position.slot);
    judge.judge(position.number, position.slot, position.slot + 1, sender);
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(lingerS));
  sender.endNumber();
}

}  // namespace swapcheck

#include "harness/judging/judging_process.h"

#include "properties/calls/thread_count.h"
#include "properties/state/guarded_allocator.h"

namespace swapcheck {

void becomeJudge() {
  useThreads(1);
  guardTensorMemory();
}

}  // namespace swapcheck

// Processes that do nothing but judge.
#pragma once

namespace swapcheck {

/// Prepares this process: LibTorch uses one thread, and memory of tensors gets guard bytes. Nothing of it is undone.
void becomeJudge();

}  // namespace swapcheck

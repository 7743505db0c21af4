// Writes that come only after a case is done, from what a call has left running.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace swapcheck {

/// Keeps the memory of each strategy's last call, where it is small, and what was in it when its case was done.
class LateWrites {
 public:
  /// Keeps the tensors of a case that is done, in place of those of the strategy's case before it.
  void keep(const std::string& strategy, const std::vector<at::Tensor>& tensors);

  /// Whether something has written to what is kept of the strategy, which is kept no longer.
  bool take(const std::string& strategy);

 private:
  struct Kept {
    c10::Storage storage;
    std::vector<std::byte> bytes;
  };

  std::map<std::string, std::vector<Kept>> kept_;
};

}  // namespace swapcheck

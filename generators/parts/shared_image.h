// What memory holds where several elements are one place in it.
#pragma once

#include "generators/parts/host_tensor.h"
#include "generators/parts/layout.h"

namespace swapcheck {

/// The memory of one storage: the first element that lies on a place decides what is there.
class SharedImage {
 public:
  SharedImage(int64_t numel, int64_t itemSize);

  /// Writes the tensor's elements to places that nobody has written to, and reads the others.
  void settle(HostTensor& tensor, const Placement& placement);

 private:
  size_t itemSize_;
  std::vector<bool> written_;
  std::vector<std::byte> bytes_;
};

/// The contents of a tensor in a storage of its own: elements that the layout puts in one place become equal.
void settle(HostTensor& tensor, const Layout& layout);

}  // namespace swapcheck

#include "generators/parts/shared_image.h"

#include <cstring>

namespace swapcheck {

SharedImage::SharedImage(int64_t numel, int64_t itemSize)
    : itemSize_(static_cast<size_t>(itemSize)),
      written_(static_cast<size_t>(numel)),
      bytes_(static_cast<size_t>(numel) * itemSize_) {}

void SharedImage::settle(HostTensor& tensor, const Placement& placement) {
  int64_t element = 0;
  for (int64_t position : storagePositions(tensor.shape, placement)) {
    const auto place = static_cast<size_t>(position);
    std::byte* at = tensor.at(element++);
    std::byte* memory = bytes_.data() + place * itemSize_;
    written_[place] ? std::memcpy(at, memory, itemSize_) : std::memcpy(memory, at, itemSize_);
    written_[place] = true;
  }
}

void settle(HostTensor& tensor, const Layout& layout) {
  if (!sharesPlaces(layout, tensor.shape)) return;
  const Placement placement = placementOf(tensor.shape, layout);
  SharedImage(placement.storageNumel, tensor.itemSize()).settle(tensor, placement);
}

}  // namespace swapcheck

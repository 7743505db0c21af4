// The storages of a case's tensors, as a program must build them.
#pragma once

#include "generators/tensors/raw_tensor.h"

namespace swapcheck {

/// One storage, and its variable in the program.
struct StorageImage {
  const c10::StorageImpl* storage = nullptr;
  std::string name = {};
  /// What memory holds, 1-D, in the dtype of the first tensor in it; zeros where no tensor has an element.
  HostTensor contents = {};
  /// Tensors of several dtypes lie in it.
  bool mixed = false;
  /// How many tensors lie in it.
  int tenants = 0;
};

/// Whether a tensor lies in memory: it is defined and on the CPU.
bool hasMemory(const at::Tensor& tensor);

/// The tensor's dtype. Throws InputError for one that is never generated.
DType dtypeOf(const at::Tensor& tensor);

class Storages {
 public:
  /// Notes a tensor, if it has memory. A storage is named after the first tensor in it.
  void add(const at::Tensor& tensor, const std::string& name);

  const std::vector<StorageImage>& all() const { return images_; }

  /// The storage of a tensor that was noted, or shares memory with one that was.
  const StorageImage& of(const at::Tensor& tensor) const;

 private:
  StorageImage& imageOf(const at::Tensor& tensor, const std::string& name);

  std::vector<StorageImage> images_;
};

/// The contents of the storage as a tensor that can be viewed in any dtype: elements of its only dtype, or bytes when
/// mixed.
HostTensor wholeContents(const StorageImage& image);

}  // namespace swapcheck

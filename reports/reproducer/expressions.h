// Tensors of a case as expressions of a program.
#pragma once

#include "reports/reproducer/language.h"
#include "reports/reproducer/storages.h"

namespace swapcheck {

/// Expresses how a tensor is made: from numbers when it has its storage to itself, else from a variable.
class Expressions {
 public:
  /// `guarded` puts memory on pages that can be made read-only. Keeps a reference to the syntax.
  Expressions(const Syntax& syntax, bool guarded) : syntax_(syntax), guarded_(guarded) {}

  /// The contents of a storage.
  std::string storage(const StorageImage& image) const;

  /// The only tensor in its storage.
  std::string alone(const at::Tensor& tensor, const StorageImage& image) const;

  /// A tensor in the storage that the variable holds.
  std::string inStorage(const at::Tensor& tensor, const StorageImage& image) const;

  /// A view of the variable, for autograd too.
  std::string viewOf(const std::string& variable, const at::Tensor& tensor) const;

  /// An inference tensor in the storage that the variable holds, which was made outside inference mode.
  std::string inferenceInStorage(const at::Tensor& tensor, const StorageImage& image) const;

  /// A tensor on the meta device.
  std::string meta(const at::Tensor& tensor) const;

 private:
  std::string onPages(const std::string& expression) const;
  std::string strided(const at::Tensor& tensor) const;
  std::string lazySigns(const at::Tensor& tensor, std::string expression) const;
  std::string data() const;

  const Syntax& syntax_;
  bool guarded_;
};

}  // namespace swapcheck

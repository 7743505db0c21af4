// The languages of reproducers: the syntax of each for what both can express.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generators/parts/dtype.h"

namespace swapcheck {

enum class Language : uint8_t { Cpp, Python };

/// Words of one language. All texts are without an indent and without a line break at their end.
class Syntax {
 public:
  explicit Syntax(Language language) : python_(language == Language::Python) {}

  bool isPython() const { return python_; }

  /// "torch.where" or "torch::where".
  std::string torch(std::string_view name) const;
  /// "torch.float32" or "torch::kFloat32".
  std::string dtype(DType dtype) const;
  /// "(2, 3)" or "{2, 3}"; of one number "(2,)" or "{2}".
  std::string numbers(std::span<const int64_t> numbers) const;
  /// "[a, b]" or "{a, b}".
  std::string list(const std::vector<std::string>& items) const;
  /// "a = e" or "Tensor a = e;".
  std::string declare(std::string_view name, std::string_view expression) const;
  /// "e" or "e;".
  std::string statement(std::string_view expression) const;
  /// A function without parameters that returns tensors, or the inputs of a call.
  std::string function(std::string_view name, const std::vector<std::string>& body, bool givesInputs) const;
  /// An undefined tensor in a list of tensors.
  std::string undefined() const { return python_ ? "None" : "Tensor()"; }

 private:
  bool python_;
};

/// The lines, each indented by `blanks` spaces.
std::string indented(std::string_view text, size_t blanks);

}  // namespace swapcheck

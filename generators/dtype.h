// Element types of the operands, and what the harness has to know of each.
#pragma once

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace swapcheck {

/// Simplest first: shrinking moves towards the front.
enum class DType : uint8_t {
  Float32,
  Float64,
  Float16,
  BFloat16,
  Complex64,
  Complex128,
  Int64,
  Int32,
  Int16,
  Int8,
  UInt8,
  Bool,
};

enum class DTypeKind : uint8_t { Floating, Complex, Integer, Bool };

struct DTypeInfo {
  DType dtype;
  /// As in torch: "float32".
  std::string_view name;
  c10::ScalarType scalarType;
  DTypeKind kind;
  /// Bytes of one element.
  int64_t itemSize;
  /// Bits of a floating component (half of a complex element); 0 for other kinds.
  int floatBits;
  /// Every whole number up to this one, and its negative where the type is signed, is exact. Kept under 2^20, which
  /// no generated tensor needs.
  int64_t largestWhole;
};

/// Every dtype that is generated, simplest first.
extern const DTypeInfo kDTypes[12];

const DTypeInfo& infoOf(DType dtype);

/// The dtype of that name, or nothing.
std::optional<DType> dtypeNamed(std::string_view name);

/// Floating and complex dtypes have gradients.
bool isDifferentiable(DType dtype);

/// Real numbers in one element: 2 for complex dtypes, else 1.
int componentsOf(DType dtype);

}  // namespace swapcheck

// Element types of the operands, and what the harness has to know of each.
#pragma once

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
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
  Complex32,
  Float8E5M2,
  Float8E4M3FN,
  UInt16,
  UInt32,
  UInt64,
  Float8E5M2FNUZ,
  Float8E4M3FNUZ,
  /// A power of two, without zero and sign: handled as the whole number in its byte, the exponent plus 127.
  Float8E8M0FNU,
};

inline constexpr size_t kDTypeCount = 21;

enum class DTypeKind : uint8_t { Floating, Complex, Integer, Bool };

struct DTypeInfo {
  DType dtype;
  /// As in torch: "float32".
  std::string_view name;
  /// Nothing where the LibTorch that this was compiled against has no such dtype.
  std::optional<c10::ScalarType> scalarType;
  DTypeKind kind;
  /// Bytes of one element.
  int64_t itemSize;
  /// Bits of a floating component (half of a complex element); 0 for other kinds.
  int floatBits;
  /// Every whole number up to this one, and its negative where the type is signed, is exact. Kept under 2^20, which
  /// no generated tensor needs.
  int64_t largestWhole;
};

/// Every dtype that is generated, simplest first: the same on every LibTorch, so that a case number gives the same case
/// everywhere.
extern const DTypeInfo kDTypes[kDTypeCount];

const DTypeInfo& infoOf(DType dtype);

/// The dtype of that name, or nothing.
std::optional<DType> dtypeNamed(std::string_view name);

/// Whether the LibTorch that this was compiled against has the dtype.
bool isSupported(DType dtype);

/// LibTorch's name for the dtype. Throws InputError.
c10::ScalarType scalarTypeOf(DType dtype);

/// Dtypes that many operators of LibTorch lack: one that throws "not implemented for" on them is unsupported, not
/// wrong.
bool isExotic(DType dtype);

/// Floating and complex dtypes have gradients, but for the exotic ones: most CPU operators lack complex32, those of a
/// backward pass (add, mul, sum) among them, and float8 has hardly any arithmetic.
bool isDifferentiable(DType dtype);

/// The formats of 8 bits.
bool isFloat8(DType dtype);

/// Of the dtypes handled as whole numbers, those without negative ones.
bool isUnsigned(DType dtype);

/// Real numbers in one element: 2 for complex dtypes, else 1.
int componentsOf(DType dtype);

}  // namespace swapcheck

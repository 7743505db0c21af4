#include "generators/parts/dtype.h"

#include <torch/version.h>

#include <string>

#include "strategies/error.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

using enum DTypeKind;
using MaybeScalarType = std::optional<c10::ScalarType>;

// Dtypes that came to LibTorch after 1.13.
#define SWAPCHECK_LIBTORCH_SINCE_2(minor) \
  (TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= (minor)))

#if SWAPCHECK_LIBTORCH_SINCE_2(1)
constexpr MaybeScalarType kFloat8E5M2 = c10::ScalarType::Float8_e5m2;
constexpr MaybeScalarType kFloat8E4M3FN = c10::ScalarType::Float8_e4m3fn;
#else
constexpr MaybeScalarType kFloat8E5M2 = std::nullopt;
constexpr MaybeScalarType kFloat8E4M3FN = std::nullopt;
#endif

#if SWAPCHECK_LIBTORCH_SINCE_2(2)
constexpr MaybeScalarType kFloat8E5M2FNUZ = c10::ScalarType::Float8_e5m2fnuz;
constexpr MaybeScalarType kFloat8E4M3FNUZ = c10::ScalarType::Float8_e4m3fnuz;
#else
constexpr MaybeScalarType kFloat8E5M2FNUZ = std::nullopt;
constexpr MaybeScalarType kFloat8E4M3FNUZ = std::nullopt;
#endif

#if SWAPCHECK_LIBTORCH_SINCE_2(3)
constexpr MaybeScalarType kUInt16 = c10::ScalarType::UInt16;
constexpr MaybeScalarType kUInt32 = c10::ScalarType::UInt32;
constexpr MaybeScalarType kUInt64 = c10::ScalarType::UInt64;
#else
constexpr MaybeScalarType kUInt16 = std::nullopt;
constexpr MaybeScalarType kUInt32 = std::nullopt;
constexpr MaybeScalarType kUInt64 = std::nullopt;
#endif

#if SWAPCHECK_LIBTORCH_SINCE_2(7)
constexpr MaybeScalarType kFloat8E8M0FNU = c10::ScalarType::Float8_e8m0fnu;
#else
constexpr MaybeScalarType kFloat8E8M0FNU = std::nullopt;
#endif

}  // namespace

const DTypeInfo kDTypes[kDTypeCount] = {
    {DType::Float32, "float32", c10::kFloat, Floating, 4, 32, 1 << 20},
    {DType::Float64, "float64", c10::kDouble, Floating, 8, 64, 1 << 20},
    {DType::Float16, "float16", c10::kHalf, Floating, 2, 16, 1 << 11},
    {DType::BFloat16, "bfloat16", c10::kBFloat16, Floating, 2, 16, 1 << 8},
    {DType::Complex64, "complex64", c10::kComplexFloat, Complex, 8, 32, 1 << 20},
    {DType::Complex128, "complex128", c10::kComplexDouble, Complex, 16, 64, 1 << 20},
    {DType::Int64, "int64", c10::kLong, Integer, 8, 0, 1 << 20},
    {DType::Int32, "int32", c10::kInt, Integer, 4, 0, 1 << 20},
    {DType::Int16, "int16", c10::kShort, Integer, 2, 0, (1 << 15) - 1},
    {DType::Int8, "int8", c10::kChar, Integer, 1, 0, (1 << 7) - 1},
    {DType::UInt8, "uint8", c10::kByte, Integer, 1, 0, (1 << 8) - 1},
    {DType::Bool, "bool", c10::kBool, Bool, 1, 0, 1},
    {DType::Complex32, "complex32", c10::kComplexHalf, Complex, 4, 16, 1 << 11},
    {DType::Float8E5M2, "float8_e5m2", kFloat8E5M2, Floating, 1, 8, 1 << 3},
    {DType::Float8E4M3FN, "float8_e4m3fn", kFloat8E4M3FN, Floating, 1, 8, 1 << 4},
    {DType::UInt16, "uint16", kUInt16, Integer, 2, 0, (1 << 16) - 1},
    {DType::UInt32, "uint32", kUInt32, Integer, 4, 0, 1 << 20},
    {DType::UInt64, "uint64", kUInt64, Integer, 8, 0, 1 << 20},
    {DType::Float8E5M2FNUZ, "float8_e5m2fnuz", kFloat8E5M2FNUZ, Floating, 1, 8, 1 << 3},
    {DType::Float8E4M3FNUZ, "float8_e4m3fnuz", kFloat8E4M3FNUZ, Floating, 1, 8, 1 << 4},
    {DType::Float8E8M0FNU, "float8_e8m0fnu", kFloat8E8M0FNU, Integer, 1, 0, (1 << 8) - 2},
};

const DTypeInfo& infoOf(DType dtype) { return kDTypes[static_cast<int>(dtype)]; }

std::optional<DType> dtypeNamed(std::string_view name) {
  for (const DTypeInfo& info : kDTypes)
    if (info.name == name) return info.dtype;
  return std::nullopt;
}

bool isSupported(DType dtype) { return infoOf(dtype).scalarType.has_value(); }

c10::ScalarType scalarTypeOf(DType dtype) {
  const DTypeInfo& info = infoOf(dtype);
  if (!info.scalarType)
    throw InputError(std::string(info.name) + " is no dtype of LibTorch " + std::string(libtorchVersion()));
  return *info.scalarType;
}

bool isExotic(DType dtype) { return dtype > DType::Bool; }

bool isDifferentiable(DType dtype) {
  const DTypeKind kind = infoOf(dtype).kind;
  return (kind == Floating || kind == Complex) && !isExotic(dtype);
}

bool isFloat8(DType dtype) { return infoOf(dtype).floatBits == 8 || dtype == DType::Float8E8M0FNU; }

bool isUnsigned(DType dtype) {
  return dtype == DType::UInt8 || dtype == DType::UInt16 || dtype == DType::UInt32 || dtype == DType::UInt64 ||
         dtype == DType::Float8E8M0FNU;
}

int componentsOf(DType dtype) { return infoOf(dtype).kind == Complex ? 2 : 1; }

}  // namespace swapcheck

#include "generators/dtype.h"

namespace swapcheck {

using enum DTypeKind;

const DTypeInfo kDTypes[12] = {
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
};

const DTypeInfo& infoOf(DType dtype) { return kDTypes[static_cast<int>(dtype)]; }

std::optional<DType> dtypeNamed(std::string_view name) {
  for (const DTypeInfo& info : kDTypes)
    if (info.name == name) return info.dtype;
  return std::nullopt;
}

bool isDifferentiable(DType dtype) {
  const DTypeKind kind = infoOf(dtype).kind;
  return kind == Floating || kind == Complex;
}

int componentsOf(DType dtype) { return infoOf(dtype).kind == Complex ? 2 : 1; }

}  // namespace swapcheck

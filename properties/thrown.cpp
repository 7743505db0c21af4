#include "properties/thrown.h"

#include <algorithm>
#include <cctype>

namespace swapcheck {
namespace {

constexpr size_t kMostErrorKind = 160;

bool isOfWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.'; }

bool isDType(std::string_view word) {
  constexpr std::string_view names[] = {
      "Float",  "Double", "Half",    "BFloat16", "ComplexFloat", "ComplexDouble", "ComplexHalf", "Long",
      "Int",    "Short",  "Char",    "Byte",     "Bool",         "UInt16",        "UInt32",      "UInt64",
      "float",  "double", "float16", "float32",  "float64",      "bfloat16",      "complex32",   "complex64",
      "int8",   "int16",  "int32",   "int64",    "uint8",        "bool",          "complex128",  "uint16",
      "uint32", "uint64", "half",    "long",     "int",          "short",
  };
  if (word.starts_with("torch.")) word.remove_prefix(6);
  return std::find(std::begin(names), std::end(names), word) != std::end(names) || word.starts_with("Float8_") ||
         word.starts_with("float8_");
}

/// "#" for a number, "T" for a dtype.
std::string kindOfWord(std::string_view word) {
  if (std::isdigit(static_cast<unsigned char>(word.front()))) return "#";
  return isDType(word) ? "T" : std::string(word);
}

/// Lists of numbers are alike, however long they are.
void appendWord(std::string& kind, const std::string& word) {
  if (kind.ends_with('-') && word == "#") kind.pop_back();
  kind += word;
  if (kind.ends_with("#, #")) kind.resize(kind.size() - 3);
}

}  // namespace

Falsified thrownFailure(std::string check, std::string sentence) {
  if (sentence.find(kInternalAssert) != std::string::npos) check = "internal-assert";
  std::string error = errorKindOf(sentence);
  return {std::move(check), std::move(sentence), {}, std::move(error)};
}

std::string errorKindOf(std::string_view text) {
  std::string kind;
  for (size_t begin = 0, end = 0; begin < text.size() && kind.size() < kMostErrorKind; begin = end) {
    end = begin + 1;
    if (!isOfWord(text[begin])) {
      kind += text[begin];
      continue;
    }
    while (end < text.size() && isOfWord(text[end])) ++end;
    appendWord(kind, kindOfWord(text.substr(begin, end - begin)));
  }
  return kind.substr(0, kMostErrorKind);
}

bool isRefusal(std::string_view text) {
  constexpr std::string_view phrases[] = {
      "jvp is not implemented for the c++ API",
      "to use it with forward mode AD",                               // a Python function without jvp
      "does not support it because it has not been implemented yet",  // "Trying to use forward AD with X that ..."
      "double backward is not supported",
      "double backwards is not supported",
      "does not support double backward",
      "does not currently support double backward",
      "marked with @once_differentiable",
      "is not differentiable twice",
  };
  const bool isUnimplementedDerivative = text.find("derivative for ") != std::string_view::npos &&
                                         text.find("is not implemented") != std::string_view::npos;
  return isUnimplementedDerivative || std::any_of(std::begin(phrases), std::end(phrases), [&](std::string_view phrase) {
           return text.find(phrase) != std::string_view::npos;
         });
}

}  // namespace swapcheck

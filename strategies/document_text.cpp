#include "strategies/document_text.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace swapcheck {
namespace {

struct Decoded {
  uint32_t character;
  size_t length;
};

/// Bytes of the sequence that begins with `lead`, and the least character that needs as many; Unicode 15, table 3-7.
std::optional<Decoded> shapeOf(unsigned char lead) {
  if (lead < 0x80) return Decoded{0, 1};
  if (lead >= 0xC2 && lead < 0xE0) return Decoded{0x80, 2};
  if (lead >= 0xE0 && lead < 0xF0) return Decoded{0x800, 3};
  if (lead >= 0xF0 && lead < 0xF5) return Decoded{0x10000, 4};
  return std::nullopt;
}

/// The character at the front of `bytes`, or nothing if they are not UTF-8.
std::optional<Decoded> decodeFront(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  const auto shape = shapeOf(lead);
  if (!shape || shape->length > bytes.size()) return std::nullopt;
  uint32_t character = shape->length == 1 ? lead : lead & (0x7Fu >> shape->length);
  for (size_t k = 1; k < shape->length; ++k) {
    const auto byte = static_cast<unsigned char>(bytes[k]);
    if ((byte & 0xC0) != 0x80) return std::nullopt;
    character = character << 6 | (byte & 0x3F);
  }
  const bool surrogate = character >= 0xD800 && character < 0xE000;
  if (character < shape->character || character > 0x10FFFF || surrogate) return std::nullopt;
  return Decoded{character, shape->length};
}

/// Characters that change the order in which others are shown (Unicode 15, section 23.2).
bool isBidirectionalControl(uint32_t character) {
  return character == 0x061C || character == 0x200E || character == 0x200F ||
         (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

bool isAllowed(uint32_t character) {
  if (character < 0x20) return character == '\t' || character == '\n' || character == '\r';
  const bool isControl = character >= 0x7F && character < 0xA0;
  const bool endsLine = character == 0x2028 || character == 0x2029;
  return !isControl && !endsLine && !isBidirectionalControl(character) && character != 0xFFFE && character != 0xFFFF;
}

}  // namespace

std::string documentText(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const auto decoded = decodeFront(bytes);
    const size_t length = decoded ? decoded->length : 1;
    if (decoded && isAllowed(decoded->character))
      text += bytes.substr(0, length);
    else
      text += "\uFFFD";
    bytes.remove_prefix(length);
  }
  return text;
}

std::string documentLine(std::string_view bytes) {
  std::string line = documentText(bytes);
  std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

}  // namespace swapcheck

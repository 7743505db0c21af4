#include "reports/utf8.h"

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

bool isAllowed(uint32_t character) {
  if (character < 0x20) return character == '\t' || character == '\n' || character == '\r';
  return character != 0xFFFE && character != 0xFFFF;
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

}  // namespace swapcheck

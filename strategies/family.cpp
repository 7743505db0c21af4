// Names of the four families.
#include <swapcheck/strategy.h>

namespace swapcheck {

std::string_view nameOf(Family family) {
  switch (family) {
    case Family::Whole: return "whole";
    case Family::Masked: return "masked";
    case Family::Indexed: return "indexed";
    case Family::Within: return "within";
  }
  return "?";
}

std::optional<Family> familyNamed(std::string_view name) {
  for (Family family : kFamilies)
    if (nameOf(family) == name) return family;
  return std::nullopt;
}

}  // namespace swapcheck

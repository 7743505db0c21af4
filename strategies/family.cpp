// Names of the four families.
#include <swapcheck/strategy.h>

#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kFamilyNames({
    NamedValue{Family::Whole, "whole"},
    {Family::Masked, "masked"},
    {Family::Indexed, "indexed"},
    {Family::Within, "within"},
});

}  // namespace

std::string_view familyName(Family family) { return kFamilyNames.of(family); }

std::optional<Family> familyNamed(std::string_view name) { return kFamilyNames.named(name); }

}  // namespace swapcheck

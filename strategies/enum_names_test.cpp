#include "strategies/enum_names.h"

#include <gtest/gtest.h>

namespace swapcheck {
namespace {

enum class Season { Spring, Summer, Autumn };

constexpr EnumNames kSeasons({
    NamedValue{Season::Spring, "spring"},
    {Season::Summer, "summer"},
    {Season::Autumn, "autumn"},
});

static_assert(isEnumerator<Season::Autumn>());
static_assert(isEnumerator<static_cast<Season>(2)>());
static_assert(!isEnumerator<static_cast<Season>(3)>());

TEST(EnumNames, LeadFromValuesToNamesAndBack) {
  for (const Season season : {Season::Spring, Season::Summer, Season::Autumn})
    EXPECT_EQ(kSeasons.named(kSeasons.of(season)), season);
  EXPECT_EQ(kSeasons.of(Season::Summer), "summer");
}

TEST(EnumNames, LeadNowhereFromOtherNames) {
  for (const char* name : {"", "Spring", "spring ", "winter"}) EXPECT_EQ(kSeasons.named(name), std::nullopt) << name;
}

}  // namespace
}  // namespace swapcheck

// Every part of the reproducers has what it needs, in both languages alike.
#include "reports/reproducer/sections.h"

#include <gtest/gtest.h>

#include "reports/reproducer/inputs.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

class SectionsTest : public testing::TestWithParam<Language> {
 protected:
  Sections sections_{GetParam()};
};

TEST_P(SectionsTest, FindACheckOfItsOwnBeforeOneOfAnyProperty) {
  EXPECT_EQ(sections_.check("rejects", "internal-assert").name, "check rejects internal-assert");
  EXPECT_EQ(sections_.check("gradient", "internal-assert").name, "check * internal-assert");
  EXPECT_EQ(sections_.check("values", "throws").name, "check * throws");
}

TEST_P(SectionsTest, FillInTheCheck) {
  const Section section = sections_.check("originals", "requires-grad");
  EXPECT_NE(section.body.find("\"requires-grad\""), std::string::npos);
  EXPECT_EQ(section.body.find("@CHECK@"), std::string::npos);
}

TEST_P(SectionsTest, KnowNoCheckThatThereIsNot) { EXPECT_THROW(sections_.check("gradient", "nonsense"), InputError); }

TEST_P(SectionsTest, GiveWhatIsNeededFirst) {
  std::vector<std::string> names;
  for (const Section& section : sections_.needed({"compare_bits"})) names.push_back(section.name);
  EXPECT_EQ(names, (std::vector<std::string>{"fail", "bits", "same_bits", "unfit", "compare_bits"}));
}

TEST_P(SectionsTest, NeedInputsWhereTheyCallThem) {
  EXPECT_EQ(sections_.check("values", "bits").data, (std::vector<std::string>{"expected", "inputs"}));
  EXPECT_EQ(sections_.check("forward-mode", "unsupported").data, std::vector<std::string>{"tangents"});
}

INSTANTIATE_TEST_SUITE_P(Languages, SectionsTest, testing::Values(Language::Cpp, Language::Python));

}  // namespace
}  // namespace swapcheck

#include "reports/report.h"

#include <gtest/gtest.h>

#include "reports/approved.h"
#include "reports/sample_record.h"

namespace swapcheck {
namespace {

size_t countOf(const std::string& what, const std::string& text) {
  size_t count = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

TEST(Markdown, OfTheSampleIsAsApproved) { expectApproved("summary.md", renderMarkdown(sampleInput())); }

TEST(Markdown, OfACleanRunWithoutBenchmarksIsAsApproved) {
  expectApproved("clean.md", renderMarkdown({cleanRun(), std::nullopt}));
}

TEST(Junit, OfTheSampleIsAsApproved) { expectApproved("junit.xml", renderJunit(sampleInput())); }

TEST(Junit, CountsWhatItHolds) {
  const std::string xml = renderJunit(sampleInput());
  EXPECT_EQ(countOf("<testcase ", xml), 80u);
  EXPECT_EQ(countOf("<failure ", xml), 4u);
  EXPECT_EQ(countOf("<skipped ", xml), 1u);
  EXPECT_NE(xml.find("tests=\"80\" failures=\"4\" errors=\"0\" skipped=\"1\""), std::string::npos);
}

TEST(Junit, OfNothingHasNoTestCase) {
  EXPECT_NE(renderJunit({}).find("tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\""), std::string::npos);
}

}  // namespace
}  // namespace swapcheck

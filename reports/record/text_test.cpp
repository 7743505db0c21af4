#include "reports/record/text.h"

#include <gtest/gtest.h>

#include <limits>

#include "reports/grid_layout.h"
#include "reports/markdown_text.h"
#include "reports/markup.h"
#include "reports/record/run_record.h"
#include "strategies/document_text.h"

namespace swapcheck {
namespace {

TEST(Text, GroupsThousands) {
  EXPECT_EQ(thousands(0), "0");
  EXPECT_EQ(thousands(999), "999");
  EXPECT_EQ(thousands(1000), "1,000");
  EXPECT_EQ(thousands(-1234567), "-1,234,567");
  EXPECT_EQ(thousands(-123), "-123");
}

TEST(Text, GivesThreeSignificantDigitsWithAPrefix) {
  EXPECT_EQ(siNumber(0), "0");
  EXPECT_EQ(siNumber(1.234), "1.23");
  EXPECT_EQ(siNumber(999.6), "1.00 k");
  EXPECT_EQ(siNumber(45678), "45.7 k");
  EXPECT_EQ(siNumber(2.5e9), "2.50 G");
  EXPECT_EQ(siNumber(std::numeric_limits<double>::infinity()), "inf");
}

TEST(Text, WritesSmallCountsAsTheyAre) {
  EXPECT_EQ(siCount(0), "0");
  EXPECT_EQ(siCount(81), "81");
  EXPECT_EQ(siCount(999), "999");
  EXPECT_EQ(siCount(1000), "1.00 k");
}

TEST(Text, SaysDurationsInFittingUnits) {
  EXPECT_EQ(durationText(0.42), "0.42 s");
  EXPECT_EQ(durationText(59.96), "60.0 s");
  EXPECT_EQ(durationText(598.25), "9 min 58 s");
  EXPECT_EQ(durationText(7500), "2 h 5 min");
}

TEST(Text, SaysHowShrinkingEnded) {
  EXPECT_EQ(shrinkText({41, 384, 1, ShrinkEnd::Minimal}),
            "shrunk from 384 elements to 1 in 41 evaluations, until no smaller case failed");
  EXPECT_EQ(shrinkText({0, 5, 5}), "not shrunk");
}

TEST(DocumentText, KeepsUtf8AndReplacesWhatADocumentMayNotHold) {
  EXPECT_EQ(documentText("a\t\u00e9\u20ac\U0001F600"), "a\t\u00e9\u20ac\U0001F600");
  EXPECT_EQ(documentText(std::string_view("\0\x1b", 2)), "\uFFFD\uFFFD");
  EXPECT_EQ(documentText("\xff"), "\uFFFD") << "no lead byte";
  EXPECT_EQ(documentText("\xe2\x82"), "\uFFFD\uFFFD") << "cut short";
  EXPECT_EQ(documentText("\xc0\xaf"), "\uFFFD\uFFFD") << "overlong";
  EXPECT_EQ(documentText("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD") << "a surrogate";
  EXPECT_EQ(documentText("\uFFFE"), "\uFFFD") << "no character";
  EXPECT_EQ(documentText("\x7f\u0085\u009b"), "\uFFFD\uFFFD\uFFFD") << "DEL, and controls of the second set";
  EXPECT_EQ(documentText("a\u202eb\u2066c\u200fd"), "a\uFFFDb\uFFFDc\uFFFDd") << "another order of what follows";
  EXPECT_EQ(documentText("a\u2028b"), "a\uFFFDb") << "a line break that not everybody sees";
}

TEST(Markup, EscapesTextAndAttributes) {
  EXPECT_EQ(element("p", {{"title", "\"<'&"}}, "<b>").str(), "<p title=\"&quot;&lt;&#39;&amp;\">&lt;b&gt;</p>");
}

TEST(Markup, JsonCannotEndItsScriptElement) {
  EXPECT_EQ(scriptJson(R"({"a":"</script><!--"})").str(), R"({"a":"\u003c/script>\u003c!--"})");
}

TEST(CoverageText, NamesWhatWasMissedAndCountsThePairs) {
  RunRecord run;
  EXPECT_EQ(coverageText(run), "");
  run.coverage = {{"rank.0", "", 9, true}, {"rank.1", "", 0, true}, {"rank.2", "", 0, false}, {"rank.3", "", 0, true}};
  EXPECT_EQ(coverageText(run), "coverage: no case had rank.1, rank.3\n");
  run.pairs = PairCoverage{4210, 4207, {}};
  EXPECT_EQ(coverageText(run), "coverage: no case had rank.1, rank.3\ncoverage: 4,207 of 4,210 pairs of features\n");
}

TEST(CoverageText, NamesTenMissedFeaturesAtMost) {
  RunRecord run;
  for (int k = 0; k < 10; ++k) run.coverage.push_back({"f" + std::to_string(k), "", 0, true});
  EXPECT_EQ(coverageText(run), "coverage: no case had f0, f1, f2, f3, f4, f5, f6, f7, f8, f9\n");
  for (int k = 10; k < 12; ++k) run.coverage.push_back({"f" + std::to_string(k), "", 0, true});
  EXPECT_EQ(coverageText(run), "coverage: no case had f0, f1, f2, f3, f4, f5, f6, f7, f8, f9 and 2 more\n");
}

TEST(OutcomeText, SaysThatAFlakyFailureDoesNotComeEveryTime) {
  EXPECT_EQ(outcomeText(FailureOutcome::Flaky), "fails, but not every time");
  EXPECT_EQ(outcomeText(FailureOutcome::Falsified), "does not hold");
}

TEST(MarkdownText, EscapesWhatMarkdownAndGitHubRead) {
  EXPECT_EQ(markdownText("a|b *c* requires_grad _x_ <i> @all #1\nend"),
            "a\\|b \\*c\\* requires_grad \\_x\\_ &lt;i> &#64;all \\#1 end");
}

TEST(MarkdownText, CodeHoldsBackticksAndPipes) {
  EXPECT_EQ(markdownCode("a|b"), "`a\\|b`");
  EXPECT_EQ(markdownCode("x`y"), "``x`y``");
  EXPECT_EQ(markdownBlock("```", ""), "````\n```\n````\n");
}

TEST(GridLayout, ZeroDimIsOneCellAndOneDimOneRow) {
  const GridLayout scalar = layoutOf({"i", "int64", {}, {"7"}, {0}});
  ASSERT_EQ(scalar.slices.size(), 1u);
  EXPECT_TRUE(scalar.slices[0].rows.at(0).at(0).marked);
  EXPECT_EQ(layoutOf({"i", "int64", {3}, {"1", "2", "3"}, {}}).slices.at(0).rows.size(), 1u);
}

TEST(GridLayout, HigherRanksAreLabelledSlices) {
  const GridLayout layout = layoutOf({"a", "int8", {2, 2, 1, 1}, {"0", "1", "2", "3"}, {}});
  ASSERT_EQ(layout.slices.size(), 4u);
  EXPECT_EQ(layout.slices[2].label, "[1, 0, :, :]");
  EXPECT_EQ(layout.slices[2].rows.at(0).at(0).text, "2");
}

TEST(GridLayout, SaysHowMuchItDoesNotShow) {
  const GridLayout layout = layoutOf({"a", "int8", {3, 4}, {"0", "1", "2", "3", "4", "5"}, {}});
  EXPECT_EQ(layout.hidden, 6);
  ASSERT_EQ(layout.slices.at(0).rows.size(), 2u);
  EXPECT_EQ(layout.slices.at(0).rows.at(1).size(), 2u);
}

TEST(GridLayout, EmptyTensorsHaveNoSlices) {
  const GridLayout layout = layoutOf({"a", "int8", {0, 3}, {}, {}});
  EXPECT_TRUE(layout.slices.empty());
  EXPECT_EQ(layout.empty, "empty [0, 3]");
}

TEST(GridLayout, TakesShapesWhoseElementsCannotBeCounted) {
  EXPECT_GT(layoutOf({"a", "int8", {1 << 30, 1 << 30, 1 << 30}, {"0"}, {}}).hidden, 0);
}

TEST(GridAsText, PutsMarkedCellsInBrackets) {
  EXPECT_EQ(textOf({"a", "int8", {2, 2}, {"0", "-1", "2", "3"}, {1}}), "a: int8 [2, 2]\n   0  [-1]\n   2    3\n");
}

}  // namespace
}  // namespace swapcheck

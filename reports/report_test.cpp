#include "reports/report.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports/digest.h"
#include "tests/support/approved.h"
#include "tests/support/sample_record.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

size_t countOf(const std::string& what, const std::string& text) {
  size_t count = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

/// The page without the parts that are files of their own.
std::string withoutEmbedded(std::string page) {
  for (const auto& [open, close] : {std::pair("<style>", "</style>"), std::pair("<script>", "</script>")})
    for (size_t at = page.find(open); at != std::string::npos; at = page.find(open, at + 1)) {
      const size_t begin = at + std::string(open).size();
      page.replace(begin, page.find(close, begin) - begin, "...");
    }
  return page;
}

/// Every value of the attribute `name` in the page.
std::vector<std::string> valuesOf(const std::string& name, const std::string& page) {
  std::vector<std::string> values;
  const std::string open = " " + name + "=\"";
  for (size_t at = page.find(open); at != std::string::npos; at = page.find(open, at + 1)) {
    const size_t begin = at + open.size();
    values.push_back(page.substr(begin, page.find('"', begin) - begin));
  }
  return values;
}

TEST(Html, OfTheSampleIsAsApproved) { expectApproved("report.html", withoutEmbedded(renderHtml(sampleInput()))); }

TEST(Html, OfACleanRunWithoutBenchmarksIsAsApproved) {
  expectApproved("clean.html", withoutEmbedded(renderHtml({cleanRun(), std::nullopt})));
}

TEST(Html, LoadsNothing) {
  const std::string page = withoutEmbedded(renderHtml(sampleInput()));
  EXPECT_TRUE(valuesOf("src", page).empty());
  for (const char* loader : {"<link", "<img", "<iframe", "<object", "<embed", "@import", "url("})
    EXPECT_EQ(page.find(loader), std::string::npos) << loader;
}

TEST(Html, LinksWithinItselfToCaseFilesAndToUpstreamIssuesOnly) {
  const std::vector<std::string> links = valuesOf("href", withoutEmbedded(renderHtml(sampleInput())));
  EXPECT_GT(links.size(), 10u);
  for (const std::string& link : links)
    EXPECT_TRUE(link.starts_with("#") || link.starts_with("failures/") || link.starts_with("https://github.com/"))
        << link;
}

TEST(Html, AnchorsThatItLinksToAreThereOnce) {
  const std::string page = withoutEmbedded(renderHtml(sampleInput()));
  for (const std::string& link : valuesOf("href", page))
    if (link.starts_with("#")) {
      EXPECT_EQ(countOf("id=\"" + link.substr(1) + "\"", page), 1u) << link;
    }
}

TEST(Html, TextOfTheRunDoesNotBecomeMarkup) {
  const std::string page = renderHtml(sampleInput());
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("<CPU>"), std::string::npos);
  EXPECT_EQ(countOf("<script", page), countOf("</script>", page));
}

TEST(Html, AHostileAddressIsNoLink) {
  RunRecord run = sampleRun();
  run.failures[0].file = "javascript:alert(1)";
  for (VerdictRecord& verdict : run.verdicts)
    for (KnownFailureTally& known : verdict.known) known.upstream = "javascript:alert(2)";
  for (const std::string& link : valuesOf("href", withoutEmbedded(renderHtml({run, std::nullopt}))))
    EXPECT_FALSE(link.starts_with("javascript:")) << link;
}

TEST(Html, TextThatLooksLikeAPlaceholderStaysText) {
  RunRecord run = cleanRun();
  run.command = "swapcheck {{style}}";
  EXPECT_NE(renderHtml({run, std::nullopt}).find("swapcheck {{style}}"), std::string::npos);
}

TEST(Html, BringsTheChartLibraryOnlyWhenThereAreCharts) {
  EXPECT_NE(renderHtml(sampleInput()).find("Chart.js v3"), std::string::npos);
  EXPECT_EQ(renderHtml({sampleRun(), std::nullopt}).find("Chart.js v3"), std::string::npos);
}

TEST(Html, OfNothingSaysThatNothingWasRun) { EXPECT_NE(renderHtml({}).find("Nothing was run"), std::string::npos); }

TEST(Markdown, OfTheSampleIsAsApproved) { expectApproved("summary.md", renderMarkdown(sampleInput())); }

TEST(Markdown, OfACleanRunWithoutBenchmarksIsAsApproved) {
  expectApproved("clean.md", renderMarkdown({cleanRun(), std::nullopt}));
}

TEST(Report, NamesOnlyTheMissedFeaturesThatARunRequires) {
  RunRecord run = sampleRun();
  for (FeatureCount& feature : run.coverage)
    if (feature.name == "mask.none") feature.required = false;
  const std::string page = withoutEmbedded(renderHtml({run, std::nullopt}));
  EXPECT_NE(page.find("No case had 1 of 15 features: <code>dtype.bool</code>."), std::string::npos);
  EXPECT_EQ(countOf("class=\"missing\"", page), 1u);
  EXPECT_NE(renderMarkdown({run, std::nullopt}).find("No case had `dtype.bool`.\n"), std::string::npos);
}

TEST(Report, SaysWhenNothingWasMissed) {
  RunRecord run = sampleRun();
  for (FeatureCount& feature : run.coverage) feature.cases = 1;
  run.pairs = PairCoverage{3, 3, {}};
  const std::string page = withoutEmbedded(renderHtml({run, std::nullopt}));
  EXPECT_NE(page.find("The cases had all 16 features."), std::string::npos);
  EXPECT_NE(page.find("the cases had 3 (100.0 %)."), std::string::npos);
  EXPECT_EQ(page.find("that no case had"), std::string::npos);
  const std::string summary = renderMarkdown({run, std::nullopt});
  EXPECT_NE(summary.find("\n## Coverage\n\nPairs of features seen: 3 of 3 feasible ones.\n"), std::string::npos);
}

TEST(Report, OfARunWithoutPairsSaysNothingOfThem) {
  RunRecord run = sampleRun();
  run.pairs.reset();
  EXPECT_EQ(renderHtml({run, std::nullopt}).find("pairs of features"), std::string::npos);
  EXPECT_EQ(renderMarkdown({run, std::nullopt}).find("Pairs of features"), std::string::npos);
}

TEST(Report, SaysThatAFlakyFailureDoesNotComeEveryTime) {
  RunRecord run = sampleRun();
  run.failures[0].outcome = FailureOutcome::Flaky;
  const ReportInput input{run, std::nullopt};
  for (const std::string& report : {renderHtml(input), renderMarkdown(input)})
    EXPECT_EQ(countOf("fails, but not every time", report), 1u);
  EXPECT_EQ(countOf("type=\"flaky\"", renderJunit(input)), 1u);
}

/// The sample benchmarks, and nothing that was judged.
ReportInput benchAlone() {
  Json bench = sampleBench();
  bench["context"]["libtorch"] = "1.13.1";
  bench["context"]["date"] = "2026-01-31T02:00:00+00:00";
  bench["context"]["duration_s"] = "6.4";
  bench["context"]["ended"] = "clock";
  return {std::nullopt, benchDocumentOf(bench)};
}

TEST(Report, OfBenchmarksAloneSaysThatNoCasesWereJudgedAndClaimsNothing) {
  const ReportInput input = benchAlone();
  for (const std::string& report : {withoutEmbedded(renderHtml(input)), renderMarkdown(input), renderJunit(input)}) {
    EXPECT_NE(report.find("No cases were judged"), std::string::npos) << report;
    for (const char* claim : {"verified", "as documented", "Seed", "seed", "Coverage", "Verdicts", "Nothing was run"})
      EXPECT_EQ(report.find(claim), std::string::npos) << claim << "\n" << report;
  }
}

TEST(Html, OfBenchmarksAloneHasThePerformanceAndTheFactsOfTheSweep) {
  const std::string page = withoutEmbedded(renderHtml(benchAlone()));
  EXPECT_EQ(countOf("<section", page), 1u);
  EXPECT_NE(page.find("<section id=\"performance\">"), std::string::npos);
  EXPECT_EQ(countOf("<nav", page), 0u);
  EXPECT_NE(page.find("<dt>LibTorch</dt><dd>1.13.1</dd>"), std::string::npos);
  EXPECT_NE(page.find("<dt>Ended because</dt><dd>the time was up</dd>"), std::string::npos);
  EXPECT_NE(page.find("<dt>library_build_type</dt>"), std::string::npos);
  EXPECT_NE(page.find("masked · forward"), std::string::npos);
  EXPECT_NE(renderHtml(benchAlone()).find("Chart.js v3"), std::string::npos);
}

TEST(Html, OfBenchmarksThatGaveNothingSaysSo) {
  for (const BenchDocument& bench : {BenchDocument(), benchDocumentOf(Json(3))}) {
    const std::string page = renderHtml({std::nullopt, bench});
    EXPECT_NE(page.find("The benchmarks gave nothing to draw."), std::string::npos);
    EXPECT_EQ(page.find("Chart.js v3"), std::string::npos);
  }
}

TEST(Markdown, OfBenchmarksAloneIsTheThroughput) {
  const std::string summary = renderMarkdown(benchAlone());
  const std::string head =
      "# swapcheck: – No cases were judged\n\n" + digestWithoutRun().detail + "\nLibTorch 1.13.1, ";
  EXPECT_TRUE(summary.starts_with(head)) << summary;
  EXPECT_EQ(countOf("\n## ", summary), 1u);
  EXPECT_NE(summary.find("\n## Throughput at the largest size\n\n| family |"), std::string::npos);
}

TEST(Junit, OfBenchmarksAloneIsOneSkippedTestCase) {
  const std::string xml = renderJunit(benchAlone());
  EXPECT_NE(xml.find("tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\" time=\"6.400\" "
                     "timestamp=\"2026-01-31T02:00:00\""),
            std::string::npos)
      << xml;
  EXPECT_EQ(countOf("<testcase ", xml), 1u);
  EXPECT_NE(xml.find("<property name=\"cases\" value=\"0\">"), std::string::npos) << xml;
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

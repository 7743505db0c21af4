// What the program says of itself: help, version and lists.
#include <torch/version.h>

#include <set>
#include <sstream>

#include "sandbox.h"

namespace swapcheck {
namespace {

using Help = Sandbox;
using List = Sandbox;

TEST_F(Help, OfTheProgramNamesEveryCommand) {
  for (const char* word : {"--help", "-h", "help"}) {
    const ProcessResult result = swapcheck({word});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.err, "");
    for (const char* command : {"nightly", "fuzz", "replay", "bench", "report", "history", "list"})
      EXPECT_TRUE(holds(result.out, std::string("\n  ") + command + " ")) << command;
  }
}

TEST_F(Help, OfEveryCommandNamesItsOptions) {
  const std::map<std::string, Words> options = {
      {"nightly",
       {"--time D", "--seed N", "--strategy GLOB", "--property GLOB", "--out DIR", "--history FILE", "--no-history",
        "--plugin FILE", "--script FILE"}},
      {"fuzz",
       {"--seed N", "--cases N", "--time D", "--strategy GLOB", "--property GLOB", "--out DIR", "--history FILE",
        "--plugin FILE", "--script FILE"}},
      {"replay",
       {"--plugin FILE", "--script FILE", "--seed N", "--case K", "--strategy GLOB", "--property GLOB", "--emit json"}},
      {"bench", {"--plugin FILE", "--script FILE", "--strategy GLOB", "--quick", "--full", "--out DIR"}},
      {"report", {"--out DIR", "--plugin FILE", "--script FILE"}},
      {"history", {"--db FILE", "--runs N", "--json"}},
      {"list", {"--json", "--seed N", "--cases N", "--plugin FILE", "--script FILE"}}};
  for (const auto& [command, names] : options) {
    const ProcessResult result = swapcheck({command, "--help"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.err, "");
    EXPECT_TRUE(result.out.starts_with("Usage: swapcheck " + command + " ")) << result.out;
    for (const std::string& name : names) EXPECT_TRUE(holds(result.out, name)) << name << "\n" << result.out;
  }
  EXPECT_TRUE(everything().empty());
}

TEST_F(Help, VersionIsTheProjects) {
  const ProcessResult result = swapcheck({"--version"});
  EXPECT_EQ(result.exitCode, 0);
  EXPECT_EQ(result.out, "swapcheck " SWAPCHECK_VERSION ", for LibTorch " TORCH_VERSION "\n");
}

TEST_F(List, ShowsTheCasesOfAStream) {
  const ProcessResult result = swapcheck({"list", "cases", "--seed", "7", "--cases", "3"});
  std::istringstream lines(result.out);
  std::string line;
  std::set<std::string> families;
  int64_t count = 0;
  for (; std::getline(lines, line); ++count) {
    const Json json = Json::parse(line);
    EXPECT_EQ(json["number"], count / 4);
    families.insert(json["case"]["family"]);
  }
  EXPECT_EQ(count, 12);
  EXPECT_EQ(families, (std::set<std::string>{"whole", "masked", "indexed", "within"}));
}

TEST_F(List, NamesTheSameAsTextAndAsJson) {
  for (const char* what : {"strategies", "properties", "features"}) {
    const ProcessResult text = swapcheck({"list", what});
    const ProcessResult json = swapcheck({"list", what, "--json"});
    EXPECT_EQ(text.exitCode, 0);
    EXPECT_EQ(json.exitCode, 0);
    Words fromText, fromJson;
    for (const std::string& line : linesOf(text.out))
      if (!line.starts_with(' ')) fromText.push_back(line.substr(0, line.find(' ')));
    for (const Json& item : Json::parse(json.out)) fromJson.push_back(item.at("name"));
    EXPECT_FALSE(fromJson.empty()) << what;
    EXPECT_EQ(fromText, fromJson);
  }
}

TEST_F(List, OfStrategiesHasTheArticlesAndTheirFault) {
  const Json strategies = Json::parse(swapcheck({"list", "strategies", "--json"}).out);
  for (const char* name : {"article.clone-detach", "article.index-assign", "article.where"}) {
    const Json found = matching(strategies, {{"name", name}});
    ASSERT_EQ(found.size(), 1u) << name;
    EXPECT_EQ(found[0]["known_failures"][0]["property"], "gradient");
    EXPECT_TRUE(holds(found[0]["known_failures"][0]["reason"], "detach() cuts the graph"));
  }
}

TEST_F(List, OfAProgramOfOnesOwnHasItsStrategies) {
  EXPECT_TRUE(holds(withFaults({"list", "strategies"}).out, "\nbroken.throws "));
}

TEST_F(List, ThatCannotBeWrittenIsNoSuccess) {
  const ProcessResult result =
      runProcess("/bin/sh", {"-c", "'" SWAPCHECK_PROGRAM "' list features > /dev/full"}, {folder()});
  EXPECT_EQ(result.exitCode, 3);
  EXPECT_EQ(result.err, "swapcheck: standard output cannot be written\n");
}

}  // namespace
}  // namespace swapcheck

// What the command line takes, and in which sentence it refuses the rest.
#include "harness/commands/options.h"

#include <gtest/gtest.h>

#include <sstream>

#include "harness/commands/parsers.h"
#include "harness/commands/selection_options.h"
#include "strategies/error.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

using Words = std::vector<std::string>;

/// A command with an option of each kind and no positional arguments.
CommandLine someLine() {
  CommandLine line("try [OPTION]...", "Tries options.");
  line.option("number", "N", "a number").option("time", "D", "a duration").option("out", "DIR", "a folder");
  line.repeated("strategy", "GLOB", "strategies").repeated("property", "GLOB", "properties").flag("quick", "hurry");
  line.listed("strategy", "strategies");
  return line;
}

CommandLine parsed(const Words& words) {
  CommandLine line = someLine();
  std::ostringstream out;
  EXPECT_TRUE(line.parse(words, out));
  EXPECT_EQ(out.str(), "");
  return line;
}

std::string refusalOf(const Words& words) {
  return complaintOf<InputError>([&] { parsed(words); });
}

std::optional<uint64_t> numberFrom(const std::string& text, uint64_t min = 0, uint64_t max = UINT64_MAX) {
  return parsed({"--number=" + text}).number("number", min, max);
}

std::string complaintAboutNumber(const std::string& text, uint64_t min = 0, uint64_t max = UINT64_MAX) {
  return complaintOf<InputError>([&] { numberFrom(text, min, max); });
}

Catalogue someCatalogue() {
  Catalogue catalogue;
  for (const char* name : {"masked.where", "whole.clone", "masked.blend"})
    catalogue.add({name, "", WholeSwap([](const at::Tensor& a, const at::Tensor& b) { return TensorPair{b, a}; })});
  return catalogue;
}

Words strategiesOf(const Words& words) {
  const Catalogue catalogue = someCatalogue();
  Words names;
  for (const Strategy* strategy : selectedStrategies(parsed(words), catalogue)) names.push_back(strategy->name);
  return names;
}

TEST(CommandLine, HasWhatItWasGiven) {
  const CommandLine line = parsed({"--number", "7", "--quick", "--strategy", "a.*", "--strategy=b.c", "--out", "d/e"});
  EXPECT_EQ(line.number("number", 0, 9), 7u);
  EXPECT_TRUE(line.has("quick"));
  EXPECT_EQ(line.texts("strategy"), (Words{"a.*", "b.c"}));
  EXPECT_EQ(line.path("out"), "d/e");
}

TEST(CommandLine, HasNothingThatItWasNotGiven) {
  const CommandLine line = parsed({});
  EXPECT_FALSE(line.has("quick"));
  EXPECT_FALSE(line.number("number", 0, 9).has_value());
  EXPECT_FALSE(line.duration("time").has_value());
  EXPECT_FALSE(line.path("out").has_value());
  EXPECT_TRUE(line.texts("strategy").empty());
}

TEST(CommandLine, HelpNamesEveryOption) {
  CommandLine line = someLine();
  std::ostringstream out;
  EXPECT_FALSE(line.parse({"--help"}, out));
  EXPECT_TRUE(out.str().starts_with("Usage: swapcheck try [OPTION]...\n\nTries options.\n\n")) << out.str();
  for (const char* option : {"--help", "--number N", "--time D", "--out DIR", "--strategy GLOB", "--quick"})
    EXPECT_NE(out.str().find(option), std::string::npos) << option;
}

TEST(CommandLine, HelpHidesThePositional) {
  CommandLine line("try FILE", "Tries.");
  line.positional("file", "FILE");
  std::ostringstream out;
  EXPECT_FALSE(line.parse({"-h"}, out));
  EXPECT_EQ(out.str().find("--file"), std::string::npos);
}

TEST(CommandLine, NamesTheOptionThatIsWrong) {
  const std::string pointer = "; `swapcheck try --help` shows the options";
  EXPECT_EQ(refusalOf({"--frob"}), "unrecognised option '--frob'" + pointer);
  EXPECT_EQ(refusalOf({"-x"}), "unrecognised option '-x'" + pointer);
  EXPECT_EQ(refusalOf({"--number"}), "the required argument for option '--number' is missing" + pointer);
  EXPECT_EQ(refusalOf({"--number", "1", "--number", "2"}),
            "option '--number' cannot be specified more than once" + pointer);
  EXPECT_EQ(refusalOf({"--quick=yes"}), "option '--quick' does not take any arguments" + pointer);
  EXPECT_EQ(refusalOf({"stray"}), "unexpected argument \"stray\"" + pointer);
}

TEST(CommandLine, TakesNoAbbreviations) {
  EXPECT_TRUE(refusalOf({"--num", "7"}).starts_with("unrecognised option '--num'"));
  EXPECT_TRUE(refusalOf({"--QUICK"}).starts_with("unrecognised option '--QUICK'"));
}

TEST(CommandLine, TakesOptionsBetweenPositionals) {
  CommandLine line = someLine();
  line.positional("file", "FILE");
  std::ostringstream out;
  EXPECT_TRUE(line.parse({"a.json", "--quick", "b.json", "--", "--c.json"}, out));
  EXPECT_EQ(line.texts("file"), (Words{"a.json", "b.json", "--c.json"}));
}

TEST(CommandLine, NumbersAreWholeAndWithinTheirRange) {
  EXPECT_EQ(numberFrom("0"), 0u);
  EXPECT_EQ(numberFrom("18446744073709551615"), UINT64_MAX);
  for (const char* text : {"abc", "-1", "+1", "1.5", "1e3", "0x10", "7 ", " 7", "18446744073709551616"})
    EXPECT_EQ(complaintAboutNumber(text),
              "--number: expected a whole number from 0 to 18446744073709551615, got \"" + std::string(text) + "\"");
  EXPECT_EQ(complaintAboutNumber("0", 1, 9), "--number: expected a whole number from 1 to 9, got \"0\"");
  EXPECT_EQ(complaintAboutNumber("10", 1, 9), "--number: expected a whole number from 1 to 9, got \"10\"");
}

TEST(CommandLine, ANegativeNumberIsNamedWithItsOption) {
  const std::string complaint = complaintOf<InputError>([] { parsed({"--number", "-1"}).number("number", 1, 9); });
  EXPECT_EQ(complaint, "--number: expected a whole number from 1 to 9, got \"-1\"");
}

TEST(CommandLine, AnEmptyPathIsRefused) {
  EXPECT_EQ(complaintOf<InputError>([] { parsed({"--out", ""}).path("out"); }), "--out: expected a path, got \"\"");
}

TEST(CommandLine, ADurationThatIsNoneIsRefused) {
  EXPECT_EQ(complaintOf<InputError>([] { parsed({"--time", "5x"}).duration("time"); }),
            "--time: expected a duration such as 30s, 10m or 1h30m, got \"5x\"");
  EXPECT_EQ(parsed({"--time", "5m"}).duration("time"), 300);
}

TEST(ParseDuration, AddsUpSecondsMinutesHoursAndDays) {
  for (const auto& [text, seconds] : std::map<std::string, double>{{"1s", 1},
                                                                   {"90s", 90},
                                                                   {"0.5s", 0.5},
                                                                   {"10m", 600},
                                                                   {"8h", 28800},
                                                                   {"1h30m", 5400},
                                                                   {"1d", 86400},
                                                                   {"1.5h", 5400},
                                                                   {"366d", 31622400}})
    EXPECT_EQ(parseDuration(text), seconds) << text;
}

TEST(ParseDuration, TakesNothingElse) {
  for (const char* text :
       {"",   "0s",    "0",      "5",   "s",  "5x",   "-5s", "5 s",  " 5s",  "5s ",  "1e3s",
        ".s", "1..5s", "1.2.3s", "5ms", "5S", "1h30", "inf", "infs", "nans", "367d", "99999999999999999999999999h"})
    EXPECT_FALSE(parseDuration(text).has_value()) << text;
}

TEST(Selection, WithoutGlobIsEverythingInOrder) {
  EXPECT_EQ(strategiesOf({}), (Words{"masked.where", "whole.clone", "masked.blend"}));
  EXPECT_EQ(selectedProperties(parsed({})).size(), allProperties().size());
}

TEST(Selection, IsWhatAnyGlobMatchesOnceAndInOrder) {
  EXPECT_EQ(strategiesOf({"--strategy", "masked.*"}), (Words{"masked.where", "masked.blend"}));
  EXPECT_EQ(strategiesOf({"--strategy", "whole.clone", "--strategy", "*.[bc]l*", "--strategy", "whole.?lone"}),
            (Words{"whole.clone", "masked.blend"}));
}

TEST(Selection, IsByTheWholeName) {
  EXPECT_EQ(complaintOf<InputError>([] { strategiesOf({"--strategy", "whole"}); }),
            "no strategy is named \"whole\"; `swapcheck list strategies` shows them");
}

TEST(Selection, EveryGlobHasToMatch) {
  EXPECT_EQ(complaintOf<InputError>([] { strategiesOf({"--strategy", "masked.*", "--strategy", "nested.*"}); }),
            "no strategy is named \"nested.*\"; `swapcheck list strategies` shows them");
  EXPECT_EQ(complaintOf<InputError>([] { selectedProperties(parsed({"--property", "valeus"})); }),
            "no property is named \"valeus\"; `swapcheck list properties` shows them");
}

}  // namespace
}  // namespace swapcheck

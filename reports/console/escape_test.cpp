// Text comes out of a shell as it went in.
#include "reports/console/escape.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>

namespace swapcheck {
namespace {

/// What a POSIX shell makes of the quoted word.
std::string throughShell(const std::string& word) {
  std::string out;
  FILE* pipe = popen(("printf '<%s>' " + shellQuoted(word)).c_str(), "r");
  std::array<char, 256> buffer{};
  while (size_t got = fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), got);
  pclose(pipe);
  return out;
}

TEST(ShellQuoted, ComesOutOfAShellUnchanged) {
  for (const std::string word :
       {"plain", "",     "two words",   "masked.*", "it's", "'",  "''",        "$HOME", "`id`", "a\"b",
        "~",     "a\\b", "line\nbreak", "{a,b}",    "!x",   "#x", "tab\there", "é",     "-x",   "a;b&c|d<e>f(g)"})
    EXPECT_EQ(throughShell(word), "<" + word + ">");
}

TEST(ShellQuoted, LeavesPlainWordsBare) {
  for (const std::string word : {"runs/20260131T120000Z-1/failures/masked.blend--values--bits.json", "--seed=1", "10m"})
    EXPECT_EQ(shellQuoted(word), word);
}

TEST(CppLiteral, EscapesWhatCppReadsOtherwise) {
  EXPECT_EQ(cppLiteral("a \"b\" \\ \n1"), "\"a \\\"b\\\" \\\\ \\0121\"");
}

TEST(Printable, IsOnOneLineWithoutControlCharacters) {
  EXPECT_EQ(printable("a\nb\tc\x1b[2J\u009b2J\xff"), "a b c\uFFFD[2J\uFFFD2J\uFFFD");
}

TEST(ShellQuoted, QuotesTheEmptyWord) { EXPECT_EQ(shellQuoted(""), "''"); }

}  // namespace
}  // namespace swapcheck

// Files are written whole or not at all, and what cannot be read is named.
#include "harness/storage/files.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "strategies/error.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

constexpr uintmax_t kMaxBytes = 1000;

size_t entriesOf(const fs::path& folder) {
  return static_cast<size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

std::string complaintOfReading(const fs::path& path) {
  return complaintOf<InputError>([&] { readJsonFile(path, kMaxBytes); });
}

TEST(WriteFile, WritesTheContentAndNothingElse) {
  const TemporaryFolder folder;
  const std::string content("two\nlines and a \0 byte", 22);
  writeFile(folder.path() / "x.json", content);
  EXPECT_EQ(contentOf(folder.path() / "x.json"), content);
  EXPECT_EQ(entriesOf(folder.path()), 1u);
}

TEST(WriteFile, ReplacesTheWholeOfALongerFile) {
  const TemporaryFolder folder;
  writeFile(folder.path() / "x", "a long content");
  writeFile(folder.path() / "x", "short");
  EXPECT_EQ(contentOf(folder.path() / "x"), "short");
}

TEST(WriteFile, KeepsTheOldContentWhenTheDiskIsFull) {
  const TemporaryFolder folder;
  writeFile(folder.path() / "x", "old");
  const std::string large(1 << 20, 'x');
  std::string complaint;
  {
    const FullDisk full(4096);
    complaint = complaintOf<HarnessError>([&] { writeFile(folder.path() / "x", large); });
  }
  EXPECT_EQ(complaint, (folder.path() / "x").string() + ": cannot be written: File too large");
  EXPECT_EQ(contentOf(folder.path() / "x"), "old");
  EXPECT_EQ(entriesOf(folder.path()), 1u);
}

TEST(WriteFile, SaysWhyAFolderTakesNoFile) {
  const TemporaryFolder folder;
  const fs::path missing = folder.path() / "missing" / "x";
  EXPECT_EQ(complaintOf<HarnessError>([&] { writeFile(missing, "new"); }),
            missing.string() + ": cannot be written: No such file or directory");
  const fs::path belowAFile = fileWith(folder.path() / "file", "") / "x";
  EXPECT_EQ(complaintOf<HarnessError>([&] { writeFile(belowAFile, "new"); }),
            belowAFile.string() + ": cannot be written: Not a directory");
}

TEST(WriteFile, LeavesNothingBehindWhereAFolderHasTheName) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "x");
  EXPECT_EQ(complaintOf<HarnessError>([&] { writeFile(folder.path() / "x", "new"); }),
            (folder.path() / "x").string() + ": cannot be written: Is a directory");
  EXPECT_EQ(entriesOf(folder.path()), 1u);
}

TEST(WriteFile, FollowsNoLink) {
  const TemporaryFolder folder;
  const fs::path others = fileWith(folder.path() / "others", "another's");
  fs::create_symlink(others, folder.path() / "x");
  fs::create_symlink(others, folder.path() / "x.part");
  for (int k = 1; k < 1000; ++k)  // the names of the temporary files of this process
    fs::create_symlink(others, folder.path() / fmt::format(".{}-{}.part", getpid(), k));
  writeFile(folder.path() / "x", "new");
  EXPECT_EQ(contentOf(folder.path() / "x"), "new");
  EXPECT_EQ(contentOf(others), "another's");
}

TEST(ReadJsonFile, GivesTheValueWithItsFieldsInOrder) {
  const TemporaryFolder folder;
  const auto json = readJsonFile(fileWith(folder.path() / "x", R"({"b": [1, 2], "a": "c"})"), kMaxBytes);
  EXPECT_EQ(json.dump(), R"({"b":[1,2],"a":"c"})");
}

TEST(ReadJsonFile, NamesTheFileThatIsMissing) {
  EXPECT_EQ(complaintOfReading("nowhere/x.json"), "nowhere/x.json: there is no such file");
}

TEST(ReadJsonFile, RefusesWhatIsNoRegularFile) {
  const TemporaryFolder folder;
  EXPECT_EQ(complaintOfReading(folder.path()), folder.path().string() + ": expected a regular file");
  EXPECT_EQ(complaintOfReading("/dev/null"), "/dev/null: expected a regular file");
}

TEST(ReadJsonFile, TakesFilesUpToTheLimitAndNoneBeyond) {
  const TemporaryFolder folder;
  const fs::path exact = fileWith(folder.path() / "exact", std::string(kMaxBytes - 1, ' ') + "1");
  const fs::path larger = fileWith(folder.path() / "larger", std::string(kMaxBytes, ' ') + "1");
  EXPECT_EQ(complaintOfReading(exact), "");
  EXPECT_EQ(complaintOfReading(larger), larger.string() + ": expected at most 1000 bytes, got 1001");
}

TEST(ReadJsonFile, SaysWhereAFileStopsBeingJson) {
  const TemporaryFolder folder;
  for (const std::string text : {"", "{", "hello", "{\"a\": 1,}", "1 2", "\xff"}) {
    const fs::path file = fileWith(folder.path() / "x", text);
    EXPECT_TRUE(complaintOfReading(file).starts_with(file.string() + ": is no JSON: parse error at line 1, column "))
        << complaintOfReading(file);
  }
}

}  // namespace
}  // namespace swapcheck

// The journal's file: what is whole in it is used, whatever happened to the rest.
#include "harness/storage/journal_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <functional>
#include <sstream>

#include "strategies/error.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<Json> kEntries = {{{"kind", "begin"}, {"text", "\"quoted\", \n and more"}},
                                    {{"kind", "progress"}, {"added", {1, -2, 3}}},
                                    {{"kind", "end"}}};

class JournalFileTest : public testing::Test {
 protected:
  std::string content() const { return contentOf(path()); }

  void write(const std::string& content) const { fileWith(path(), content); }

  std::filesystem::path path() const { return folder_.path() / "journal.jsonl"; }

 private:
  TemporaryFolder folder_;
};

TEST_F(JournalFileTest, ReadsBackWhatWasAppended) {
  writeJournal(path(), {kEntries[0]});
  {
    JournalFile file(path());
    for (size_t k = 1; k < kEntries.size(); ++k) file.append(kEntries[k]);
    file.sync();
    EXPECT_EQ(file.bytes(), content().size());
  }
  const JournalEntries read = readJournal(path());
  EXPECT_EQ(read.entries, kEntries);
  EXPECT_EQ(read.damage, "");
}

TEST_F(JournalFileTest, HasOneJsonValueALine) {
  writeJournal(path(), kEntries);
  std::istringstream in(content());
  size_t lines = 0;
  for (std::string line; std::getline(in, line); ++lines) EXPECT_EQ(Json::parse(line)["entry"], kEntries.at(lines));
  EXPECT_EQ(lines, kEntries.size());
}

TEST_F(JournalFileTest, IsUsedUpToTheLastWholeEntryWhereverItIsTorn) {
  writeJournal(path(), kEntries);
  const std::string whole = content();
  for (size_t bytes = 0; bytes < whole.size(); ++bytes) {
    write(whole.substr(0, bytes));
    const JournalEntries read = readJournal(path());
    const auto lines =
        static_cast<size_t>(std::count(whole.begin(), whole.begin() + static_cast<int64_t>(bytes), '\n'));
    EXPECT_EQ(read.entries, std::vector<Json>(kEntries.begin(), kEntries.begin() + static_cast<int64_t>(lines)));
    EXPECT_EQ(read.damage.empty(), bytes == 0 || whole[bytes - 1] == '\n') << bytes;
  }
}

TEST_F(JournalFileTest, IsUsedUpToTheFirstDamagedEntryWhateverByteIsDamaged) {
  writeJournal(path(), kEntries);
  const std::string whole = content();
  for (size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] ^= 4;
    write(damaged);
    const JournalEntries read = readJournal(path());
    const auto lines = static_cast<size_t>(std::count(whole.begin(), whole.begin() + static_cast<int64_t>(at), '\n'));
    EXPECT_EQ(read.entries, std::vector<Json>(kEntries.begin(), kEntries.begin() + static_cast<int64_t>(lines))) << at;
    EXPECT_NE(read.damage, "") << at;
  }
}

TEST_F(JournalFileTest, SaysHowMuchOfItIsDamaged) {
  writeJournal(path(), kEntries);
  write(content() + "{\"crc32\":");
  EXPECT_EQ(readJournal(path()).damage,
            path().string() + ": its last 9 bytes are torn or damaged: it is used up to its record 3");
}

TEST_F(JournalFileTest, IsNotFollowedIntoTheDeep) {
  Json deep;
  for (int k = 0; k < 100; ++k) deep = Json::array({deep});
  writeJournal(path(), {kEntries[0], deep, kEntries[1]});
  EXPECT_EQ(readJournal(path()).entries.size(), 1u);
}

TEST_F(JournalFileTest, StaysAsItWasWhenThereIsNoRoom) {
  writeJournal(path(), kEntries);
  const std::string before = content();
  JournalFile file(path());
  {
    const FullDisk full(before.size() + 20);
    EXPECT_EQ(complaintOf<HarnessError>([&] { file.append(kEntries[1]); }),
              path().string() + ": cannot be written: File too large");
  }
  EXPECT_EQ(content(), before);
  file.append(kEntries[2]);
  EXPECT_EQ(readJournal(path()).entries.size(), 4u);
}

TEST_F(JournalFileTest, ThatIsNotThereIsNamed) {
  EXPECT_EQ(complaintOf<InputError>([&] { readJournal(path()); }), path().string() + ": there is no such file");
}

TEST_F(JournalFileTest, ThatIsAPipeIsNotWaitedFor) {
  ASSERT_EQ(mkfifo(path().c_str(), 0600), 0);
  for (const auto& read : std::vector<std::function<void()>>{[&] { readJournal(path()); },  //
                                                             [&] { readFirstEntry(path()); }})
    EXPECT_EQ(complaintOf<InputError>(read), path().string() + ": expected a regular file");
}

TEST_F(JournalFileTest, LargerThanAnyIsRefused) {
  write("");
  std::filesystem::resize_file(path(), uintmax_t{3} << 30);  // a hole, which takes no room
  EXPECT_EQ(complaintOf<InputError>([&] { readJournal(path()); }),
            path().string() + ": expected at most 268435456 bytes, got 3221225472");
}

TEST_F(JournalFileTest, ALineLongerThanAnyIsDamage) {
  writeJournal(path(), kEntries);
  std::filesystem::resize_file(path(), uintmax_t{200} << 20);
  const JournalEntries read = readJournal(path());
  EXPECT_EQ(read.entries.size(), kEntries.size());
  EXPECT_NE(read.damage, "");
}

}  // namespace
}  // namespace swapcheck

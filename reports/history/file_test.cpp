// The file of a history: how it comes about, grows older, and what is said when it cannot be used.
#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "reports/history/history.h"
#include "reports/history/schema.h"
#include "strategies/error.h"
#include "tests/support/sample_record.h"
#include "tests/support/temporary_folder.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kImpatient{20};

/// By everybody, and written by nobody.
constexpr fs::perms kReadable = static_cast<fs::perms>(0555);

/// Somebody who may read what others may, but write nothing of this process's files.
class AsNobody {
 public:
  AsNobody() {
    if (geteuid() == 0 && seteuid(kNobody) != 0) throw std::runtime_error("the user cannot be changed");
  }
  ~AsNobody() {
    if (geteuid() != getuid() && seteuid(getuid()) != 0) std::abort();
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;
};

class HistoryFile : public testing::Test {
 protected:
  ~HistoryFile() override { permit(fs::perms::owner_all); }

  /// A history of one run, closed.
  void makeHistory() const { History::open(file_).addRun(sampleRun(), "runs/a", {}, {}); }

  std::string complaintOfOpening() const {
    return complaintOf<InputError>([&] { History::open(file_, kImpatient); });
  }

  std::string complaintOfReading() const {
    return complaintOf<InputError>([&] { History::openToRead(file_, kImpatient); });
  }

  /// Both complain alike, in a sentence that begins with the name of the history.
  void expectComplaints(const std::string& words) const {
    EXPECT_TRUE(complaintOfOpening().starts_with("history " + file_.string() + ": " + words)) << complaintOfOpening();
    EXPECT_TRUE(complaintOfReading().starts_with("history " + file_.string() + ": " + words)) << complaintOfReading();
  }

  void permit(fs::perms forFolder) const {
    std::error_code ignored;
    fs::permissions(folder_.path(), forFolder, ignored);
  }

  SQLite::Database raw() const { return {file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}; }

  const TemporaryFolder folder_;
  const fs::path file_ = folder_.path() / "history.db";
};

TEST_F(HistoryFile, IsMadeWithItsFolderInWalModeAndOfThisVersion) {
  const fs::path deep = folder_.path() / "a/b/history.db";
  History::open(deep);
  SQLite::Database database(deep.string());
  EXPECT_EQ(database.execAndGet("PRAGMA journal_mode").getString(), "wal");
  EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), kHistoryVersion);
  EXPECT_EQ(database.execAndGet("PRAGMA application_id").getInt(), kHistoryApplication);
}

TEST_F(HistoryFile, IsOneFileAgainWhenItIsClosed) {
  makeHistory();
  History::openToRead(file_);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()), 1);
}

TEST_F(HistoryFile, KeepsWhatWasAdded) {
  makeHistory();
  EXPECT_EQ(History::open(file_).runs(9).size(), 1u);
  EXPECT_EQ(History::openToRead(file_).runs(9).size(), 1u);
}

TEST_F(HistoryFile, IsReadWithoutAChange) {
  makeHistory();
  const std::string before = contentOf(file_);
  History::openToRead(file_).findings();
  EXPECT_EQ(contentOf(file_), before);
}

TEST_F(HistoryFile, OfTheFirstVersionIsMigratedWithItsContent) {
  {
    SQLite::Database database = raw();
    migrateHistory(database, 1);
    EXPECT_FALSE(database.tableExists("bench"));
    database.exec(
        "INSERT INTO runs VALUES (1, 'runs/old', '2001-01-01T00:00:00Z', '7', 10, 1.5, '1.13.1', 'cpu', 'swapcheck "
        "fuzz', 'cases', '{}');"
        "INSERT INTO findings VALUES ('x', 's', 'p', 'c', 'falsified', 'm', '{}', 'open', '2001-01-01T00:00:00Z', "
        "'2001-01-01T00:00:00Z', 3, 1)");
  }
  EXPECT_EQ(History::openToRead(file_).runs(9).at(0).folder, "runs/old");
  EXPECT_EQ(raw().execAndGet("PRAGMA user_version").getInt(), 1);
  History history = History::open(file_);
  history.addRun(sampleRun(), "runs/new", {{"x", Sighting::Passed, ""}}, {{"a", 1, 10}});
  EXPECT_EQ(history.runs(9).size(), 2u);
  EXPECT_EQ(history.runs(9).at(0).medians.size(), 1u);
  EXPECT_TRUE(history.runs(9).at(1).medians.empty());
  EXPECT_EQ(history.findings().back().id, "x");
  EXPECT_EQ(history.findings().back().state, FindingState::Fixed);
  EXPECT_EQ(raw().execAndGet("PRAGMA user_version").getInt(), kHistoryVersion);
}

TEST_F(HistoryFile, OfALaterVersionIsLeftAlone) {
  makeHistory();
  raw().exec("PRAGMA user_version = 99");
  const std::string before = contentOf(file_);
  expectComplaints("a later version of swapcheck wrote it: expected a history of version 1 to 2, got version 99");
  EXPECT_EQ(contentOf(file_), before);
}

TEST_F(HistoryFile, OfAnotherProgramIsLeftAlone) {
  raw().exec("CREATE TABLE bookmarks (url TEXT)");
  expectComplaints("expected a history of swapcheck, got a database of another program");
  EXPECT_FALSE(raw().tableExists("runs"));
}

TEST_F(HistoryFile, ThatIsGarbageIsLeftAlone) {
  fileWith(file_, std::string(5000, 'g'));
  expectComplaints("expected an SQLite database, got something else; move it away to begin anew");
  EXPECT_EQ(contentOf(file_), std::string(5000, 'g'));
}

TEST_F(HistoryFile, ThatIsCutOffIsDamaged) {
  makeHistory();
  fs::resize_file(file_, fs::file_size(file_) / 2);
  expectComplaints("is damaged; move it away to begin anew");
}

TEST_F(HistoryFile, WithGarbageInItsMiddleIsDamaged) {
  makeHistory();
  std::fstream stream(file_, std::ios::binary | std::ios::in | std::ios::out);
  stream.seekp(5000);
  stream << std::string(static_cast<size_t>(fs::file_size(file_)) - 6000, 'g');
  stream.close();
  expectComplaints("is damaged; move it away to begin anew");
}

TEST_F(HistoryFile, ThatIsAFolderIsNone) {
  fs::create_directory(file_);
  expectComplaints("expected a regular file, got a folder");
}

TEST_F(HistoryFile, ThatIsALinkToItselfIsNone) {
  fs::create_symlink("history.db", file_);
  expectComplaints("cannot be opened: ");
}

TEST_F(HistoryFile, BelowAFileCannotBeMade) {
  fileWith(folder_.path() / "file", "");
  const fs::path below = folder_.path() / "file/history.db";
  const std::string complaint = complaintOf<InputError>([&] { History::open(below); });
  EXPECT_TRUE(complaint.starts_with("history " + below.string() + ": ")) << complaint;
}

TEST_F(HistoryFile, ThatIsMissingCannotBeRead) {
  EXPECT_EQ(complaintOfReading(),
            "history " + file_.string() + ": there is no such file; `swapcheck nightly` makes one");
  EXPECT_FALSE(fs::exists(file_));
}

TEST_F(HistoryFile, ThatIsEmptyIsAHistoryWithoutRuns) {
  fileWith(file_, "");
  EXPECT_TRUE(History::openToRead(file_).runs(9).empty());
  EXPECT_EQ(contentOf(file_), "");
}

TEST_F(HistoryFile, ThatAnotherProgramWritesIsReadAndNotWritten) {
  makeHistory();
  SQLite::Database other = raw();
  other.exec("BEGIN IMMEDIATE; DELETE FROM sightings");
  EXPECT_EQ(History::openToRead(file_, kImpatient).runs(9).size(), 1u);
  History history = History::open(file_, kImpatient);
  const std::string complaint = complaintOf<InputError>([&] { history.addRun(sampleRun(), "runs/b", {}, {}); });
  EXPECT_EQ(complaint, "history " + file_.string() + ": another program keeps it locked (database is locked)");
  other.exec("ROLLBACK");
  EXPECT_TRUE(history.addRun(sampleRun(), "runs/b", {}, {}).added);
}

TEST_F(HistoryFile, ThatAnotherProgramKeepsForItselfIsLocked) {
  makeHistory();
  SQLite::Database other = raw();
  other.exec("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
  expectComplaints("another program keeps it locked");
}

TEST_F(HistoryFile, ThatCannotBeWrittenIsReadAndNotWritten) {
  makeHistory();
  fs::permissions(file_, kReadable);
  permit(kReadable);
  const AsNobody nobody;
  EXPECT_EQ(History::openToRead(file_).runs(9).size(), 1u);
  EXPECT_EQ(complaintOfOpening(), "history " + file_.string() + ": is read-only: expected a file that can be written");
}

TEST_F(HistoryFile, InAFolderThatCannotBeWrittenIsNotMade) {
  permit(kReadable);
  const AsNobody nobody;
  const std::string complaint = complaintOfOpening();
  EXPECT_TRUE(complaint.starts_with("history " + file_.string() + ": cannot be opened")) << complaint;
  EXPECT_FALSE(fs::exists(file_));
}

TEST_F(HistoryFile, HasAnyName) {
  for (const char* name : {"a%20b?mode=ro#x.db", "file:x.db", ":memory:", "it's"}) {
    const fs::path file = folder_.path() / name;
    History::open(file).addRun(sampleRun(), "runs/a", {}, {});
    EXPECT_TRUE(fs::is_regular_file(file)) << name;
    EXPECT_EQ(History::openToRead(file).runs(9).size(), 1u) << name;
  }
}

TEST_F(HistoryFile, AddsARunWhollyOrNotAtAll) {
  makeHistory();
  History history = History::open(file_);
  RunRecord run = sampleRun();
  run.verdicts.push_back(run.verdicts.back());  // one cell cannot have two verdicts
  EXPECT_NE(complaintOf<InputError>([&] { history.addRun(run, "runs/b", {}, {}); }), "");
  EXPECT_EQ(history.runs(9).size(), 1u);
  EXPECT_TRUE(history.addRun(sampleRun(), "runs/b", {}, {}).added);
}

}  // namespace
}  // namespace swapcheck

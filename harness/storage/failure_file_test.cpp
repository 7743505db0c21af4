// What a case file keeps, and how one that is wrong is refused.
#include "harness/storage/failure_file.h"

#include <gtest/gtest.h>

#include "generators/case/json.h"
#include "strategies/error.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

FailureRecord savedFailure() {
  FailureRecord failure;
  failure.id = "mine.swap--values--bits";
  failure.strategy = "mine.swap";
  failure.property = "values";
  failure.check = "bits";
  failure.outcome = FailureOutcome::Falsified;
  failure.message = "result 1 at [0]: expected 1, got 2";
  failure.swapCase = toJson(wholeCase({2}));
  failure.firstCase = 17;
  return failure;
}

Json someFile() {
  RunRecord run;
  run.seed = UINT64_MAX;
  run.libtorch = "1.13.1";
  return caseFileJson(savedFailure(), run);
}

FailureFile readAs(const Json& json) {
  const TemporaryFolder folder;
  return readFailureFile(fileWith(folder.path() / "x.json", json.dump()));
}

/// What is said of the file behind its name.
std::string complaintAbout(const Json& json) {
  const TemporaryFolder folder;
  const auto file = fileWith(folder.path() / "x.json", json.dump());
  const std::string complaint = complaintOf<InputError>([&] { readFailureFile(file); });
  const std::string name = file.string() + ": ";
  EXPECT_TRUE(complaint.empty() || complaint.starts_with(name)) << complaint;
  return complaint.empty() ? "" : complaint.substr(name.size());
}

std::string complaintWith(const char* pointer, Json value) {
  Json json = someFile();
  json[Json::json_pointer(pointer)] = std::move(value);
  return complaintAbout(json);
}

TEST(FailureFile, ComesBackWithTheCaseAndHowItFailed) {
  const FailureFile file = readAs(someFile());
  EXPECT_EQ(file.swapCase, wholeCase({2}));
  EXPECT_EQ(file.strategy, "mine.swap");
  EXPECT_EQ(file.property, "values");
  EXPECT_EQ(file.check, "bits");
}

TEST(FailureFile, KnowsWhetherTheFailureWasFlaky) {
  EXPECT_FALSE(readAs(someFile()).flaky);
  Json json = someFile();
  json["outcome"] = "flaky";
  EXPECT_TRUE(readAs(json).flaky);
  json.erase("outcome");  // as earlier builds wrote it
  EXPECT_FALSE(readAs(json).flaky);
  EXPECT_EQ(complaintWith("/outcome", 3), "outcome: expected a string, got 3");
}

TEST(FailureFile, SaysWhereItWasFound) {
  EXPECT_EQ(someFile()["found"].dump(), R"({"seed":18446744073709551615,"case":17,"libtorch":"1.13.1"})");
}

TEST(FailureFile, MayBeABareCase) {
  const FailureFile file = readAs(toJson(wholeCase({2})));
  EXPECT_EQ(file.swapCase, wholeCase({2}));
  EXPECT_EQ(file.strategy + file.property + file.check, "");
}

TEST(FailureFile, MayCarryFieldsThatThisBuildDoesNotKnow) { EXPECT_EQ(complaintWith("/colour", "red"), ""); }

TEST(FailureFile, NamesTheFieldThatIsMissing) {
  for (const char* name : {"schema", "strategy", "property", "check"}) {
    Json json = someFile();
    json.erase(name);
    EXPECT_EQ(complaintAbout(json), std::string(name) + ": the field is missing");
  }
}

TEST(FailureFile, NamesTheFieldThatIsWrong) {
  EXPECT_EQ(complaintWith("/strategy", 3), "strategy: expected a string, got 3");
  EXPECT_EQ(complaintWith("/case", 3), "case: expected an object, got 3");
  EXPECT_TRUE(complaintWith("/case/dtype", "float99").starts_with("case.dtype: "));
  EXPECT_TRUE(complaintWith("/case/operands/1/layout/step/0", -1).starts_with("case.operands[1].layout.step: "));
}

TEST(FailureFile, OfALaterVersionIsRefused) {
  EXPECT_EQ(complaintWith("/schema", 2), "schema: this build reads case files of schema 1 to 1, got 2");
  EXPECT_EQ(complaintWith("/case/schema", kCaseSchema + 1),
            "case.schema: this build reads cases of schema 1 to 3, got 4");
}

TEST(FailureFile, IsAnObject) {
  EXPECT_EQ(complaintAbout(Json::array()), "the document: expected an object, got an array of 0");
}

TEST(FailureFile, ThatIsMissingIsNamed) {
  EXPECT_EQ(complaintOf<InputError>([] { readFailureFile("nowhere.json"); }), "nowhere.json: there is no such file");
}

TEST(FailureFile, LargerThanAnyCaseIsRefused) {
  const TemporaryFolder folder;
  const auto file = fileWith(folder.path() / "x.json", std::string((1 << 20) + 1, ' '));
  EXPECT_EQ(complaintOf<InputError>([&] { readFailureFile(file); }),
            file.string() + ": expected at most 1048576 bytes, got 1048577");
}

}  // namespace
}  // namespace swapcheck

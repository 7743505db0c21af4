// What `swapcheck fuzz` finds, prints, keeps and ends with.
#include "generators/stream/generate.h"
#include "sandbox.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

class Fuzz : public Sandbox {
 protected:
  ProcessResult fuzzSecondWrite() const {
    return withFaults({"fuzz", "--seed", "1", "--cases", "200", "--strategy", "broken.second-write", "--out", "out"});
  }

  ProcessResult fuzzFault(const std::string& strategy, const std::string& property) const {
    return withFaults(
        {"fuzz", "--seed", "1", "--cases", "150", "--strategy", strategy, "--property", property, "--out", "out"});
  }
};

int64_t elementsOf(const Json& swapCase) {
  int64_t elements = 1;
  for (const Json& size : swapCase.at("shape")) elements *= size.get<int64_t>();
  return elements;
}

/// The only one of `records` whose fields have these values.
Json onlyOne(const Json& records, const Json& fields) {
  const Json found = matching(records, fields);
  EXPECT_EQ(found.size(), 1u) << fields;
  return found.empty() ? Json() : found[0];
}

/// The first seed of a case 0 in which nothing requires a gradient.
uint64_t seedWithoutGradient() {
  for (uint64_t seed = 1;; ++seed) {
    const SwapCase swapCase = caseAt(seed, 0, Family::Whole);
    if (!swapCase.operands[0].requiresGrad && !swapCase.operands[1].requiresGrad) return seed;
  }
}

/// What two runs of the same cases must have in common.
std::string reproducible(Json run) {
  for (Json& failure : run["failures"]) failure.erase("replay");
  return Json({run["seed"], run["cases"], run["verdicts"], run["failures"], run["coverage"]}).dump();
}

TEST_F(Fuzz, PrintsTheFindingWithItsTensorsAndHowToSeeItAgain) {
  const ProcessResult result = fuzzSecondWrite();
  EXPECT_EQ(result.exitCode, 1) << result.err;
  EXPECT_TRUE(isOnlyProgress(result.err)) << result.err;
  for (const char* words :
       {"FINDING, failure of broken.second-write: values\n  check bits: result 2 at [",
        "    a: ", "    b: ", "    mask: ", "    expected result 2: ", "    got result 2: ", "\n  shrunk from ",
        "\n  swapcheck replay out/failures/broken.second-write--values--bits.json\n", "report: out/report.html\n"})
    EXPECT_TRUE(holds(result.out, words)) << words << "\nis not in\n" << result.out;
}

TEST_F(Fuzz, KeepsTheFindingAsATinyCase) {
  fuzzSecondWrite();
  const Json run = readJson("out/run.json");
  const Json failure = onlyOne(run["failures"], {{"id", "broken.second-write--values--bits"}});
  EXPECT_EQ(failure["file"], "failures/broken.second-write--values--bits.json");
  EXPECT_LT(failure["first_case"], 200);
  EXPECT_GE(failure["count"], 2);
  EXPECT_EQ(failure["shrink"]["ended"], "minimal");
  const Json file = readJson(fs::path("out") / failure["file"].get<std::string>());
  EXPECT_LE(elementsOf(file["case"]), 2);
  EXPECT_EQ(file["case"], failure["case"]);
  EXPECT_EQ(onlyOne(run["verdicts"], {{"property", "values"}})["verdict"], "falsified");
}

TEST_F(Fuzz, WritesACaseFileForEveryFailure) {
  fuzzSecondWrite();
  const Json run = readJson("out/run.json");
  EXPECT_GE(run["failures"].size(), 2u);
  for (const Json& failure : run["failures"])
    EXPECT_TRUE(fs::is_regular_file(folder() / "out" / failure["file"].get<std::string>())) << failure["file"];
}

TEST_F(Fuzz, PrintsAReplayLineThatAShellRuns) {
  const ProcessResult found = withFaults({"fuzz", "--seed", "1", "--cases", "20", "--strategy", "broken.second-write",
                                          "--property", "values", "--out", "it's a folder"});
  const size_t at = found.out.find("swapcheck replay ");
  ASSERT_NE(at, std::string::npos) << found.out;
  const std::string line = found.out.substr(at, found.out.find('\n', at) - at);
  const std::string asProgram = "swapcheck() { '" SWAPCHECK_WITH_FAULTS_PROGRAM "' \"$@\"; }; ";
  const ProcessResult replayed = runProcess("/bin/sh", {"-c", asProgram + line}, {folder()});
  EXPECT_EQ(replayed.exitCode, 1) << replayed.err;
  EXPECT_TRUE(holds(replayed.out, ": fails in the same way\n")) << replayed.out;
}

TEST_F(Fuzz, DoesNotMixItsFindingsWithOlderOnes) {
  fs::create_directories(folder() / "out/failures");
  const ProcessResult result = fuzzSecondWrite();
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_TRUE(holds(result.err, "output folder out: failures is there already")) << result.err;
}

TEST_F(Fuzz, ThatCannotKeepAFindingGoesOnAndSaysSo) {
  std::string out = "o";  // so long that run.json just fits into a path, and a case file does not
  while (out.size() < 4070) out += out.size() % 200 == 0 ? "/" : "o";
  const ProcessResult result =
      withFaults({"fuzz", "--seed", "1", "--cases", "200", "--strategy", "broken.second-write", "--out", out});
  EXPECT_EQ(result.exitCode, 3);
  EXPECT_TRUE(holds(result.out, "FINDING")) << result.out;
  EXPECT_TRUE(holds(result.out, "seed 1, 200 cases")) << result.out;
  EXPECT_TRUE(result.err.ends_with(".json: cannot be written: File name too long\n")) << result.err;
  EXPECT_EQ(swapcheck({"report", out, "--out", "short"}).exitCode, 0) << "run.json was not written";
}

TEST_F(Fuzz, OfAStrategyThatThrowsSaysWhatItThrew) {
  const ProcessResult result = fuzzFault("broken.throws", "values");
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(holds(result.out, "check throws: ")) << result.out;
  EXPECT_TRUE(holds(result.out, "no luck today")) << result.out;
}

TEST_F(Fuzz, OfAStrategyThatWritesItsOperandIsAFindingOfOriginals) {
  const ProcessResult result = fuzzFault("broken.in-place", "originals");
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(holds(result.out, "FINDING, failure of broken.in-place: originals\n")) << result.out;
}

TEST_F(Fuzz, AStaleKnownFailureIsAFinding) {
  const ProcessResult result = fuzzFault("broken.stale", "metadata");
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(holds(result.out, " cases met its condition (every case) and none failed: it once gave wrong sizes\n"))
      << result.out;
  const Json run = readJson("out/run.json");
  EXPECT_EQ(run["verdicts"][0]["verdict"], "stale-known-failure");
  const Json known = run["verdicts"][0]["known"][0];
  EXPECT_EQ(known["met"], run["verdicts"][0]["cases"]);
  EXPECT_TRUE(holds(result.out, "STALE broken.stale: metadata: " + known["met"].dump() + " cases met ")) << result.out;
  EXPECT_TRUE(run["failures"].empty());
}

TEST_F(Fuzz, OfMendedStrategiesFindsNothing) {
  const ProcessResult result =
      withFaultsMended({"fuzz", "--seed", "1", "--cases", "200", "--strategy", "broken.*", "--out", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.out;
  EXPECT_FALSE(holds(result.out, "FINDING"));
}

TEST_F(Fuzz, SaysWhichFeaturesNoCaseHad) {
  const ProcessResult result =
      swapcheck({"fuzz", "--seed", "1", "--cases", "1", "--strategy", "whole.clone", "--out", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.out << result.err;
  EXPECT_TRUE(holds(result.out, "\ncoverage: no case had ")) << result.out;
  EXPECT_TRUE(holds(result.out, " more\ncoverage: ")) << result.out;
  EXPECT_TRUE(holds(result.out, " pairs of features\n")) << result.out;
  EXPECT_FALSE(holds(result.out, "family.masked")) << result.out;
  const Json coverage = readJson("out/run.json")["coverage"];
  EXPECT_FALSE(onlyOne(coverage["features"], {{"name", "family.masked"}})["required"]);
  EXPECT_TRUE(onlyOne(coverage["features"], {{"name", "rank.0"}})["required"]);
  EXPECT_LT(coverage["pairs"]["seen"], coverage["pairs"]["feasible"]);
}

TEST_F(Fuzz, InWhichNothingRanIsNoSuccess) {
  const ProcessResult result = swapcheck({"fuzz", "--seed", std::to_string(seedWithoutGradient()), "--cases", "1",
                                          "--strategy", "whole.clone", "--property", "gradient", "--out", "out"});
  EXPECT_EQ(result.exitCode, 3);
  EXPECT_EQ(result.err, "swapcheck: nothing ran: no case was judged by any of the chosen properties\n");
  EXPECT_EQ(readJson("out/run.json")["verdicts"][0]["verdict"], "not-run");
}

TEST_F(Fuzz, WithoutAFolderMakesOneOfItsOwnEveryTime) {
  const Words words = {"fuzz", "--seed", "7", "--cases", "2", "--strategy", "whole.clone"};
  EXPECT_EQ(swapcheck(words).exitCode, 0);
  EXPECT_EQ(swapcheck(words).exitCode, 0);
  int runs = 0;
  for (const auto& entry : fs::directory_iterator(folder() / "runs")) runs += fs::exists(entry.path() / "run.json");
  EXPECT_EQ(runs, 2);
}

TEST_F(Fuzz, WithoutASeedPrintsTheOneThatItDrew) {
  const ProcessResult result = swapcheck({"fuzz", "--cases", "2", "--strategy", "whole.clone", "--out", "out"});
  EXPECT_TRUE(holds(result.out, "seed " + readJson("out/run.json")["seed"].dump() + ", 2 cases in ")) << result.out;
}

TEST_F(Fuzz, EndsWithItsTime) {
  const ProcessResult result =
      swapcheck({"fuzz", "--seed", "1", "--time", "2s", "--strategy", "whole.clone", "--out", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_EQ(readJson("out/run.json")["ended"], "time");
}

TEST_F(Fuzz, OfTheSameSeedAgreesByteForByte) {
  for (const char* out : {"once", "twice"}) {
    const ProcessResult result = swapcheck({"fuzz", "--seed", "1", "--cases", "300", "--out", out});
    ASSERT_EQ(result.exitCode, 0) << result.out << result.err;
  }
  EXPECT_EQ(reproducible(readJson("once/run.json")), reproducible(readJson("twice/run.json")));
}

/// One run of everything that there is, for all tests of it.
class FuzzOfEverything : public Sandbox {
 protected:
  FuzzOfEverything() {
    if (!run_.is_null()) return;
    const ProcessResult result = swapcheck({"fuzz", "--seed", "1", "--cases", "1000", "--out", "out"});
    EXPECT_EQ(result.exitCode, 0) << result.out << result.err;
    EXPECT_TRUE(isOnlyProgress(result.err)) << result.err;
    EXPECT_TRUE(holds(result.out, " pairs of features\n")) << result.out;
    run_ = readJson("out/run.json");
  }

  static Json run_;
};

Json FuzzOfEverything::run_;

TEST_F(FuzzOfEverything, IsAsDocumented) {
  for (const Json& verdict : run_["verdicts"])
    EXPECT_TRUE(verdict["verdict"] == "verified" || verdict["verdict"] == "known-failure") << verdict;
  for (const char* strategy : {"article.clone-detach", "article.index-assign", "article.where"}) {
    const Json verdict = onlyOne(run_["verdicts"], {{"strategy", strategy}, {"property", "gradient"}});
    EXPECT_EQ(verdict["verdict"], "known-failure");
    EXPECT_TRUE(holds(verdict["known"][0]["reason"], "detach() cuts the graph")) << verdict;
  }
}

/// "integer", "number" (not whole), "string", "array", "object" or "boolean".
std::string kindOf(const Json& json) { return json.is_number_integer() ? "integer" : json.type_name(); }

/// Fields, as "name" or "name/name", and their kinds.
void expectKinds(const Json& json, const std::map<std::string, std::string>& kinds) {
  for (const auto& [name, kind] : kinds) {
    const Json::json_pointer pointer("/" + name);
    ASSERT_TRUE(json.contains(pointer)) << name;
    EXPECT_EQ(kindOf(json[pointer]), kind) << name;
  }
}

TEST_F(FuzzOfEverything, KeepsEveryFieldOfTheDesign) {
  expectKinds(run_, {{"schema", "integer"},
                     {"seed", "integer"},
                     {"cases", "integer"},
                     {"duration_s", "number"},
                     {"cases_per_s", "number"},
                     {"libtorch", "string"},
                     {"device", "string"},
                     {"started_at", "string"},
                     {"command", "string"},
                     {"ended", "string"},
                     {"context", "object"},
                     {"verdicts", "array"},
                     {"failures", "array"},
                     {"coverage", "object"}});
  ASSERT_FALSE(run_["verdicts"].empty());
  for (const Json& verdict : run_["verdicts"])
    expectKinds(verdict, {{"strategy", "string"},
                          {"property", "string"},
                          {"verdict", "string"},
                          {"cases", "integer"},
                          {"failures", "integer"}});
  ASSERT_FALSE(run_["failures"].empty());
  for (const Json& failure : run_["failures"])
    expectKinds(failure, {{"id", "string"},
                          {"strategy", "string"},
                          {"property", "string"},
                          {"check", "string"},
                          {"outcome", "string"},
                          {"message", "string"},
                          {"case", "object"},
                          {"count", "integer"},
                          {"file", "string"},
                          {"shrink/evaluations", "integer"},
                          {"shrink/from", "integer"},
                          {"shrink/to", "integer"}});
}

TEST_F(FuzzOfEverything, SaysWhatItWas) {
  EXPECT_EQ(run_["schema"], 1);
  EXPECT_EQ(run_["seed"], 1);
  EXPECT_EQ(run_["cases"], 1000);
  EXPECT_EQ(run_["ended"], "cases");
  EXPECT_EQ(run_["device"], "cpu");
  EXPECT_EQ(run_["command"], "swapcheck fuzz --seed 1 --cases 1000 --out out");
  for (const char* fact : {"swapcheck", "compiler", "build_type", "processor", "cores", "libtorch_threads"})
    EXPECT_FALSE(run_["context"].value(fact, "").empty()) << fact;
}

}  // namespace
}  // namespace swapcheck

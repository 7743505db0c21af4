// Every mistake on the command line is named in one sentence, and nothing is written.
#include "sandbox.h"

namespace swapcheck {
namespace {

/// A wrong command line, and what the complaint has to name.
struct Mistake {
  Words words;
  Words named;
};

class Usage : public Sandbox {
 protected:
  void expectComplaint(const Mistake& mistake) const {
    SCOPED_TRACE(testing::PrintToString(mistake.words));
    const auto before = everything();
    const ProcessResult result = swapcheck(mistake.words);
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_TRUE(result.err.starts_with("swapcheck: ")) << result.err;
    EXPECT_EQ(linesOf(result.err).size(), 1u) << result.err;
    for (const std::string& name : mistake.named) EXPECT_TRUE(holds(result.err, name)) << result.err;
    EXPECT_EQ(everything(), before);
  }

  void expectComplaints(const std::vector<Mistake>& mistakes) const {
    for (const Mistake& mistake : mistakes) expectComplaint(mistake);
  }

  Json someCase() const {
    return Json::parse(
        swapcheck({"replay", "--seed", "1", "--case", "1", "--strategy", "whole.clone", "--emit", "json"}).out);
  }

  void writeWith(const std::string& file, Json json, const char* pointer, const Json& value) const {
    json[Json::json_pointer(pointer)] = value;
    write(file, json.dump());
  }
};

TEST_F(Usage, WithoutACommandShowsTheCommands) {
  const ProcessResult result = swapcheck({});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_TRUE(result.err.starts_with("Usage: swapcheck COMMAND")) << result.err;
}

TEST_F(Usage, OfCommandsAndOptions) {
  expectComplaints({{{"fuz"}, {"command", "\"fuz\""}},
                    {{""}, {"command", "\"\""}},
                    {{"--frob"}, {"\"--frob\""}},
                    {{"fuzz", "--frob"}, {"'--frob'", "swapcheck fuzz --help"}},
                    {{"fuzz", "--case", "3"}, {"'--case'"}},
                    {{"fuzz", "--seed"}, {"'--seed'", "missing"}},
                    {{"fuzz", "--seed", "1", "--seed", "2"}, {"'--seed'", "more than once"}},
                    {{"fuzz", "stray"}, {"\"stray\""}},
                    {{"nightly", "--cases", "3"}, {"'--cases'"}},
                    {{"bench", "--quick", "--full"}, {"--quick", "--full"}}});
}

TEST_F(Usage, OfNumbersAndDurations) {
  expectComplaints({{{"fuzz", "--cases", "0"}, {"--cases", "\"0\""}},
                    {{"fuzz", "--cases", "abc"}, {"--cases", "\"abc\""}},
                    {{"fuzz", "--cases", "-1"}, {"--cases", "\"-1\""}},
                    {{"fuzz", "--cases=-1"}, {"--cases", "\"-1\""}},
                    {{"fuzz", "--seed", "99999999999999999999999"}, {"--seed", "\"99999999999999999999999\""}},
                    {{"fuzz", "--time", "0s"}, {"--time", "\"0s\""}},
                    {{"fuzz", "--time", "5x"}, {"--time", "\"5x\""}},
                    {{"nightly", "--time", "5"}, {"--time", "\"5\""}}});
}

TEST_F(Usage, OfStrategiesAndProperties) {
  expectComplaints({{{"fuzz", "--strategy", "whole.clown"}, {"\"whole.clown\"", "swapcheck list strategies"}},
                    {{"fuzz", "--strategy", "whole.clone", "--strategy", "x.*"}, {"\"x.*\""}},
                    {{"fuzz", "--property", "valeus"}, {"\"valeus\"", "swapcheck list properties"}},
                    {{"nightly", "--strategy", "x.*"}, {"\"x.*\""}},
                    {{"bench", "--strategy", "x.*"}, {"\"x.*\""}},
                    {{"replay", "--seed", "1", "--case", "1", "--strategy", "x.*"}, {"\"x.*\""}}});
}

TEST_F(Usage, OfReplay) {
  expectComplaints({{{"replay"}, {"FILE", "--seed", "--case"}},
                    {{"replay", "--seed", "1"}, {"--seed N with --case K"}},
                    {{"replay", "--case", "1"}, {"--seed N with --case K"}},
                    {{"replay", "x.json", "--seed", "1", "--case", "1"}, {"FILE", "--seed"}},
                    {{"replay", "--seed", "1", "--case", "-1"}, {"--case", "\"-1\""}},
                    {{"replay", "--seed", "1", "--case", "1", "--emit", "bogus"}, {"--emit", "\"bogus\""}}});
}

TEST_F(Usage, OfReproducers) {
  write("right.json", someCase().dump());
  expectComplaints(
      {{{"replay", "--seed", "1", "--case", "1", "--emit", "python"}, {"--emit python", "one case, got 4"}},
       {{"replay", "right.json", "right.json", "--emit", "cpp"}, {"--emit cpp", "one case, got 2"}},
       {{"replay", "right.json", "--out", "x"}, {"--out", "--emit cpp"}},
       {{"replay", "right.json", "--emit", "json", "--out", "x"}, {"--out", "--emit cpp"}},
       {{"replay", "right.json", "--emit", "cpp", "--strategy", "whole.clone"}, {"right.json: nothing fails"}},
       {{"replay", "--seed", "1", "--case", "4", "--strategy", "article.clone-detach", "--emit", "cpp"},
        {"case 4", "checks fail: article.clone-detach: gradient", "--property"}}});
}

TEST_F(Usage, OfCaseFiles) {
  const Json good = someCase();
  write("text.json", "no JSON at all");
  write("array.json", "[]");
  writeWith("field.json", good, "/dtype", "float99");
  writeWith("unknown.json", good, "/colour", "red");
  writeWith("future.json", good, "/schema", 99);
  const Json file = {{"schema", 1}, {"strategy", "whole.clone"}, {"property", "values"}, {"check", ""}, {"case", good}};
  writeWith("wrapped.json", file, "/case/operands/0/leaf", 3);
  writeWith("strategy.json", file, "/strategy", "whole.gone");
  writeWith("property.json", file, "/property", "gone");
  std::filesystem::create_directory(folder() / "directory.json");
  expectComplaints({{{"replay", "missing.json"}, {"missing.json: ", "no such file"}},
                    {{"replay", "directory.json"}, {"directory.json: ", "regular file"}},
                    {{"replay", "text.json"}, {"text.json: is no JSON: ", "line 1"}},
                    {{"replay", "array.json"}, {"array.json: ", "expected an object"}},
                    {{"replay", "field.json"}, {"field.json: dtype: ", "float99"}},
                    {{"replay", "unknown.json"}, {"unknown.json: colour: "}},
                    {{"replay", "future.json"}, {"future.json: schema: ", "99"}},
                    {{"replay", "wrapped.json"}, {"wrapped.json: case.operands[0].leaf: ", "got 3"}},
                    {{"replay", "strategy.json"}, {"strategy.json: strategy: ", "\"whole.gone\""}},
                    {{"replay", "property.json"}, {"property.json: property: ", "\"gone\""}},
                    {{"replay", "wrapped.json", "text.json"}, {"wrapped.json: "}}});
}

TEST_F(Usage, OfACaseThatIsOfAnotherFamily) {
  write("whole.json", someCase().dump());
  expectComplaint({{"replay", "whole.json", "--strategy", "masked.where"}, {"whole.json: ", "\"whole\""}});
}

TEST_F(Usage, OfOutputFolders) {
  write("file", "mine");
  std::filesystem::create_directory(folder() / "full");
  write("full/run.json", "old");
  write("full/bench.json", "old");
  expectComplaints({{{"fuzz", "--cases", "1", "--out", "file/below"}, {"file/below: ", "cannot be written"}},
                    {{"fuzz", "--cases", "1", "--out", "file"}, {"file: ", "cannot be written"}},
                    {{"fuzz", "--cases", "1", "--out", ""}, {"--out", "path"}},
                    {{"bench", "--quick", "--out", "file/below"}, {"file/below: "}},
                    {{"fuzz", "--cases", "1", "--out", "full"}, {"full: run.json"}},
                    {{"nightly", "--time", "1s", "--out", "full"}, {"full: run.json"}},
                    {{"bench", "--quick", "--out", "full"}, {"full: bench.json"}}});
}

TEST_F(Usage, OfHistory) {
  write("garbage.db", "no database, whatever its name says");
  std::filesystem::create_directory(folder() / "folder.db");
  expectComplaints({{{"history"}, {"history runs/history.db: ", "no such file", "swapcheck nightly"}},
                    {{"history", "--db", "missing.db"}, {"history missing.db: ", "no such file"}},
                    {{"history", "--db", "garbage.db"}, {"history garbage.db: ", "expected an SQLite database"}},
                    {{"history", "--db", "folder.db"}, {"history folder.db: ", "got a folder"}},
                    {{"history", "--db", ""}, {"--db", "path"}},
                    {{"history", "--runs", "0"}, {"--runs", "\"0\""}},
                    {{"history", "stray"}, {"\"stray\""}},
                    {{"fuzz", "--cases", "1", "--history", ""}, {"--history", "path"}},
                    {{"nightly", "--history", "h.db", "--no-history"}, {"--history", "--no-history"}}});
}

TEST_F(Usage, OfReportAndList) {
  std::filesystem::create_directory(folder() / "empty");
  std::filesystem::create_directory(folder() / "broken");
  write("broken/run.json", R"({"schema": 1})");
  expectComplaints({{{"report"}, {"swapcheck report RUN"}},
                    {{"report", "missing"}, {"missing/run.json: ", "no such file"}},
                    {{"report", "empty"}, {"empty/run.json: ", "no such file"}},
                    {{"report", "broken"}, {"broken/run.json: ", ": the field is missing"}},
                    {{"report", "empty", "--frob"}, {"'--frob'"}},
                    {{"list"}, {"strategies", "properties", "features", "cases"}},
                    {{"list", "features", "--seed", "1"}, {"--seed", "swapcheck list cases"}},
                    {{"list", "nonsense"}, {"strategies", "properties", "features"}},
                    {{"list", "strategies", "features"}, {"strategies", "properties", "features"}}});
}

}  // namespace
}  // namespace swapcheck

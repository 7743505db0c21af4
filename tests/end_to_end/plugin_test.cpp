// Strategies from plugins: judged like any other, found wrong, replayed and gone on with.
#include <torch/version.h>

#include "sandbox.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

class Plugin : public Sandbox {
 protected:
  static std::string lib(const std::string& name) { return SWAPCHECK_TEST_PLUGINS "/lib" + name + ".so"; }

  /// Runs a line as a shell does, with the program in place of its first word.
  ProcessResult pasted(const std::string& line) const {
    EXPECT_TRUE(line.starts_with("swapcheck ")) << line;
    return runProcess("/bin/sh", {"-c", SWAPCHECK_PROGRAM + line.substr(line.find(' '))}, {folder()});
  }

  ProcessResult fuzzWrong(const std::string& out) const {
    return swapcheck({"fuzz", "--plugin", lib("wrong_plugin"), "--strategy", "plugin.*", "--property", "values",
                      "--seed", "1", "--cases", "40", "--out", out});
  }
};

TEST_F(Plugin, WithACustomFunctionAndARegisteredOperatorIsVerified) {
  const ProcessResult result = swapcheck({"fuzz", "--plugin", lib("right_plugin"), "--strategy", "plugin.*", "--seed",
                                          "1", "--cases", "400", "--jobs", "2", "--out", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.out << result.err;
  const Json verdicts = readJson("out/run.json")["verdicts"];
  const Json registered = matching(verdicts, {{"strategy", "plugin.registered"}});
  // LibTorch itself loses bits of special values, in some versions.
  EXPECT_EQ(matching(registered, {{"verdict", "verified"}}).size() +
                matching(registered, {{"property", "values"}, {"verdict", "known-failure"}}).size(),
            11u)
      << result.out;
  EXPECT_EQ(matching(verdicts, {{"property", "gradient"}, {"verdict", "verified"}}).size(), 2u) << result.out;
  EXPECT_EQ(matching(verdicts, {{"property", "forward-mode"}, {"verdict", "unsupported"}}).size(), 1u) << result.out;
}

TEST_F(Plugin, IsListedWithWhereItComesFrom) {
  const Json all = Json::parse(
      swapcheck({"list", "strategies", "--json", "--plugin", lib("right_plugin"), "--plugin", lib("wrong_plugin")})
          .out);
  const Json found = matching(all, {{"name", "plugin.function"}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]["source"], (Json{{"kind", "plugin"}, {"file", lib("right_plugin")}}));
  EXPECT_EQ(matching(all, {{"name", "plugin.second-write"}}).size(), 1u);
  EXPECT_FALSE(matching(all, {{"name", "whole.clone"}})[0].contains("source"));
}

TEST_F(Plugin, IsBenchmarked) {
  const ProcessResult result = swapcheck(
      {"bench", "--quick", "--plugin", lib("right_plugin"), "--strategy", "plugin.registered", "--out", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_TRUE(holds(read("out/bench.json"), "plugin.registered"));
}

TEST_F(Plugin, ThatIsWrongIsFoundAndItsReplayLineShowsItAgain) {
  fs::create_directory(folder() / "it's mine");
  const fs::path library = folder() / "it's mine" / "wrong plugin.so";
  fs::copy_file(lib("wrong_plugin"), library);
  const ProcessResult found = swapcheck({"fuzz", "--plugin", "it's mine/wrong plugin.so", "--strategy", "plugin.*",
                                         "--property", "values", "--seed", "1", "--cases", "40", "--out", "out"});
  EXPECT_EQ(found.exitCode, 1) << found.err;
  const Json failure = readJson("out/run.json")["failures"][0];
  const std::string line = failure["replay"];
  EXPECT_TRUE(holds(line, " --plugin '" + folder().string() + "/it'\\''s mine/wrong plugin.so' ")) << line;
  EXPECT_TRUE(holds(found.out, "\n  " + line + "\n")) << found.out;
  EXPECT_TRUE(holds(read("out/summary.md"), line));
  const ProcessResult replayed = pasted(line);
  EXPECT_EQ(replayed.exitCode, 1) << replayed.err;
  EXPECT_TRUE(holds(replayed.out, "plugin.second-write: values: fails in the same way\n")) << replayed.out;
}

TEST_F(Plugin, OfACaseFileThatIsMissingIsNamed) {
  ASSERT_EQ(fuzzWrong("out").exitCode, 1);
  const std::string file = "out/failures/plugin.second-write--values--bits.json";
  const ProcessResult result = swapcheck({"replay", file});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_EQ(result.err, "swapcheck: " + file +
                            ": strategy: no strategy is named \"plugin.second-write\": it was found with --plugin " +
                            lib("wrong_plugin") + "\n");
}

TEST_F(Plugin, ARunIsGoneOnWithWithoutNamingItAgain) {
  ASSERT_EQ(fuzzWrong("out").exitCode, 1);
  const ProcessResult resumed = swapcheck({"fuzz", "--resume", "--cases", "80", "--out", "out"});
  EXPECT_EQ(resumed.exitCode, 1) << resumed.err;
  EXPECT_TRUE(resumed.out.starts_with("resumed: 40 cases and ")) << resumed.out;
  EXPECT_EQ(readJson("out/run.json")["cases"], 80);
  EXPECT_TRUE(holds(readJson("out/run.json")["failures"][0]["replay"], " --plugin " + lib("wrong_plugin") + " "));
  EXPECT_EQ(swapcheck({"fuzz", "--resume", "--plugin", lib("wrong_plugin"), "--out", "out"}).exitCode, 1);
}

TEST_F(Plugin, ARunIsNotGoneOnWithWithAnotherOne) {
  fs::copy_file(lib("wrong_plugin"), folder() / "mine.so");
  const Words begin = {"fuzz", "--plugin", "mine.so", "--strategy", "plugin.*", "--seed",
                       "1",    "--cases",  "20",      "--out",      "out"};
  ASSERT_EQ(swapcheck(begin).exitCode, 1);
  const std::string begun = ": the run in out was begun with another one: leave it out, or name another folder\n";
  const Words resume = {"fuzz", "--resume", "--out", "out"};
  const auto complaint = [&](const Words& more) {
    Words words = resume;
    words.insert(words.end(), more.begin(), more.end());
    const ProcessResult result = swapcheck(words);
    EXPECT_EQ(result.exitCode, 2);
    return result.err;
  };
  EXPECT_EQ(complaint({"--plugin", lib("right_plugin")}), "swapcheck: --plugin" + begun);
  EXPECT_EQ(complaint({"--script", "swap.pt"}), "swapcheck: --script" + begun);
  fs::copy_file(lib("right_plugin"), folder() / "mine.so", fs::copy_options::overwrite_existing);
  EXPECT_TRUE(holds(complaint({}),
                    folder().string() + "/mine.so has changed since the run was begun: expected the file of CRC-32 "));
  fs::remove(folder() / "mine.so");
  EXPECT_EQ(complaint({}), "swapcheck: plugin " + folder().string() + "/mine.so: no such file\n");
}

TEST_F(Plugin, ARunThatWasKilledIsReportedWithoutNamingIt) {
  ASSERT_EQ(fuzzWrong("out").exitCode, 1);
  fs::remove(folder() / "out/run.json");
  const ProcessResult report = swapcheck({"report", "out", "--out", "report"});
  EXPECT_EQ(report.exitCode, 0) << report.err;
  EXPECT_TRUE(holds(read("report/summary.md"), "plugin.second-write"));
}

/// Files that are no plugins, or go wrong.
class PluginMisuse : public Plugin {
 protected:
  /// Loading the file must be refused in one sentence, which this gives without the file's name, and change nothing.
  std::string complaint(const std::string& file, const std::string& misuse = "", const Words& more = {}) const {
    SCOPED_TRACE(file + " " + misuse);
    const auto before = everything();
    Words words = {"fuzz", "--cases", "1", "--out", "out"};
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"--plugin", file});
    const ProcessResult result = runProcess(SWAPCHECK_PROGRAM, words, {folder(), {{"SWAPCHECK_TEST_MISUSE", misuse}}});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(linesOf(result.err).size(), 1u) << result.err;
    EXPECT_EQ(everything(), before);
    const std::string head = "swapcheck: plugin " + (folder() / file).string() + ": ";
    EXPECT_TRUE(result.err.starts_with(head)) << result.err;
    return result.err.substr(std::min(head.size(), result.err.size()));
  }

  std::string misuse(const std::string& name, const Words& more = {}) const {
    return complaint(lib("misuse_plugin"), name, more);
  }
};

TEST_F(PluginMisuse, OfFilesThatAreNoSharedLibraries) {
  write("notes.txt", "no library, whatever its name says");
  fs::create_directory(folder() / "folder.so");
  EXPECT_EQ(complaint("missing.so"), "no such file\n");
  EXPECT_EQ(complaint("folder.so"), "expected a shared library, got a folder\n");
  EXPECT_TRUE(complaint("notes.txt").starts_with("expected a shared library that can be loaded beside LibTorch "));
  EXPECT_EQ(swapcheck({"fuzz", "--plugin", ""}).err, "swapcheck: --plugin: expected a file, got \"\"\n");
}

TEST_F(PluginMisuse, OfSharedLibrariesThatAreNoPlugins) {
  EXPECT_EQ(complaint(lib("bare_library")),
            "expected a swapcheck plugin, got a shared library without the symbol swapcheck_plugin: SWAPCHECK_PLUGIN "
            "defines it\n");
}

TEST_F(PluginMisuse, OfPluginsOfOtherBuilds) {
  EXPECT_EQ(complaint(lib("other_abi_plugin")),
            "expected swapcheck's plugin ABI 2, got 99: build it with the headers of this swapcheck\n");
  EXPECT_EQ(complaint(lib("other_string_plugin")),
            "expected _GLIBCXX_USE_CXX11_ABI=1, got 7: build it with the standard library of this swapcheck\n");
  const std::string advice = ": build it with the LibTorch of this swapcheck\n";
  EXPECT_EQ(complaint(lib("other_libtorch_plugin")), "expected LibTorch " TORCH_VERSION ", got 9.9.9" + advice);
  EXPECT_EQ(complaint(lib("missing_function_plugin")), "expected LibTorch " TORCH_VERSION ", got 9.9.8" + advice);
  EXPECT_TRUE(holds(complaint(lib("missing_function_here_plugin")), ": undefined symbol: "));
}

TEST_F(PluginMisuse, OfNames) {
  EXPECT_EQ(misuse("built-in"), "strategy \"whole.clone\": the name is taken already, by swapcheck itself\n");
  EXPECT_EQ(misuse("twice"),
            "strategy \"plugin.swap\": the name is taken already, by plugin " + lib("misuse_plugin") + "\n");
  EXPECT_EQ(misuse("other-plugin", {"--plugin", lib("wrong_plugin")}),
            "strategy \"plugin.second-write\": the name is taken already, by plugin " + lib("wrong_plugin") + "\n");
  EXPECT_TRUE(misuse("bad-name").starts_with("strategy \"Plugin/swap\": expected a name family.what of "));
}

TEST_F(PluginMisuse, OfWhatStrategiesHave) {
  EXPECT_EQ(misuse("none"), "expected it to add strategies, but it added none\n");
  EXPECT_EQ(misuse("empty"), "strategy \"plugin.empty\": its swap is empty\n");
  EXPECT_EQ(misuse("property"), "strategy \"plugin.known\": a known failure: no property is named \"valeus\"\n");
  EXPECT_TRUE(misuse("feature").starts_with("strategy \"plugin.known\": the condition of a known failure: "));
}

TEST_F(PluginMisuse, ThatThrows) {
  const std::string head = "expected it to add its strategies, but it threw: ";
  EXPECT_EQ(misuse("throw-std"), head + "no luck today\n");
  EXPECT_EQ(misuse("throw-c10"), head + "no tensor today\n");
  EXPECT_EQ(misuse("throw-int"), head + "an exception that is no std::exception\n");
}

TEST_F(PluginMisuse, ThatEndsTheProcess) {
  const std::string head = "expected strategies, but when it was loaded the process ";
  EXPECT_EQ(misuse("segfault-at-load"), head + "was killed by signal 11 (SIGSEGV)\n");
  EXPECT_EQ(misuse("exit-at-load"), head + "exited with code 0\n");
  EXPECT_EQ(misuse("abort"), head + "was killed by signal 6 (SIGABRT)\n");
  EXPECT_EQ(misuse("exit"), head + "exited with code 3\n");
}

TEST_F(PluginMisuse, ThatCrashesAtTheEndOfTheProcessOrPrintsCostsNothing) {
  const Words words = {"list", "strategies", "--json", "--plugin", lib("misuse_plugin")};
  for (const char* misuse : {"segfault-at-exit", "print"}) {
    const ProcessResult result = runProcess(SWAPCHECK_PROGRAM, words, {folder(), {{"SWAPCHECK_TEST_MISUSE", misuse}}});
    EXPECT_EQ(result.exitCode, 0) << misuse << result.err;
    EXPECT_EQ(matching(Json::parse(result.out), {{"name", "plugin.swap"}}).size(), 1u) << result.out;
    EXPECT_EQ(result.err, "");
  }
}

TEST_F(PluginMisuse, OfEveryCommandIsRefused) {
  write("case.json", "{}");
  for (const Words& words : std::vector<Words>{
           {"fuzz"}, {"nightly"}, {"replay", "case.json"}, {"bench"}, {"report", "out"}, {"list", "strategies"}}) {
    Words more = words;
    more.insert(more.end(), {"--plugin", "missing.so"});
    const ProcessResult result = swapcheck(more);
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_TRUE(result.err.ends_with("/missing.so: no such file\n")) << words[0] << ": " << result.err;
  }
}

}  // namespace
}  // namespace swapcheck

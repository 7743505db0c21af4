// What the program inherits from the process that starts it does not change what it finds, and never hangs it.
#include <sys/stat.h>

#include "sandbox.h"

namespace swapcheck {
namespace {

using ProcessState = Sandbox;

constexpr const char* kFuzz = R"("$SWAPCHECK" fuzz --seed 1 --cases 20 --jobs 2 --strategy whole.clone --out )";

TEST_F(ProcessState, ThatIsOddIsPutRight) {
  ASSERT_EQ(shell(std::string(kFuzz) + "plain").exitCode, 0);
  const std::vector<std::pair<std::string, std::string>> states = {{"ignored", "exec env --ignore-signal=CHLD "},
                                                                   {"blocked", "exec env --block-signal "},
                                                                   {"umask", "umask 0777; exec "},
                                                                   {"stack", "ulimit -Ss 512; exec "},
                                                                   {"files", "ulimit -Sn 40; exec "},
                                                                   {"no-input", "exec 0<&-; exec "},
                                                                   {"no-errors", "exec 2>&-; exec "}};
  for (const auto& [name, prefix] : states) {
    SCOPED_TRACE(name);
    const ProcessResult result = shell(prefix + kFuzz + name);
    EXPECT_EQ(result.exitCode, 0) << result.out << result.err;
    EXPECT_EQ(Json::diff(timelessRun("plain"), timelessRun(name)), Json::array());
    struct stat file = {};
    ASSERT_EQ(stat((folder() / name / "run.json").c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & S_IRUSR, S_IRUSR + 0u);
  }
}

TEST_F(ProcessState, WithoutStandardOutputIsSaid) {
  const ProcessResult result = shell(std::string("exec 1>&-; exec ") + kFuzz + "out");
  EXPECT_EQ(result.exitCode, 3);
  EXPECT_TRUE(holds(result.err, "swapcheck: standard output cannot be written\n")) << result.err;
  EXPECT_EQ(readJson("out/run.json")["ended"], "cases");
}

TEST_F(ProcessState, ThatCannotBePutRightIsSaid) {
  const ProcessResult files = shell("ulimit -n 40; exec \"$SWAPCHECK\" list");
  EXPECT_EQ(files.exitCode, 3);
  EXPECT_EQ(files.err, "swapcheck: expected 256 open files (ulimit -n), got a hard limit of 40\n");
  const ProcessResult stack = shell("ulimit -s 512; exec \"$SWAPCHECK\" list");
  EXPECT_EQ(stack.exitCode, 3);
  EXPECT_EQ(stack.err, "swapcheck: expected a stack of 8388608 bytes (ulimit -s), got a hard limit of 524288\n");
}

}  // namespace
}  // namespace swapcheck

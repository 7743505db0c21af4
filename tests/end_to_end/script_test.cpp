// Strategies in TorchScript: judged like any other, whoever made them.
#include <torch/csrc/jit/api/module.h>

#include "sandbox.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

/// With the checks that `rejects` asks for.
constexpr const char* kWhere = R"(
def forward(self, a, b, mask):
    assert a.shape == b.shape, "expected tensors of one shape"
    assert a.dtype == b.dtype, "expected tensors of one dtype"
    assert a.device == b.device and a.device == mask.device, "expected tensors on one device"
    assert mask.dtype == 11, "expected a bool mask"
    assert mask.dim() <= a.dim(), "expected a mask of no more dimensions"
    for k in range(mask.dim()):
        size = a.size(a.dim() - mask.dim() + k)
        assert mask.size(k) == 1 or mask.size(k) == size, "expected a mask that broadcasts to the tensors"
    return torch.where(mask, b, a), torch.where(mask, a, b)
)";

constexpr const char* kSecondWrite = R"(
def forward(self, a, b, mask):
    x = torch.where(mask, b, a)
    return x, torch.where(mask, x, b)
)";

constexpr const char* kIndexed = R"(
def forward(self, a: Tensor, b: Tensor, index: List[Tensor]) -> Tuple[Tensor, Tensor]:
    return torch.index_put(a, index, torch.index(b, index)), torch.index_put(b, index, torch.index(a, index))
)";

constexpr const char* kWhole = R"(
def forward(self, a, b):
    return b.clone(), a.clone()
)";

constexpr const char* kWithin = R"(
def forward(self, x: Tensor, dim: int, i: Tensor, j: Tensor) -> Tensor:
    once = torch.index_copy(x, dim, i, torch.index_select(x, dim, j))
    return torch.index_copy(once, dim, j, torch.index_select(x, dim, i))
)";

/// Products and sums: TorchScript differentiates it by itself, as one graph.
constexpr const char* kBlend = R"(
def forward(self, a, b, mask):
    m = mask.to(a.dtype)
    return a * (1 - m) + b * m, b * (1 - m) + a * m
)";

class Script : public Sandbox {
 protected:
  void save(const std::string& file, const std::string& code) const {
    torch::jit::Module module("Swap");
    module.define(code);
    module.save((folder() / file).string());
  }

  ProcessResult fuzz(const std::string& file, const Words& more = {}) const {
    Words words = {"fuzz", "--script", file, "--strategy", "script.*", "--seed", "1", "--out", "out"};
    words.insert(words.end(), more.begin(), more.end());
    return swapcheck(words);
  }

  Json verdicts(const Json& fields) const { return matching(readJson("out/run.json")["verdicts"], fields); }
};

TEST_F(Script, IsVerifiedByTwoWorkersWithItsCallersAndRejections) {
  save("where.pt", kWhere);
  const ProcessResult result = fuzz("where.pt", {"--cases", "400", "--jobs", "2"});
  EXPECT_EQ(result.exitCode, 0) << result.out << result.err;
  // LibTorch itself loses bits of special values, in some versions.
  EXPECT_EQ(verdicts({{"verdict", "verified"}}).size() +
                verdicts({{"property", "values"}, {"verdict", "known-failure"}}).size(),
            11u)
      << result.out;
  for (const char* property : {"gradient", "second-order", "forward-mode", "determinism", "modes", "rejects"})
    EXPECT_EQ(verdicts({{"property", property}, {"verdict", "verified"}}).size(), 1u) << property << result.out;
}

TEST_F(Script, OfEveryFamilyIsKnownByItsSchema) {
  save("whole.pt", kWhole);
  save("where.pt", kWhere);
  save("index.pt", kIndexed);
  save("within.pt", kWithin);
  const Json all = Json::parse(swapcheck({"list", "strategies", "--json", "--script", "whole.pt", "--script",
                                          "where.pt", "--script", "index.pt", "--script", "within.pt"})
                                   .out);
  const std::map<std::string, std::string> families = {
      {"script.whole", "whole"}, {"script.where", "masked"}, {"script.index", "indexed"}, {"script.within", "within"}};
  for (const auto& [name, family] : families)
    EXPECT_EQ(matching(all, {{"name", name}, {"family", family}}).size(), 1u) << name;
}

TEST_F(Script, OfEveryFamilyIsJudged) {
  save("whole.pt", kWhole);
  save("index.pt", kIndexed);
  save("within.pt", kWithin);
  const ProcessResult result =
      swapcheck({"fuzz",       "--script", "whole.pt",   "--script",  "index.pt",   "--script", "within.pt",
                 "--strategy", "script.*", "--property", "originals", "--property", "metadata", "--property",
                 "gradient",   "--seed",   "1",          "--cases",   "150",        "--out",    "out"});
  for (const char* strategy : {"script.whole", "script.index", "script.within"})
    for (const char* property : {"originals", "metadata"})
      EXPECT_EQ(verdicts({{"strategy", strategy}, {"property", property}, {"verdict", "verified"}}).size(), 1u)
          << result.out;
  for (const char* strategy : {"script.whole", "script.within"})
    EXPECT_EQ(verdicts({{"strategy", strategy}, {"property", "gradient"}, {"verdict", "verified"}}).size(), 1u)
        << result.out;
  // index_put gives a position that is named twice twice its gradient, in TorchScript as everywhere.
  EXPECT_EQ(verdicts({{"strategy", "script.index"}, {"property", "gradient"}, {"verdict", "falsified"}}).size(), 1u)
      << result.out;
}

TEST_F(Script, ThatIsWrongIsFoundAndItsReplayLineShowsItAgain) {
  save("Second Write.pt", kSecondWrite);
  const ProcessResult found = fuzz("Second Write.pt", {"--property", "values", "--cases", "40"});
  EXPECT_EQ(found.exitCode, 1) << found.err;
  const std::string line = matching(readJson("out/run.json")["failures"], {{"known_reason", ""}})[0]["replay"];
  EXPECT_TRUE(holds(line, " --script '" + folder().string() + "/Second Write.pt' out/failures/script.second-write--"))
      << line;
  const ProcessResult replayed =
      runProcess("/bin/sh", {"-c", SWAPCHECK_PROGRAM + line.substr(line.find(' '))}, {folder()});
  EXPECT_EQ(replayed.exitCode, 1) << replayed.err;
  EXPECT_TRUE(holds(replayed.out, "script.second-write: values: fails in the same way\n")) << replayed.out;
  EXPECT_EQ(swapcheck({"fuzz", "--resume", "--cases", "60", "--out", "out"}).exitCode, 1);
}

TEST_F(Script, GivesTheSameRecordWhateverTheNumberOfWorkers) {
  save("blend.pt", kBlend);
  EXPECT_EQ(fuzz("blend.pt", {"--cases", "120", "--jobs", "1"}).exitCode, 1);
  const Json one = timelessRun("out");
  fs::remove_all(folder() / "out");
  EXPECT_EQ(fuzz("blend.pt", {"--cases", "120", "--jobs", "2"}).exitCode, 1);
  EXPECT_EQ(Json::diff(one, timelessRun("out")), Json::array());
}

TEST_F(Script, MayUseAPluginsOperators) {
  const std::string plugin = SWAPCHECK_TEST_PLUGINS "/libright_plugin.so";
  write("make.py", "import torch\ntorch.ops.load_library('" + plugin + R"(')
class Swap(torch.nn.Module):
    def forward(self, a, b, mask):
        x, y = torch.ops.swapcheck_test.swap_at(a, b, mask)
        return x, x
torch.jit.script(Swap()).save("ours.pt")
)");
  ProcessOptions python{folder()};
#ifdef SWAPCHECK_SANITIZER_RUNTIME
  python.environment = {{"LD_PRELOAD", SWAPCHECK_SANITIZER_RUNTIME}, {"ASAN_OPTIONS", "detect_leaks=0"}};
#endif
  const ProcessResult made = runProcess(SWAPCHECK_PYTHON, {"make.py"}, python);
  ASSERT_EQ(made.exitCode, 0) << made.err;
  EXPECT_TRUE(holds(swapcheck({"list", "strategies", "--script", "ours.pt"}).err, "swapcheck_test::swap_at"));
  EXPECT_EQ(fuzz("ours.pt", {"--plugin", plugin, "--property", "values", "--cases", "40"}).exitCode, 1);
  const std::string line = readJson("out/run.json")["failures"][0]["replay"];
  EXPECT_TRUE(holds(line, " --plugin " + plugin + " --script " + folder().string() + "/ours.pt ")) << line;
}

/// Files that are no swaps.
class ScriptMisuse : public Script {
 protected:
  std::string complaint(const std::string& file, const Words& more = {}) const {
    SCOPED_TRACE(file);
    const auto before = everything();
    Words words = {"fuzz", "--cases", "1", "--out", "out"};
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"--script", file});
    const ProcessResult result = swapcheck(words);
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(linesOf(result.err).size(), 1u) << result.err;
    EXPECT_EQ(everything(), before);
    const std::string head = "swapcheck: script " + (folder() / file).string() + ": ";
    EXPECT_TRUE(result.err.starts_with(head)) << result.err;
    return result.err.substr(std::min(head.size(), result.err.size()));
  }
};

TEST_F(ScriptMisuse, OfFilesThatAreNoModules) {
  const std::string expected = "expected a TorchScript module, as torch.jit.save writes it";
  save("whole.pt", kWhole);
  write("notes.pt", "no module, whatever its name says");
  write("torn.pt", read("whole.pt").substr(0, read("whole.pt").size() / 2));
  write("empty.pt", "");
  fs::create_directory(folder() / "folder.pt");
  EXPECT_EQ(complaint("missing.pt"), "no such file\n");
  EXPECT_EQ(complaint("folder.pt"), expected + ", got a folder\n");
  for (const char* file : {"notes.pt", "torn.pt", "empty.pt"})
    EXPECT_TRUE(complaint(file).starts_with(expected + ": ")) << file;
}

TEST_F(ScriptMisuse, OfModulesWithoutASwap) {
  save("other.pt", "def swap(self, a, b):\n    return b, a\n");
  EXPECT_EQ(complaint("other.pt"), "expected a module with a method forward, got one without\n");
}

TEST_F(ScriptMisuse, OfSchemasShowsThemAllAndTheOneThatItGot) {
  const std::string expected =
      "expected a swap (forward(Tensor, Tensor) -> Tuple[Tensor, Tensor], forward(Tensor, Tensor, Tensor) -> "
      "Tuple[Tensor, Tensor], forward(Tensor, Tensor, List[Tensor]) -> Tuple[Tensor, Tensor] or forward(Tensor, int, "
      "Tensor, Tensor) -> Tensor), got ";
  save("sum.pt", "def forward(self, a, b):\n    return a + b\n");
  save("three.pt", "def forward(self, a, b):\n    return a, b, a\n");
  save("scale.pt", "def forward(self, a, b, s: float) -> Tuple[Tensor, Tensor]:\n    return b * s, a * s\n");
  save("none.pt", "def forward(self) -> int:\n    return 1\n");
  EXPECT_EQ(complaint("sum.pt"), expected + "forward(Tensor, Tensor) -> Tensor\n");
  EXPECT_EQ(complaint("three.pt"), expected + "forward(Tensor, Tensor) -> Tuple[Tensor, Tensor, Tensor]\n");
  EXPECT_EQ(complaint("scale.pt"), expected + "forward(Tensor, Tensor, float) -> Tuple[Tensor, Tensor]\n");
  EXPECT_EQ(complaint("none.pt"), expected + "forward() -> int\n");
}

TEST_F(ScriptMisuse, OfNamesThatAreTheSameOnce) {
  save("My_Swap.pt", kWhole);
  save("my swap.pt", kWhole);
  EXPECT_EQ(complaint("my swap.pt", {"--script", "My_Swap.pt"}),
            "strategy \"script.my-swap\": the name is taken already, by script " + folder().string() + "/My_Swap.pt\n");
}

}  // namespace
}  // namespace swapcheck

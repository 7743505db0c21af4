// The options that name where strategies come from.
#include "harness/commands/strategy_sources.h"

#include <gtest/gtest.h>

#include <sstream>

#include "harness/workers/strategy_loader.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

const StrategySource kPlugin{StrategySource::Kind::Plugin, "/lib/a b.so"};
const StrategySource kScript{StrategySource::Kind::Script, "/lib/swap.pt"};
const StrategySource kOtherScript{StrategySource::Kind::Script, "/lib/other.pt"};

TEST(SourcesOf, AreAbsoluteWithPluginsFirst) {
  CommandLine line("test [OPTION]...", "Tests.");
  addSources(line);
  std::ostringstream out;
  ASSERT_TRUE(line.parse({"--script", "/x/../swap.pt", "--plugin", "/a.so", "--plugin", "b.so"}, out));
  EXPECT_EQ(sourcesOf(line),
            (std::vector<StrategySource>{{StrategySource::Kind::Plugin, "/a.so"},
                                         {StrategySource::Kind::Plugin, std::filesystem::current_path() / "b.so"},
                                         {StrategySource::Kind::Script, "/swap.pt"}}));
}

TEST(SourcesOf, PythonAreFilesOrModulesWithTheirVariants) {
  CommandLine line("test [OPTION]...", "Tests.");
  addSources(line);
  std::ostringstream out;
  ASSERT_TRUE(line.parse({"--python", "/x/../swaps.py:swap", "--python", "package.swaps:swap", "--python", "here.py",
                          "--variant", "vmap", "--variant", "compile:aot_eager"},
                         out));
  const std::string variants = "+vmap+compile:aot_eager", here = std::filesystem::current_path() / "here.py";
  const auto sources = sourcesOf(line);
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources[0].file.string(), "/swaps.py:swap" + variants);
  EXPECT_EQ(sources[1].file.string(), "package.swaps:swap" + variants);
  EXPECT_EQ(sources[2].file.string(), here + variants);
  EXPECT_EQ(codeFileOf(sources[0]), "/swaps.py");
  EXPECT_EQ(codeFileOf(sources[1]), "");
  EXPECT_EQ(codeFileOf(sources[2]), here);
}

TEST(OptionsText, IsForAShell) {
  EXPECT_EQ(optionsText({kPlugin, kScript}), "--plugin '/lib/a b.so' --script /lib/swap.pt");
  EXPECT_EQ(optionsText({}), "");
}

TEST(SourcesFor, AScriptAreThePluginsToo) {
  Catalogue catalogue;
  const auto add = [&](const char* name, const std::optional<StrategySource>& source) {
    catalogue.add({name, "", WholeSwap(exchanged)}, source);
  };
  add("test.own", std::nullopt);
  add("test.plugin", kPlugin);
  add("script.other", kOtherScript);
  add("script.swap", kScript);
  EXPECT_EQ(sourcesFor("test.own", catalogue), std::vector<StrategySource>());
  EXPECT_EQ(sourcesFor("test.plugin", catalogue), std::vector<StrategySource>{kPlugin});
  EXPECT_EQ(sourcesFor("script.swap", catalogue), (std::vector<StrategySource>{kPlugin, kScript}));
  EXPECT_EQ(catalogue.sources(), (std::vector<StrategySource>{kPlugin, kOtherScript, kScript}));
}

}  // namespace
}  // namespace swapcheck

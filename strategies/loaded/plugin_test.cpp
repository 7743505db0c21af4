// What crosses the border between swapcheck and plugins, and files that are none.
#include "strategies/loaded/plugin.h"

#include <gtest/gtest.h>
#include <swapcheck/plugin.h>

#include <cstddef>
#include <fstream>

#include "strategies/error.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

/// Defines the descriptor of this program, as it does a library's.
SWAPCHECK_PLUGIN(catalogue) {
  catalogue.add(
      {"test.first", "", WholeSwap([](const at::Tensor& a, const at::Tensor& b) { return TensorPair{b, a}; })});
  catalogue.add({"test.second", "", WholeSwap()});
}

std::string refusalOf(const fs::path& file) {
  Catalogue catalogue;
  try {
    addPlugin(catalogue, {StrategySource::Kind::Plugin, file});
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(PluginDescriptor, SaysWhatThePluginWasBuiltWithAndCollectsItsStrategies) {
  EXPECT_EQ(swapcheck_plugin.abi, kPluginAbi);
  EXPECT_EQ(swapcheck_plugin.stringAbi, kStringAbi);
  EXPECT_EQ(swapcheck_plugin.libtorch, std::string(TORCH_VERSION));
  PluginCatalogue collected;
  swapcheck_plugin.addStrategies(collected);
  ASSERT_EQ(collected.strategies().size(), 2u);
  EXPECT_EQ(collected.strategies()[1].name, "test.second");
}

TEST(PluginDescriptor, HasItsNumberFirst) { EXPECT_EQ(offsetof(PluginDescriptor, abi), 0u); }

/// When this fails, `kPluginAbi` has to grow, and these numbers with it.
TEST(PluginAbi, TwoIsThisLayout) {
  ASSERT_EQ(kPluginAbi, 2);
  const size_t text = sizeof(std::string), list = sizeof(std::vector<int>);
  EXPECT_EQ(sizeof(KnownFailure), 5 * text + 2 * list + alignof(std::string));
  EXPECT_EQ(sizeof(Steps), 2 * text);
  EXPECT_EQ(sizeof(Swap), sizeof(std::function<void()>) + sizeof(void*));
  EXPECT_EQ(std::variant_size_v<Swap>, 4u);
  EXPECT_EQ(sizeof(Strategy), 2 * text + sizeof(Swap) + list + sizeof(Steps));
  EXPECT_EQ(sizeof(PluginCatalogue), list);
}

TEST(AddPlugin, RefusesWhatIsNoSharedLibrary) {
  const fs::path folder = fs::path(testing::TempDir());
  const fs::path text = folder / "swapcheck-notes.so";
  std::ofstream(text) << "no library";
  EXPECT_EQ(refusalOf(folder / "swapcheck-missing.so"),
            "plugin " + (folder / "swapcheck-missing.so").string() + ": no such file");
  EXPECT_EQ(refusalOf("/tmp"), "plugin /tmp: expected a shared library, got a folder");
  EXPECT_EQ(refusalOf("/dev/null"), "plugin /dev/null: expected a shared library, got what is no regular file");
  EXPECT_TRUE(
      refusalOf(text).starts_with("plugin " + text.string() + ": expected a shared library that can be loaded"));
  fs::remove(text);
}

}  // namespace
}  // namespace swapcheck

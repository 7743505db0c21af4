// Strategies of one's own in a shared library, which `swapcheck ... --plugin FILE` loads:
//
//   SWAPCHECK_PLUGIN(catalogue) {
//     catalogue.add({"mine.swap", "what it does", swapcheck::MaskedSwap(mySwap)});
//   }
//
// once in the library, which links to LibTorch and to nothing of swapcheck.
#pragma once

#include <swapcheck/strategy.h>
#include <torch/version.h>

#include <cstdint>

namespace swapcheck {

/// Grows with every change to what crosses the border between swapcheck and a plugin: `Strategy` and all in it,
/// `PluginCatalogue`, and `PluginDescriptor`.
inline constexpr std::int32_t kPluginAbi = 2;

/// `_GLIBCXX_USE_CXX11_ABI` of this translation unit; -1 with another standard library than libstdc++.
#ifdef _GLIBCXX_USE_CXX11_ABI
inline constexpr std::int32_t kStringAbi = _GLIBCXX_USE_CXX11_ABI;
#else
inline constexpr std::int32_t kStringAbi = -1;
#endif

/// Collects the strategies of one plugin, in the order in which they are added.
class PluginCatalogue {
 public:
  void add(Strategy strategy) { strategies_.push_back(std::move(strategy)); }

  const std::vector<Strategy>& strategies() const { return strategies_; }

 private:
  std::vector<Strategy> strategies_;
};

/// What a plugin says of itself. Its first member always is the number of the ABI, so that a plugin of any other
/// version is recognised; the next two decide whether the last one can be called.
struct PluginDescriptor {
  std::int32_t abi;
  std::int32_t stringAbi;
  /// TORCH_VERSION of the headers that it was compiled with.
  const char* libtorch;
  void (*addStrategies)(PluginCatalogue& catalogue);
};

/// The symbol that a plugin exports: a PluginDescriptor.
inline constexpr const char* kPluginSymbol = "swapcheck_plugin";

}  // namespace swapcheck

/// Begins the function that adds the plugin's strategies to `catalogue`, a swapcheck::PluginCatalogue&.
#define SWAPCHECK_PLUGIN(catalogue)                                                                         \
  static void swapcheckAddStrategies(::swapcheck::PluginCatalogue& catalogue);                              \
  extern "C" {                                                                                              \
  extern __attribute__((visibility("default"))) const ::swapcheck::PluginDescriptor swapcheck_plugin;       \
  const ::swapcheck::PluginDescriptor swapcheck_plugin = {::swapcheck::kPluginAbi, ::swapcheck::kStringAbi, \
                                                          TORCH_VERSION, swapcheckAddStrategies};           \
  }                                                                                                         \
  static void swapcheckAddStrategies(::swapcheck::PluginCatalogue& catalogue)

#include "strategies/loaded/plugin.h"

#include <dlfcn.h>
#include <swapcheck/plugin.h>

#include "strategies/error.h"
#include "strategies/exception_text.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

[[noreturn]] void refuseBuild(const StrategySource& plugin, const std::string& expected, const std::string& got,
                              const std::string& advice) {
  refuse(plugin, "expected " + expected + ", got " + got + ": " + advice);
}

const PluginDescriptor* descriptorIn(void* library) {
  return static_cast<const PluginDescriptor*>(dlsym(library, kPluginSymbol));
}

/// The number of the ABI comes first: what else there is depends on it.
void requireFit(const PluginDescriptor& descriptor, const StrategySource& plugin) {
  if (descriptor.abi != kPluginAbi)
    refuseBuild(plugin, "swapcheck's plugin ABI " + std::to_string(kPluginAbi), std::to_string(descriptor.abi),
                "build it with the headers of this swapcheck");
  if (descriptor.stringAbi != kStringAbi)
    refuseBuild(plugin, "_GLIBCXX_USE_CXX11_ABI=" + std::to_string(kStringAbi), std::to_string(descriptor.stringAbi),
                "build it with the standard library of this swapcheck");
  if (descriptor.libtorch != libtorchVersion())
    refuseBuild(plugin, "LibTorch " + std::string(libtorchVersion()), descriptor.libtorch,
                "build it with the LibTorch of this swapcheck");
}

/// Why the library could not be opened, without its name.
std::string openError(const StrategySource& plugin) {
  const char* const error = dlerror();
  std::string text = error ? error : "unknown error";
  if (const std::string name = plugin.file.string() + ": "; text.starts_with(name)) text.erase(0, name.size());
  return text;
}

void* open(const StrategySource& plugin) {
  requireFile(plugin, "a shared library");
  if (void* library = dlopen(plugin.file.c_str(), RTLD_NOW | RTLD_LOCAL)) return library;
  const std::string error = openError(plugin);
  // Functions that another LibTorch has and this one has not: its descriptor says so better than their mangled names.
  if (void* library = dlopen(plugin.file.c_str(), RTLD_LAZY | RTLD_LOCAL))
    if (const PluginDescriptor* descriptor = descriptorIn(library)) requireFit(*descriptor, plugin);
  refuse(plugin, "expected a shared library that can be loaded beside LibTorch " + std::string(libtorchVersion()) +
                     ": " + error);
}

const PluginDescriptor& descriptorOf(const StrategySource& plugin) {
  const PluginDescriptor* descriptor = descriptorIn(open(plugin));
  if (!descriptor)
    refuseBuild(plugin, "a swapcheck plugin", std::string("a shared library without the symbol ") + kPluginSymbol,
                "SWAPCHECK_PLUGIN defines it");
  requireFit(*descriptor, plugin);
  return *descriptor;
}

std::vector<Strategy> strategiesOf(const PluginDescriptor& descriptor, const StrategySource& plugin) {
  PluginCatalogue collected;
  try {
    descriptor.addStrategies(collected);
  } catch (...) {
    refuse(plugin, "expected it to add its strategies, but it threw: " + currentExceptionText());
  }
  if (collected.strategies().empty()) refuse(plugin, "expected it to add strategies, but it added none");
  return collected.strategies();
}

}  // namespace

void addPlugin(Catalogue& catalogue, const StrategySource& plugin) {
  for (Strategy& strategy : strategiesOf(descriptorOf(plugin), plugin))
    about(textOf(plugin), [&] { catalogue.add(std::move(strategy), plugin); });
}

}  // namespace swapcheck

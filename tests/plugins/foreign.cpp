// Plugins of other builds: descriptors as another swapcheck, standard library or LibTorch would write them.
#include <swapcheck/plugin.h>

#include <cstdlib>

namespace {

#ifdef SWAPCHECK_TEST_MISSING_FUNCTION
}
/// A function that this LibTorch has not.
void ofAnotherLibtorch();
namespace {
void add(swapcheck::PluginCatalogue&) { ofAnotherLibtorch(); }
#else
void add(swapcheck::PluginCatalogue&) { std::abort(); }
#endif

}  // namespace

extern "C" {
extern const swapcheck::PluginDescriptor swapcheck_plugin;
const swapcheck::PluginDescriptor swapcheck_plugin = {SWAPCHECK_TEST_ABI, SWAPCHECK_TEST_STRING_ABI,
                                                      SWAPCHECK_TEST_LIBTORCH, add};
}

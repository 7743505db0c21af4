#include "harness/storage/host_context.h"

#include <fstream>
#include <thread>

namespace swapcheck {
namespace {

/// The name that Linux gives it, or "unknown".
std::string processorName() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown";
}

}  // namespace

std::string swapcheckVersion() { return SWAPCHECK_VERSION; }

std::map<std::string, std::string> hostContext() {
  return {{"swapcheck", swapcheckVersion()},
          {"compiler", std::string("gcc-compatible ") + __VERSION__},
          {"build_type", SWAPCHECK_BUILD_TYPE},
          {"processor", processorName()},
          {"cores", std::to_string(std::thread::hardware_concurrency())},
          {"libtorch_threads", "1"}};
}

}  // namespace swapcheck

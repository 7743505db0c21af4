// Facts about this build and machine that a run record keeps.
#pragma once

#include <map>
#include <string>

namespace swapcheck {

/// "0.1.0".
std::string swapcheckVersion();

/// swapcheck's version, compiler, build type, processor and its number of cores.
std::map<std::string, std::string> hostContext();

}  // namespace swapcheck

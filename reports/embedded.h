// Files that the build embeds in the program; reports/CMakeLists.txt names them.
#pragma once

#include <string_view>

namespace swapcheck::embedded {

/// The frame of the page, with `{{title}}`, `{{style}}`, `{{body}}` and `{{scripts}}`.
std::string_view reportPage();

std::string_view reportCss();

/// Draws the charts; needs `chartJs` before it.
std::string_view reportJs();

/// Chart.js, minified.
std::string_view chartJs();

/// The parts of reproducers in C++ and in Python, as `Sections` reads them.
std::string_view reproducerCpp();
std::string_view reproducerPython();

}  // namespace swapcheck::embedded

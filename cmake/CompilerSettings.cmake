# The language level, and the warnings that every target of ours compiles with.
# Warnings become errors through the preset (CMAKE_COMPILE_WARNING_AS_ERROR), never here.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# The same libraries make the program and Python's extension module; what they define is nobody's to replace.
add_compile_options(-fPIC -fno-semantic-interposition)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options("SHELL:--param ggc-min-heapsize=1000000")  # collects garbage later: an eighth less time
endif()

# Links in a tenth of the time.
find_program(SWAPCHECK_MOLD mold)
if(SWAPCHECK_MOLD AND NOT SWAPCHECK_SANITIZE)
  add_link_options(-fuse-ld=mold)
endif()

add_library(swapcheck_warnings INTERFACE)
target_compile_options(swapcheck_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wimplicit-fallthrough)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(swapcheck_warnings INTERFACE -Wno-restrict)  # false alarms in std::string, GCC bug 105651
endif()

option(SWAPCHECK_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)
if(SWAPCHECK_SANITIZE)
  # Before any target: every translation unit and every link has to agree.
  add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
  # GCC's manual recommends against it beside sanitizers: it then gives false alarms, in <regex> for one.
  target_compile_options(swapcheck_warnings INTERFACE -Wno-maybe-uninitialized)
endif()

# What no test takes; sanitizers make them several times slower.
set(SWAPCHECK_TEST_TIMEOUT_S 900)
if(SWAPCHECK_SANITIZE)
  set(SWAPCHECK_TEST_TIMEOUT_S 3600)
endif()

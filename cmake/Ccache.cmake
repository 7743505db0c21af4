# Uses ccache when it is there, so that a second build is quick.
find_program(SWAPCHECK_CCACHE ccache)
if(SWAPCHECK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The sloppiness is what ccache asks for where headers are precompiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${SWAPCHECK_CCACHE}")
endif()

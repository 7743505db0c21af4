# Uses ccache when it is there, so that a second build is quick.
find_program(SWAPCHECK_CCACHE ccache)
if(SWAPCHECK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${SWAPCHECK_CCACHE}")
endif()

# swapcheck_library(NAME SOURCES... DEPENDS...): the static library of one folder, included as "folder/file.h".
function(swapcheck_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(swapcheck_${name} STATIC ${ARG_SOURCES})
  add_library(swapcheck::${name} ALIAS swapcheck_${name})
  target_include_directories(swapcheck_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_link_libraries(swapcheck_${name} PUBLIC ${ARG_DEPENDS} PRIVATE swapcheck_warnings)
endfunction()

# swapcheck_test(NAME SOURCES... DEPENDS...): one GoogleTest program; ctest runs each of its tests by itself.
# RapidCheck's own seed is fixed, so that a red test is red again.
function(swapcheck_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} GTest::gtest_main swapcheck_warnings)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "RC_PARAMS=seed=20 max_success=200" TIMEOUT 600)
endfunction()

# swapcheck_precompile(TARGET HEADERS...): parses large headers of other people's once for the whole target.
function(swapcheck_precompile target)
  target_precompile_headers(${target} PRIVATE ${ARGN})
  target_compile_options(${target} PRIVATE -fpch-preprocess)  # for ccache
endfunction()

# swapcheck_library(NAME DEPENDS... [BUILD_DEPENDS...]): a static library, whose headers are included as
# "folder/room/file.h". Only its own build needs BUILD_DEPENDS: who uses the installed library goes without.
function(swapcheck_library name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;BUILD_DEPENDS" ${ARGN})
  add_library(swapcheck_${name} STATIC)
  add_library(swapcheck::${name} ALIAS swapcheck_${name})
  target_include_directories(swapcheck_${name} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>")
  target_link_libraries(swapcheck_${name} PUBLIC ${ARG_DEPENDS} PRIVATE $<BUILD_INTERFACE:swapcheck_warnings>)
  foreach(dependency IN LISTS ARG_BUILD_DEPENDS)
    target_link_libraries(swapcheck_${name} PUBLIC "$<BUILD_INTERFACE:${dependency}>")
  endforeach()
endfunction()

# swapcheck_sources(NAME ROOM FILE...): adds the sources ROOM/FILE.cpp of this folder to a library, a program or a test;
# to a test that is not built, nothing.
function(swapcheck_sources name room)
  set(target swapcheck_${name})
  if(NOT TARGET ${target})
    set(target ${name})
  endif()
  if(NOT TARGET ${target} AND NOT BUILD_TESTING)
    return()
  endif()
  list(TRANSFORM ARGN REPLACE "(.+)" "${CMAKE_CURRENT_SOURCE_DIR}/${room}/\\1.cpp" OUTPUT_VARIABLE sources)
  target_sources(${target} PRIVATE ${sources})
endfunction()

# swapcheck_headers(NAME PUBLIC|INTERFACE): gives a library the public headers of this folder, <swapcheck/...>.
function(swapcheck_headers name scope)
  target_include_directories(swapcheck_${name} ${scope}
    "$<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>" "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
endfunction()

# swapcheck_test_program(NAME DEPENDS...): a GoogleTest program, whose sources are added afterwards.
function(swapcheck_test_program name)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  add_executable(${name})
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} GTest::gtest_main swapcheck_warnings)
endfunction()

# swapcheck_link_first(NAME LIBRARIES...): of inline functions that a test and these libraries both compile, the linker
# keeps the first copy that it meets: the libraries', which are optimised, so that they are as quick as in the program.
function(swapcheck_link_first name)
  if(TARGET ${name})
    list(TRANSFORM ARGN REPLACE "(.+)" "$<TARGET_FILE:swapcheck_\\1>" OUTPUT_VARIABLE archives)
    target_link_options(${name} PRIVATE LINKER:--whole-archive ${archives} LINKER:--no-whole-archive)
  endif()
endfunction()

# swapcheck_add_test(NAME COMMAND...): a test that a GoogleTest program runs. RapidCheck's own seed is fixed, so that a
# red test is red again.
function(swapcheck_add_test name)
  add_test(NAME ${name} COMMAND ${ARGN})
  set_tests_properties(${name} PROPERTIES
    ENVIRONMENT "RC_PARAMS=seed=20 max_success=200" TIMEOUT ${SWAPCHECK_TEST_TIMEOUT_S})
endfunction()

# swapcheck_test(NAME DEPENDS...): a GoogleTest program that is one test. Nothing where no tests are built.
function(swapcheck_test name)
  if(BUILD_TESTING)
    swapcheck_test_program(${name} ${ARGN})
    swapcheck_add_test(${name} ${name})
  endif()
endfunction()

# swapcheck_precompile(NAME DEPENDS... HEADERS... [OPTIONS...]): a target that parses large headers of other people's
# once, with those compile options, for all targets that swapcheck_use_precompiled names.
function(swapcheck_precompile name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;HEADERS;OPTIONS" ${ARGN})
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "// Nothing: what counts is the precompiled header.\n")
  add_library(${name} OBJECT "${source}")
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} swapcheck_warnings)
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
  target_compile_options(${name} PRIVATE -fpch-preprocess ${ARG_OPTIONS})  # the first is for ccache
  set_target_properties(${name} PROPERTIES SWAPCHECK_DEPENDS "${ARG_DEPENDS}" SWAPCHECK_OPTIONS "${ARG_OPTIONS}")
endfunction()

# swapcheck_use_precompiled(NAME TARGETS...): they are compiled, and linked, as that target is.
function(swapcheck_use_precompiled name)
  get_target_property(depends ${name} SWAPCHECK_DEPENDS)
  get_target_property(options ${name} SWAPCHECK_OPTIONS)
  foreach(target IN LISTS ARGN)
    target_precompile_headers(${target} REUSE_FROM ${name})
    target_link_libraries(${target} PRIVATE "$<BUILD_INTERFACE:${depends}>")
    target_compile_options(${target} PRIVATE -fpch-preprocess ${options})
  endforeach()
endfunction()

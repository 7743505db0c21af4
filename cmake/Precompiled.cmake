# Headers that most sources include and that take seconds to parse: once for the program, once for the tests.
set(SWAPCHECK_LARGE_DEPENDS torch fmt::fmt nlohmann_json::nlohmann_json)
set(SWAPCHECK_LARGE_HEADERS <ATen/core/Tensor.h> <fmt/format.h> <nlohmann/json.hpp>)

swapcheck_precompile(swapcheck_precompiled DEPENDS ${SWAPCHECK_LARGE_DEPENDS} HEADERS ${SWAPCHECK_LARGE_HEADERS})
swapcheck_use_precompiled(swapcheck_precompiled
  swapcheck_strategies swapcheck_generators swapcheck_properties swapcheck_records swapcheck_reports swapcheck_verify
  swapcheck_harness swapcheck_documents)

# What measures and what is there to be found.
set(SWAPCHECK_TOOLS mutants swapcheck_mutants campaign_benchmark swapcheck_campaign_benchmark case_benchmark)

if(NOT BUILD_TESTING)
  swapcheck_use_precompiled(swapcheck_precompiled ${SWAPCHECK_TOOLS})
else()
  # Tests are compiled more often than they run, and GoogleTest names the line that fails; with sanitizers they take
  # their time.
  if(NOT SWAPCHECK_SANITIZE)
    set(SWAPCHECK_TEST_OPTIONS -O0 -g0)
  endif()
  swapcheck_precompile(swapcheck_precompiled_tests
    DEPENDS ${SWAPCHECK_LARGE_DEPENDS} GTest::gtest rapidcheck
    HEADERS ${SWAPCHECK_LARGE_HEADERS} <gtest/gtest.h> <rapidcheck.h>
    OPTIONS ${SWAPCHECK_TEST_OPTIONS})
  swapcheck_use_precompiled(swapcheck_precompiled_tests ${SWAPCHECK_TOOLS} swapcheck_with_faults
    swapcheck_generators_testing swapcheck_properties_testing swapcheck_reports_testing end_to_end_tools strategies_test
    generators_test properties_test reports_test harness_test supervisor_test mutants_test end_to_end_tests
    campaign_benchmark_test)

  swapcheck_precompile(swapcheck_precompiled_plugins
    DEPENDS torch HEADERS <ATen/core/Tensor.h> OPTIONS -fPIC ${SWAPCHECK_TEST_OPTIONS})
  get_target_property(plugins test_plugins SWAPCHECK_PLUGINS)
  swapcheck_use_precompiled(swapcheck_precompiled_plugins ${plugins})
endif()

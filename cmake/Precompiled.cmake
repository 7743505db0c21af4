# Headers that most sources include and that take seconds to parse: once for the program, once for the tests.
set(SWAPCHECK_LARGE_HEADERS <ATen/core/Tensor.h> <fmt/format.h> <nlohmann/json.hpp>)
swapcheck_precompile(swapcheck_precompiled DEPENDS torch fmt::fmt nlohmann_json::nlohmann_json
  HEADERS ${SWAPCHECK_LARGE_HEADERS})
swapcheck_use_precompiled(swapcheck_precompiled
  swapcheck_strategies swapcheck_generators swapcheck_properties swapcheck_records swapcheck_reports swapcheck_verify
  swapcheck_harness)
if(BUILD_TESTING)
  swapcheck_precompile(swapcheck_precompiled_tests DEPENDS torch fmt::fmt nlohmann_json::nlohmann_json GTest::gtest rapidcheck
    HEADERS ${SWAPCHECK_LARGE_HEADERS} <gtest/gtest.h> <rapidcheck.h>)
  swapcheck_use_precompiled(swapcheck_precompiled_tests
    swapcheck_generators_testing swapcheck_properties_testing swapcheck_reports_testing
    strategies_test generators_test properties_test reports_test harness_test)
endif()

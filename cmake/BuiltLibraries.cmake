# The target swapcheck::harness of libraries that another build folder of these sources has built already, which
# SWAPCHECK_BUILT names: the Python package alone is then built anew, in seconds.
add_library(swapcheck_harness INTERFACE)
add_library(swapcheck::harness ALIAS swapcheck_harness)
target_include_directories(swapcheck_harness INTERFACE "${PROJECT_SOURCE_DIR}"
  "${PROJECT_SOURCE_DIR}/strategies/include" "${PROJECT_SOURCE_DIR}/reports/include" "${PROJECT_SOURCE_DIR}/harness/include")
set(archives "")
foreach(library IN ITEMS harness/harness harness/verify reports/reports reports/records properties/properties
    generators/generators strategies/strategies)
  cmake_path(GET library PARENT_PATH folder)
  cmake_path(GET library FILENAME name)
  list(APPEND archives "${SWAPCHECK_BUILT}/${folder}/libswapcheck_${name}.a")
endforeach()
target_link_libraries(swapcheck_harness INTERFACE
  -Wl,--start-group ${archives} -Wl,--end-group torch fmt::fmt SQLiteCpp Boost::program_options benchmark::benchmark
  nlohmann_json::nlohmann_json rapidcheck ${OpenMP_CXX_LIBRARIES} ${CMAKE_DL_LIBS})

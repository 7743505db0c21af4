# Every part that swapcheck stands on. All are Debian packages; scripts/packages and scripts/test-packages name them.
find_package(Torch REQUIRED)
find_package(rapidcheck CONFIG REQUIRED)
find_package(benchmark CONFIG REQUIRED)
find_package(Boost CONFIG REQUIRED COMPONENTS program_options)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(SQLiteCpp CONFIG REQUIRED)
if(TARGET SQLite3::SQLite3)  # SQLiteCpp asks for SQLite by a name that CMake 4.3 has deprecated
  get_target_property(libraries SQLiteCpp INTERFACE_LINK_LIBRARIES)
  list(TRANSFORM libraries REPLACE "^SQLite::SQLite3$" SQLite3::SQLite3)
  set_target_properties(SQLiteCpp PROPERTIES INTERFACE_LINK_LIBRARIES "${libraries}")
  unset(libraries)
endif()
find_package(OpenMP REQUIRED COMPONENTS CXX)

find_file(SWAPCHECK_CHART_JS chart.min.js PATHS /usr/share/javascript/chart.js REQUIRED)

if(BUILD_TESTING)
  find_package(GTest CONFIG REQUIRED)
  find_program(SWAPCHECK_XMLLINT xmllint REQUIRED)

  # Debian's python3, unless another that has torch comes first.
  function(swapcheck_has_torch result python)
    execute_process(COMMAND "${python}" -c "import torch" RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
    if(failed)
      set(${result} FALSE PARENT_SCOPE)
    endif()
  endfunction()
  find_program(SWAPCHECK_PYTHON python3 VALIDATOR swapcheck_has_torch REQUIRED)
endif()

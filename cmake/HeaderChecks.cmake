# Whether every header compiles by itself: the target header_checks compiles, for each, a source that includes nothing
# else. Preset check has it; `scripts/check headers` builds it.
option(SWAPCHECK_CHECK_HEADERS "Define the target header_checks" OFF)
if(NOT SWAPCHECK_CHECK_HEADERS)
  return()
endif()

file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
  strategies/*.h generators/*.h properties/*.h reports/*.h harness/*.h python/*.h tests/*.h)
add_library(header_checks OBJECT EXCLUDE_FROM_ALL)
foreach(header IN LISTS headers)
  set(source "${PROJECT_BINARY_DIR}/header_checks/${header}.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "#include \"${header}\"\n")
  target_sources(header_checks PRIVATE "${source}")
endforeach()
target_link_libraries(header_checks PRIVATE
  swapcheck::harness torch_python Python::Module swapcheck_reports_testing swapcheck_properties_testing swapcheck_warnings)
set_target_properties(header_checks PROPERTIES UNITY_BUILD OFF)

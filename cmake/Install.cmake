# What `cmake --install` installs, in two components: the program, and what one develops with.
# find_package(swapcheck CONFIG) finds it: swapcheck::plugin for plugins, and with COMPONENTS verify also
# swapcheck::verify for test suites.
include(CMakePackageConfigHelpers)

set(SWAPCHECK_CONFIG_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/swapcheck")
set(SWAPCHECK_VERIFY_LIBRARIES strategies generators properties records verify)

foreach(library IN LISTS SWAPCHECK_VERIFY_LIBRARIES)
  set_target_properties(swapcheck_${library} PROPERTIES EXPORT_NAME ${library})
endforeach()
target_compile_features(swapcheck_verify PUBLIC cxx_std_20)
set_target_properties(swapcheck_plugin PROPERTIES EXPORT_NAME plugin)

install(TARGETS swapcheck EXPORT swapcheck-program COMPONENT program)
install(FILES "${SWAPCHECK_MAN_PAGE}.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT program)
install(FILES "${SWAPCHECK_COMPLETION}" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
  RENAME swapcheck COMPONENT program)
install(TARGETS swapcheck_plugin EXPORT swapcheck-plugin COMPONENT development)
list(TRANSFORM SWAPCHECK_VERIFY_LIBRARIES PREPEND swapcheck_ OUTPUT_VARIABLE targets)
install(TARGETS ${targets} EXPORT swapcheck-verify COMPONENT development)
foreach(export IN ITEMS program plugin verify)
  install(EXPORT swapcheck-${export} NAMESPACE swapcheck:: DESTINATION "${SWAPCHECK_CONFIG_DIR}" COMPONENT development)
endforeach()

# The public headers, which include one another, LibTorch's, RapidCheck's and the standard library's only.
install(DIRECTORY strategies/include/ reports/include/ harness/include/ TYPE INCLUDE COMPONENT development)

configure_package_config_file(cmake/swapcheck-config.cmake.in swapcheck-config.cmake
  INSTALL_DESTINATION "${SWAPCHECK_CONFIG_DIR}")
write_basic_package_version_file(swapcheck-config-version.cmake COMPATIBILITY SameMinorVersion)
install(
  FILES "${CMAKE_CURRENT_BINARY_DIR}/swapcheck-config.cmake" "${CMAKE_CURRENT_BINARY_DIR}/swapcheck-config-version.cmake"
    cmake/TorchOfPython.cmake
  DESTINATION "${SWAPCHECK_CONFIG_DIR}" COMPONENT development)

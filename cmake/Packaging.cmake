# Debian packages, made by `cpack` in the build folder: swapcheck, the program; swapcheck-dev, what one develops with.
# Those for the LibTorch of a Python bear its version in their names and lie in a folder of their own, beside all others.
set(SWAPCHECK_PACKAGE_SUFFIX "")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(SWAPCHECK_FOR_LIBTORCH "For LibTorch ${SWAPCHECK_LIBTORCH_VERSION}")
set(SWAPCHECK_LIBTORCH_DEPENDENCY ", libtorch-dev")
if(SWAPCHECK_TORCH_ROOT)
  set(SWAPCHECK_PACKAGE_SUFFIX "-torch-${SWAPCHECK_LIBTORCH_VERSION}")
  set(CPACK_PACKAGING_INSTALL_PREFIX "/opt/swapcheck${SWAPCHECK_PACKAGE_SUFFIX}")
  string(APPEND SWAPCHECK_FOR_LIBTORCH " in ${SWAPCHECK_TORCH_ROOT}")
  set(SWAPCHECK_LIBTORCH_DEPENDENCY "")
  # LibTorch is in no package: dpkg-shlibdeps looks for it there, and does without a package that has it.
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${SWAPCHECK_TORCH_ROOT}/lib")
  set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
endif()
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "swapcheck")
set(CPACK_PACKAGE_CONTACT "The swapcheck maintainers <maintainers@swapcheck.invalid>")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME "swapcheck${SWAPCHECK_PACKAGE_SUFFIX}")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "Puts random cases to ways of swapping the values of tensors, and judges
without tolerance whether the originals stay as they were, the values are
right bit for bit, and the gradients equal exact finite differences. What
fails is shrunk, saved, replayed and reported. ${SWAPCHECK_FOR_LIBTORCH}.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME "swapcheck-dev${SWAPCHECK_PACKAGE_SUFFIX}")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "swapcheck${SWAPCHECK_PACKAGE_SUFFIX} (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})\
${SWAPCHECK_LIBTORCH_DEPENDENCY}, librapidcheck-dev, libfmt-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Headers for strategies of one's own, in plugins of the program swapcheck,
and static libraries that judge them in a test suite of one's own.
${SWAPCHECK_FOR_LIBTORCH}.")

# What Debian's policy asks for in /usr/share/doc.
string(TIMESTAMP SWAPCHECK_CHANGELOG_DATE "%a, %d %b %Y 00:00:00 +0000" UTC)
configure_file(packaging/changelog.Debian.in changelog.Debian @ONLY)
function(swapcheck_changelog source name)
  set(copy "${PROJECT_BINARY_DIR}/doc/${name}")
  add_custom_command(OUTPUT "${copy}.gz"
    COMMAND "${CMAKE_COMMAND}" -E copy "${source}" "${copy}"
    COMMAND "${SWAPCHECK_GZIP}" -9nf "${copy}"
    DEPENDS "${source}" VERBATIM)
  list(APPEND SWAPCHECK_CHANGELOGS "${copy}.gz")
  set(SWAPCHECK_CHANGELOGS "${SWAPCHECK_CHANGELOGS}" PARENT_SCOPE)
endfunction()
swapcheck_changelog("${PROJECT_SOURCE_DIR}/CHANGELOG.md" changelog)
swapcheck_changelog("${PROJECT_BINARY_DIR}/changelog.Debian" changelog.Debian)
add_custom_target(changelogs DEPENDS ${SWAPCHECK_CHANGELOGS})
add_dependencies(documents changelogs)
install(FILES packaging/copyright ${SWAPCHECK_CHANGELOGS} DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/swapcheck"
  COMPONENT program)
install(FILES packaging/copyright ${SWAPCHECK_CHANGELOGS} DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/swapcheck-dev"
  COMPONENT development)

include(CPack)

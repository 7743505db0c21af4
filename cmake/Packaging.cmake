# Debian packages, made by `cpack` in the build folder: swapcheck, the program; swapcheck-dev, what one develops with.
# `scripts/deb` makes them with the paths that Debian has.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "swapcheck")
set(CPACK_PACKAGE_CONTACT "The swapcheck maintainers <maintainers@swapcheck.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME swapcheck)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "Property-based verification of tensor swaps on LibTorch
 Puts random cases to ways of swapping the values of tensors, and judges without
 tolerance whether the originals stay as they were, the values are right bit for
 bit, and the gradients equal exact finite differences. What fails is shrunk,
 saved, replayed and reported.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME swapcheck-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "swapcheck (= ${PROJECT_VERSION}), libtorch-dev, librapidcheck-dev, libfmt-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Property-based verification of tensor swaps (development files)
 Headers for strategies of one's own, in plugins of the program swapcheck, and
 static libraries that judge them in a test suite of one's own.")

include(CPack)

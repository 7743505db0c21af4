# Every part that swapcheck stands on. All are Debian packages; scripts/packages and scripts/test-packages name them.
set(SWAPCHECK_TORCH_ROOT "" CACHE PATH "Folder of a Python's torch package, in place of the distribution's LibTorch")
if(SKBUILD AND NOT SWAPCHECK_TORCH_ROOT)  # built by pip: against the torch that lies beside it
  execute_process(
    COMMAND "${Python_EXECUTABLE}" -W ignore -c "import os, torch
root = os.path.dirname(torch.__file__)
print(root if os.path.exists(os.path.join(root, 'include', 'ATen', 'ATen.h')) else '')"
    OUTPUT_VARIABLE SWAPCHECK_TORCH_ROOT RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(failed)
    message(FATAL_ERROR "swapcheck is built against the torch that it judges, and ${Python_EXECUTABLE} cannot import "
      "one: install torch first, then swapcheck by pip install --no-build-isolation")
  endif()
endif()
if(SWAPCHECK_TORCH_ROOT)
  include(TorchOfPython)
  list(APPEND CMAKE_INSTALL_RPATH "${SWAPCHECK_TORCH_ROOT}/lib")
else()
  find_package(Torch REQUIRED)
  set(SWAPCHECK_LIBTORCH_VERSION "${Torch_VERSION}")
endif()
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

if(SWAPCHECK_PYTHON_PACKAGE)
  if(SWAPCHECK_PYTHON)  # else the one that pip runs under
    set(Python_EXECUTABLE "${SWAPCHECK_PYTHON}")
  endif()
  find_package(Python 3.9 REQUIRED COMPONENTS Interpreter Development.Module)

  # LibTorch's bindings, and the pybind11 that they are made with.
  add_library(torch_python INTERFACE IMPORTED)
  target_link_libraries(torch_python INTERFACE torch)
  if(SWAPCHECK_TORCH_ROOT)
    set(SWAPCHECK_PYBIND11_INCLUDE "${SWAPCHECK_TORCH_ROOT}/include")
    set(SWAPCHECK_TORCH_PYTHON_LIBRARY "${SWAPCHECK_TORCH_ROOT}/lib/libtorch_python.so")
    file(CREATE_LINK "${SWAPCHECK_PYBIND11_INCLUDE}/pybind11" "${SWAPCHECK_TORCH_INCLUDE}/pybind11" SYMBOLIC)
  else()
    find_path(SWAPCHECK_PYBIND11_INCLUDE pybind11/pybind11.h REQUIRED)
    find_library(SWAPCHECK_TORCH_PYTHON_LIBRARY torch_python REQUIRED)
    target_include_directories(torch_python SYSTEM INTERFACE "${SWAPCHECK_PYBIND11_INCLUDE}")
  endif()
  target_link_libraries(torch_python INTERFACE "${SWAPCHECK_TORCH_PYTHON_LIBRARY}")
endif()

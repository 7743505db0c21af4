# The target `torch` for the LibTorch in a Python's torch package, whose folder SWAPCHECK_TORCH_ROOT names, and its version
# in SWAPCHECK_LIBTORCH_VERSION. Used here, and by whoever builds against the installed swapcheck. The package's
# own TorchConfig.cmake asks for a CUDA toolkit where it was built with CUDA, and its include folder has headers of other
# libraries (fmt for one), in other versions than those that are linked: so LibTorch's own are linked into a folder.
foreach(file IN ITEMS version.py include/ATen/ATen.h include/torch/csrc/api/include/torch/version.h lib/libtorch_cpu.so lib/libc10.so)
  if(NOT EXISTS "${SWAPCHECK_TORCH_ROOT}/${file}")
    message(FATAL_ERROR "SWAPCHECK_TORCH_ROOT: expected the folder of a Python's torch package, which has ${file}, "
      "got \"${SWAPCHECK_TORCH_ROOT}\"")
  endif()
endforeach()

set(SWAPCHECK_TORCH_INCLUDE "${CMAKE_CURRENT_BINARY_DIR}/libtorch")
file(REMOVE_RECURSE "${SWAPCHECK_TORCH_INCLUDE}")
file(MAKE_DIRECTORY "${SWAPCHECK_TORCH_INCLUDE}")
foreach(folder IN ITEMS ATen c10 caffe2 torch)
  if(EXISTS "${SWAPCHECK_TORCH_ROOT}/include/${folder}")
    file(CREATE_LINK "${SWAPCHECK_TORCH_ROOT}/include/${folder}" "${SWAPCHECK_TORCH_INCLUDE}/${folder}" SYMBOLIC)
  endif()
endforeach()

file(STRINGS "${SWAPCHECK_TORCH_ROOT}/version.py" SWAPCHECK_LIBTORCH_VERSION REGEX "^__version__")
string(REGEX REPLACE "^[^']*'([0-9.]+).*" "\\1" SWAPCHECK_LIBTORCH_VERSION "${SWAPCHECK_LIBTORCH_VERSION}")

add_library(torch INTERFACE IMPORTED)
target_include_directories(torch SYSTEM INTERFACE
  "${SWAPCHECK_TORCH_INCLUDE}" "${SWAPCHECK_TORCH_INCLUDE}/torch/csrc/api/include")
target_link_libraries(torch INTERFACE
  "${SWAPCHECK_TORCH_ROOT}/lib/libtorch_cpu.so" "${SWAPCHECK_TORCH_ROOT}/lib/libc10.so")
target_compile_definitions(torch INTERFACE _GLIBCXX_USE_CXX11_ABI=1)

# swapcheck_embed(TARGET SYMBOL FILE): gives TARGET a `std::string_view SYMBOL()` (namespace
# swapcheck::embedded) with the bytes of FILE, which is read when the program is built.
enable_language(ASM)

function(swapcheck_embed target symbol file)
  set(assembly "${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.S")
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp")
  file(CONFIGURE OUTPUT "${assembly}" @ONLY CONTENT [[
    .section .rodata
    .global swapcheck_embedded_@symbol@_begin
    .global swapcheck_embedded_@symbol@_end
swapcheck_embedded_@symbol@_begin:
    .incbin "@file@"
swapcheck_embedded_@symbol@_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]])
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT [[
#include <string_view>
extern "C" const char swapcheck_embedded_@symbol@_begin[];
extern "C" const char swapcheck_embedded_@symbol@_end[];
namespace swapcheck::embedded {
std::string_view @symbol@();
std::string_view @symbol@() { return {swapcheck_embedded_@symbol@_begin, swapcheck_embedded_@symbol@_end}; }
}  // namespace swapcheck::embedded
]])
  set_source_files_properties("${assembly}" PROPERTIES OBJECT_DEPENDS "${file}")
  target_sources(${target} PRIVATE "${assembly}" "${source}")
endfunction()

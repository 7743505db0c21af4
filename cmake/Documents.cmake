# The bash completion and the manual page, written when the program is built.
find_program(SWAPCHECK_GZIP gzip REQUIRED)
string(TIMESTAMP SWAPCHECK_DATE "%Y-%m-%d" UTC)  # of SOURCE_DATE_EPOCH, where that is set

set(SWAPCHECK_COMPLETION "${CMAKE_CURRENT_BINARY_DIR}/swapcheck.bash")
set(SWAPCHECK_MAN_PAGE "${CMAKE_CURRENT_BINARY_DIR}/swapcheck.1")
add_custom_command(OUTPUT "${SWAPCHECK_COMPLETION}" "${SWAPCHECK_MAN_PAGE}" "${SWAPCHECK_MAN_PAGE}.gz"
  COMMAND swapcheck_documents "${SWAPCHECK_DATE}" "${SWAPCHECK_COMPLETION}" "${SWAPCHECK_MAN_PAGE}"
  COMMAND "${SWAPCHECK_GZIP}" -9nfk "${SWAPCHECK_MAN_PAGE}"
  DEPENDS swapcheck_documents VERBATIM)
add_custom_target(documents ALL DEPENDS "${SWAPCHECK_COMPLETION}" "${SWAPCHECK_MAN_PAGE}.gz")
add_dependencies(swapcheck documents)

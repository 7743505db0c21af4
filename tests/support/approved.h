// Holds text against a file that a person approved.
#pragma once

#include <string>

namespace swapcheck {

/// Fails the test when `text` differs from tests/support/approved/`file`. To approve a change, run the tests once with
/// SWAPCHECK_APPROVE=1 in the environment, which writes the files, and read the difference before committing it.
void expectApproved(const std::string& file, const std::string& text);

}  // namespace swapcheck

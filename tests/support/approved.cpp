#include "tests/support/approved.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace swapcheck {

void expectApproved(const std::string& file, const std::string& text) {
  const std::string path = std::string(SWAPCHECK_APPROVED_DIR) + "/" + file;
  if (const char* approve = std::getenv("SWAPCHECK_APPROVE"); approve && std::string(approve) == "1")
    std::ofstream(path, std::ios::binary) << text;
  std::ostringstream approved;
  approved << std::ifstream(path, std::ios::binary).rdbuf();
  EXPECT_EQ(text, approved.str()) << "If the change is wanted, run with SWAPCHECK_APPROVE=1 to write " << path;
}

}  // namespace swapcheck

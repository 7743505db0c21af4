// Writes the bash completion and the manual page, from the commands' own descriptions, when swapcheck is built. Usage:
// swapcheck_documents DATE COMPLETION MAN_PAGE
#include <iostream>

#include "harness/documents/bash_completion.h"
#include "harness/documents/man_page.h"
#include "harness/storage/files.h"

int main(int argc, char** argv) try {
  if (argc != 4) throw std::invalid_argument("usage: swapcheck_documents DATE COMPLETION MAN_PAGE");
  swapcheck::writeFile(argv[2], swapcheck::bashCompletion(swapcheck::allCommands()));
  swapcheck::writeFile(argv[3], swapcheck::manPage(swapcheck::allCommands(), argv[1]));
  return 0;
} catch (const std::exception& error) {
  std::cerr << "swapcheck_documents: " << error.what() << "\n";
  return 1;
}

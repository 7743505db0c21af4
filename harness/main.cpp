// The program `swapcheck`.
#include "harness/commands/command.h"

int main(int argc, char** argv) { return swapcheck::runProgram(argc, argv, swapcheck::builtinCatalogue()); }

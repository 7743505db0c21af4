#include "strategies/loaded/python.h"

#include "strategies/error.h"

namespace swapcheck {
namespace {

PythonLoader& theLoader() {
  static PythonLoader loader = nullptr;
  return loader;
}

}  // namespace

void setPythonLoader(PythonLoader loader) { theLoader() = loader; }

bool hasPython() { return theLoader() != nullptr; }

void addPython(Catalogue& catalogue, const StrategySource& source) {
  if (!hasPython()) refuse(source, "functions in Python are judged by python3 -m swapcheck, not by this program");
  theLoader()(catalogue, source);
}

}  // namespace swapcheck

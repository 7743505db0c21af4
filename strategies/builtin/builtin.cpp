#include "strategies/builtin/builtin.h"

#include "strategies/catalogue.h"

namespace swapcheck {

Catalogue builtinCatalogue() {
  Catalogue catalogue;
  addArticleStrategies(catalogue);
  addWholeStrategies(catalogue);
  addMaskedStrategies(catalogue);
  addIndexedStrategies(catalogue);
  addWithinStrategies(catalogue);
  return catalogue;
}

}  // namespace swapcheck

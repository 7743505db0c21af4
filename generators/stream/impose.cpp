#include "generators/stream/impose.h"

#include "generators/stream/impose_edits.h"

namespace swapcheck {
namespace {

const Edit* editOf(size_t feature) {
  const std::string_view name = allFeatures()[feature].name;
  for (const Edits* edits : {&shapeEdits(), &selectionEdits(), &stateEdits()})
    if (const auto found = edits->find(name); found != edits->end()) return &found->second;
  return nullptr;
}

}  // namespace

void impose(size_t feature, SwapCase& swapCase, Draw& draw) {
  if (const Edit* edit = editOf(feature)) edit->apply(swapCase, draw);
}

bool imposesShape(size_t feature) {
  const Edit* edit = editOf(feature);
  return edit && edit->reshapes == Reshapes::Yes;
}

}  // namespace swapcheck

// Gives a case a feature that chance seldom does.
#pragma once

#include "generators/case/features.h"
#include "generators/parts/draw.h"

namespace swapcheck {

/// Edits a case so that it has the feature, if that takes a single edit; else leaves it. What the edit leaves open is
/// drawn. The case has to be `fitted` afterwards, which may take the feature away again.
void impose(size_t feature, SwapCase& swapCase, Draw& draw);

/// Whether the edit may change the shape: such edits come before all others.
bool imposesShape(size_t feature);

}  // namespace swapcheck

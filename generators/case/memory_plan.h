// Which storage every tensor of a case lies in, and where.
#pragma once

#include "generators/case/case.h"

namespace swapcheck {

struct Place {
  /// Number of the storage.
  size_t storage = 0;
  /// Within that storage, in elements of the tensor's own dtype.
  Placement placement;
};

struct MemoryPlan {
  std::vector<int64_t> storageBytes;
  /// Elements, from its begin, of the part of each storage that operands lie in; 0 when none does.
  std::vector<int64_t> operandNumel;
  std::vector<Place> operands;
  std::vector<Place> selection;
};

MemoryPlan memoryPlanOf(const SwapCase& swapCase);

/// Whether the mask is the first operand's own memory.
bool isMaskOperand(const SwapCase& swapCase);

/// Whether the two operands really have a place in memory in common.
bool operandsOverlap(const SwapCase& swapCase);

}  // namespace swapcheck

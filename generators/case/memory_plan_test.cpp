// Tensors of a case lie where its description says, and nothing lies on anything else by mistake.
#include "generators/case/memory_plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "generators/case/host_inputs.h"
#include "generators/stream/generate.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

std::vector<int64_t> placesOf(const SwapCase& swapCase, size_t operand) {
  return storagePositions(swapCase.shape, memoryPlanOf(swapCase).operands[operand].placement);
}

SwapCase related(Relation relation, int64_t shift = 0) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.sharing = {relation, shift};
  return swapCase;
}

TEST(MemoryPlan, GivesSeparateOperandsStoragesOfTheirOwn) {
  const MemoryPlan plan = memoryPlanOf(related(Relation::Separate));
  EXPECT_EQ(plan.storageBytes, std::vector<int64_t>({24, 24}));
  EXPECT_EQ(plan.operands[1].storage, 1u);
}

TEST(MemoryPlan, PutsADisjointOperandBehindTheOther) {
  EXPECT_EQ(placesOf(related(Relation::Disjoint), 1), std::vector<int64_t>({6, 7, 8, 9, 10, 11}));
  EXPECT_EQ(memoryPlanOf(related(Relation::Disjoint)).storageBytes, std::vector<int64_t>({48}));
}

TEST(MemoryPlan, PutsADisjointOperandIntoTheGapsOfTheOther) {
  SwapCase swapCase = related(Relation::Disjoint);
  for (Operand& operand : swapCase.operands) operand.layout.step = {1, 2};
  EXPECT_EQ(placesOf(swapCase, 0), std::vector<int64_t>({0, 2, 4, 6, 8, 10}));
  EXPECT_EQ(placesOf(swapCase, 1), std::vector<int64_t>({1, 3, 5, 7, 9, 11}));
}

TEST(MemoryPlan, ShiftsAnOverlappingOperand) {
  EXPECT_EQ(placesOf(related(Relation::Overlapping, 2), 1), std::vector<int64_t>({2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(memoryPlanOf(related(Relation::Overlapping, 2)).storageBytes, std::vector<int64_t>({32}));
}

TEST(MemoryPlan, PutsTheSelectionBehindTheOperandItSharesAStorageWith) {
  SwapCase swapCase = plainCase(PairSelection{});
  swapCase.sharing.selection = true;
  const MemoryPlan plan = memoryPlanOf(swapCase);
  EXPECT_EQ(plan.selection[0].placement.offset, 32 / 8);  // 6 float32, up to a multiple of 16 bytes
  EXPECT_EQ(plan.selection[1].placement.offset, 48 / 8);
  EXPECT_EQ(plan.storageBytes, std::vector<int64_t>({56}));
}

/// Bytes of its storage that a tensor's elements take.
std::set<int64_t> bytesOf(const Shape& shape, const Placement& placement, int64_t itemSize) {
  std::set<int64_t> bytes;
  for (int64_t position : storagePositions(shape, placement))
    for (int64_t b = 0; b < itemSize; ++b) bytes.insert(position * itemSize + b);
  return bytes;
}

TEST(MemoryPlan, LetsTensorsShareBytesOnlyWhereTheyAreSaidTo) {
  for (Family family : kFamilies)
    for (uint64_t number = 0; number < 1000; ++number) {
      const SwapCase swapCase = caseAt(1, number, family);
      if (swapCase.numel() > 300) continue;
      const MemoryPlan plan = memoryPlanOf(swapCase);
      std::vector<std::pair<size_t, std::set<int64_t>>> tensors;
      for (const Place& place : plan.operands)
        tensors.emplace_back(place.storage, bytesOf(swapCase.shape, place.placement, infoOf(swapCase.dtype).itemSize));
      const std::vector<Shape> shapes = selectionShapes(swapCase.selection);
      for (size_t k = 0; k < shapes.size(); ++k)
        tensors.emplace_back(plan.selection[k].storage,
                             bytesOf(shapes[k], plan.selection[k].placement, family == Family::Masked ? 1 : 8));
      for (size_t i = 0; i < tensors.size(); ++i) {
        const auto& [storage, bytes] = tensors[i];
        const int64_t last = bytes.empty() ? -1 : *bytes.rbegin();
        ASSERT_LT(last, plan.storageBytes[storage]) << jsonText(swapCase);
        for (size_t j = 0; j < i; ++j) {
          std::vector<int64_t> common;
          if (tensors[j].first == storage)
            std::set_intersection(bytes.begin(), bytes.end(), tensors[j].second.begin(), tensors[j].second.end(),
                                  std::back_inserter(common));
          const bool operands = i == 1 && swapCase.operands.size() == 2;
          const bool mayShare = operands ? operandsOverlap(swapCase) : j == 0 && isMaskOperand(swapCase);
          ASSERT_TRUE(common.empty() || mayShare) << jsonText(swapCase);
        }
      }
    }
}

TEST(HostInputs, AreEqualWhereElementsAreOnePlace) {
  for (Family family : kFamilies)
    for (uint64_t number = 0; number < 2000; ++number) {
      const SwapCase swapCase = caseAt(1, number, family);
      const HostInputs host = hostInputsOf(swapCase);
      const MemoryPlan plan = memoryPlanOf(swapCase);
      std::map<std::pair<size_t, int64_t>, std::vector<std::byte>> memory;
      for (size_t k = 0; k < host.operands.size() && swapCase.numel() < 300; ++k) {
        HostTensor contents = host.operands[k];
        applyLazySigns(contents, swapCase.operands[k].negated, swapCase.operands[k].conjugated);
        int64_t flat = 0;
        for (int64_t position : storagePositions(swapCase.shape, plan.operands[k].placement)) {
          const std::vector<std::byte> element(contents.at(flat), contents.at(flat) + contents.itemSize());
          ++flat;
          const auto [at, isNew] = memory.emplace(std::pair(plan.operands[k].storage, position), element);
          ASSERT_EQ(at->second, element) << jsonText(swapCase);
        }
      }
    }
}

TEST(Overlap, IsSeenOnlyWhereOperandsHaveAPlaceInCommon) {
  EXPECT_TRUE(operandsOverlap(related(Relation::Overlapping, 5)));
  EXPECT_TRUE(operandsOverlap(related(Relation::Same)));
  EXPECT_FALSE(operandsOverlap(related(Relation::Disjoint)));
  SwapCase stepped = related(Relation::Overlapping, 1);
  for (Operand& operand : stepped.operands) operand.layout.step = {1, 2};
  EXPECT_FALSE(operandsOverlap(stepped));
}

}  // namespace
}  // namespace swapcheck

// Case files of every schema that there was still name the same case.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "generators/case/host_inputs.h"
#include "generators/case/json.h"
#include "strategies/error.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kMasked = R"({
  "schema": 1, "family": "masked", "shape": [2, 3], "dtype": "bfloat16", "fill": {"pattern": "special", "seed": 5},
  "operands": [
    {"layout": {"order": [1, 0], "step": [1, 2], "offset": 3}, "requires_grad": true, "leaf": false, "saved": true},
    {"layout": {"order": [0, 1], "step": [1, 1], "offset": 0}, "requires_grad": false, "leaf": true, "saved": false}],
  "mask": {"pattern": "random", "shape": [3], "density_percent": 40, "seed": 7},
  "cotangent": {"kind": "first-only", "seed": 9}})";

constexpr const char* kIndexed = R"({
  "schema": 1, "family": "indexed", "shape": [2, 3], "dtype": "int16", "fill": {"pattern": "dyadic", "seed": 5},
  "operands": [
    {"layout": {"order": [0, 1], "step": [1, 1], "offset": 0}, "requires_grad": false, "leaf": true, "saved": false},
    {"layout": {"order": [0, 1], "step": [1, 1], "offset": 0}, "requires_grad": false, "leaf": true, "saved": false}],
  "index": {"pattern": "repeated", "tensors": 2, "length": 4, "signs": "some", "seed": 11},
  "cotangent": {"kind": "contiguous", "seed": 0}})";

constexpr const char* kWithin = R"({
  "schema": 1, "family": "within", "shape": [5], "dtype": "complex64", "fill": {"pattern": "distinct", "seed": 0},
  "operands": [
    {"layout": {"order": [0], "step": [2], "offset": 1}, "requires_grad": true, "leaf": true, "saved": false}],
  "pairs": {"dim": -1, "pairs": 2, "seed": 3},
  "cotangent": {"kind": "strided", "seed": 2}})";

std::string complaintWith(const char* document, const char* pointer, const Json& value) {
  Json json = Json::parse(document);
  json[Json::json_pointer(pointer)] = value;
  try {
    caseFromJson(json);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(CaseOfSchema1, OfAMaskedSwapIsReadFieldByField) {
  SwapCase expected;
  expected.shape = {2, 3};
  expected.dtype = DType::BFloat16;
  expected.fill = Fill::SpecialOfSchema1;
  expected.fillSeed = 5;
  expected.operands = {Operand{{{1, 0}, {1, 2}, 3}, true, false, true}, Operand{{{0, 1}, {1, 1}, 0}}};
  expected.selection = MaskSelection{MaskPattern::Random, {3}, 40, 7};
  expected.cotangent = {.results = CotangentResults::FirstOnly, .seed = 9};
  EXPECT_EQ(caseFromJson(Json::parse(kMasked)), expected);
}

TEST(CaseOfSchema1, OfAnIndexedSwapHasOneDimensionalTensorsOfOneLength) {
  const SwapCase swapCase = caseFromJson(Json::parse(kIndexed));
  EXPECT_EQ(std::get<IndexSelection>(swapCase.selection),
            (IndexSelection{IndexPattern::Repeated, {{4}, {4}}, IndexSigns::Some, 11}));
}

// What the contents were when schema 1 was written.
TEST(CaseOfSchema1, HasTheContentsThatItHadThen) {
  const HostInputs indexed = hostInputsOf(caseFromJson(Json::parse(kIndexed)));
  ASSERT_EQ(indexed.selection.size(), 2u);
  EXPECT_EQ(indexValues(indexed.selection[0]), std::vector<int64_t>({1, -1, 0, 1}));
  EXPECT_EQ(indexValues(indexed.selection[1]), std::vector<int64_t>({1, 1, 0, 1}));
  EXPECT_EQ(componentsOf(indexed.operands[0]), std::vector<double>({-51, -42, 194, 232, -203, -119}));
  EXPECT_EQ(componentsOf(indexed.operands[1]), std::vector<double>({33, -148, 36, -246, -98, -143}));
  const HostInputs masked = hostInputsOf(caseFromJson(Json::parse(kMasked)));
  EXPECT_EQ(componentsOf(masked.selection[0]), std::vector<double>({1, 0, 0}));
}

TEST(CaseOfSchema1, OfAWithinSwapIsReadFieldByField) {
  SwapCase expected;
  expected.shape = {5};
  expected.dtype = DType::Complex64;
  expected.operands = {Operand{{{0}, {2}, 1}, true, true, false}};
  expected.selection = PairSelection{-1, 2, 3};
  expected.cotangent = {.layout = Layout{{0}, {2}}, .seed = 2};
  EXPECT_EQ(caseFromJson(Json::parse(kWithin)), expected);
}

TEST(CaseOfSchema1And2, HaveOneOfSixKindsOfCotangents) {
  const auto cotangentOf = [](const char* document, const char* kind) {
    Json json = Json::parse(document);
    json["cotangent"]["kind"] = kind;
    json["cotangent"]["seed"] = 0;
    return caseFromJson(json).cotangent;
  };
  EXPECT_EQ(cotangentOf(kMasked, "contiguous"), Cotangent());
  EXPECT_EQ(cotangentOf(kMasked, "strided"), (Cotangent{.layout = Layout{{1, 0}, {2, 2}}}));
  EXPECT_EQ(cotangentOf(kMasked, "expanded"), (Cotangent{.layout = sumLayout(2)}));
  EXPECT_EQ(cotangentOf(kMasked, "zero"), (Cotangent{.zero = true}));
  EXPECT_EQ(cotangentOf(kMasked, "second-only"), (Cotangent{.results = CotangentResults::SecondOnly}));
  EXPECT_EQ(cotangentOf(kWithin, "second-only"), Cotangent());
  EXPECT_EQ(complaintWith(kMasked, "/cotangent/kind", "negated"),
            "cotangent.kind: expected one of \"contiguous\", \"strided\", \"expanded\", \"zero\", \"first-only\", "
            "\"second-only\", got \"negated\"");
}

TEST(CaseOfSchema1, IsWrittenAsTheSameCaseOfTheLatestSchema) {
  for (const char* document : {kMasked, kIndexed, kWithin}) {
    const SwapCase swapCase = caseFromJson(Json::parse(document));
    const Json written = toJson(swapCase);
    EXPECT_EQ(written["schema"], kCaseSchema);
    EXPECT_EQ(caseFromJson(written), swapCase);
  }
}

TEST(CaseOfSchema1, KnowsNoShapesOfIndexTensorsAndSchema2NoLength) {
  Json json = Json::parse(kIndexed);
  json["index"]["shapes"] = {{4}, {4}};
  EXPECT_EQ(complaintWith(kIndexed, "/index", json["index"]), "index.shapes: no such field is known");
  Json later = toJson(caseFromJson(Json::parse(kIndexed)));
  later["index"] = Json::parse(kIndexed)["index"];
  for (Json& operand : later["operands"]) operand.erase("gathered"), operand.erase("hooked");
  EXPECT_EQ(complaintWith(later.dump().c_str(), "/schema", 2), "index.shapes: the field is missing");
}

TEST(CaseOfSchema1, RefusesTensorsAndLengthsThatAreImpossible) {
  for (const Json& tensors : {Json(0), Json(17), Json(INT64_MIN), Json(INT64_MAX), Json("2")})
    EXPECT_TRUE(complaintWith(kIndexed, "/index/tensors", tensors).starts_with("index.tensors: ")) << tensors;
  for (const Json& length : {Json(-1), Json(INT64_MIN), Json(INT64_MAX), Json(1.5)})
    EXPECT_TRUE(complaintWith(kIndexed, "/index/length", length).starts_with("index.length: ")) << length;
  for (const Json& length : {Json(1), Json(1000)})
    EXPECT_TRUE(complaintWith(kIndexed, "/index/length", length).starts_with("index.shapes: ")) << length;
}

/// The numbers that the version which wrote schema 1 gave.
TEST(CaseOfSchema1, KeepsItsSpecialNumbers) {
  const SwapCase swapCase = caseFromJson(Json::parse(R"({
    "schema": 1, "family": "whole", "shape": [12], "dtype": "float32", "fill": {"pattern": "special", "seed": 7},
    "operands": [
      {"layout": {"order": [0], "step": [1], "offset": 0}, "requires_grad": false, "leaf": true, "saved": false},
      {"layout": {"order": [0], "step": [1], "offset": 0}, "requires_grad": false, "leaf": true, "saved": false}],
    "cotangent": {"kind": "contiguous", "seed": 0}})"));
  const HostTensor b = hostInputsOf(swapCase).operands[1];
  std::vector<uint64_t> bits;
  for (int64_t i = 0; i < b.numel(); ++i) bits.push_back(componentBits(b, i));
  EXPECT_EQ(bits, std::vector<uint64_t>({0xc0080000, 0x7f800000, 0xffc00000, 0xff7fffff, 0, 0, 0x41e60000, 0xff7fffff,
                                         0x80000000, 0x7fc97fd9, 0x80000000, 0x40380000}));
  EXPECT_EQ(caseFromJson(toJson(swapCase)), swapCase);
}

}  // namespace
}  // namespace swapcheck

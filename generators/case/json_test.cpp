// A case file stays readable, and a file that describes no case is refused with the name of the field.
#include "generators/case/json.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <nlohmann/json.hpp>

#include "strategies/error.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

Json maskedJson() { return toJson(plainCase(MaskSelection{MaskPattern::Random, {1, 3}, 50, 7})); }
Json defectiveJson() {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.defect = Defect::OtherShape;
  return toJson(swapCase);
}
Json indexedJson() {
  return toJson(plainCase(IndexSelection{IndexPattern::Random, {{4}, {2, 1}}, IndexSigns::Some, 7}));
}
Json withinJson() { return toJson(plainCase(PairSelection{1, 1, 7})); }

/// What the reader says of a JSON value; empty when it takes it.
std::string complaintAbout(const Json& json) {
  try {
    caseFromJson(json);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

/// The complaint after the value at `pointer` was replaced.
std::string complaintWith(Json json, const char* pointer, Json value) {
  json[Json::json_pointer(pointer)] = std::move(value);
  return complaintAbout(json);
}

std::string complaintWithout(Json json, const std::string& parent, const char* name) {
  json[Json::json_pointer(parent)].erase(name);
  return complaintAbout(json);
}

Json nested(size_t depth) { return Json::parse(std::string(depth, '[') + std::string(depth, ']')); }

RC_GTEST_PROP(CaseJson, ComesBackAsTheSameCase, ()) {
  const SwapCase swapCase = *genAnyCase();
  RC_ASSERT(caseFromJson(toJson(swapCase)) == swapCase);
}

RC_GTEST_PROP(CaseJson, ComesBackWithItsDefect, ()) {
  const SwapCase swapCase = *genDefectiveCase();
  RC_ASSERT(caseFromJson(toJson(swapCase)) == swapCase);
  RC_ASSERT(toJson(swapCase)["defect"]["kind"] == defectName(swapCase.defect));
}

TEST(CaseJson, OfAValidCaseSaysNothingOfDefects) { EXPECT_FALSE(maskedJson().contains("defect")); }

RC_GTEST_PROP(CaseJson, ComesBackFromTextAsTheSameCase, ()) {
  const SwapCase swapCase = *genAnyCase();
  RC_ASSERT(caseFromJson(Json::parse(toJson(swapCase).dump())) == swapCase);
}

RC_GTEST_PROP(CaseJson, ComesBackWhateverTheOrderOfItsFields, ()) {
  const SwapCase swapCase = *genAnyCase();
  const nlohmann::json sorted = nlohmann::json::parse(toJson(swapCase).dump());
  RC_ASSERT(caseFromJson(Json::parse(sorted.dump())) == swapCase);
}

TEST(CaseJson, KeepsSeedsOf64Bits) {
  SwapCase swapCase = plainCase(IndexSelection{.seed = UINT64_MAX - 1});
  swapCase.fillSeed = UINT64_MAX;
  swapCase.cotangent.seed = uint64_t{1} << 63;
  EXPECT_EQ(caseFromJson(Json::parse(toJson(swapCase).dump())), swapCase);
}

TEST(CaseJson, OfACaseThatSaysNothingOfItsCallIsCalledAloneOnOneThread) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.call = {3, 2};
  Json json = toJson(swapCase);
  EXPECT_EQ(caseFromJson(json).call, (Call{3, 2}));
  json.erase("call");
  EXPECT_EQ(caseFromJson(json), plainCase(WholeSelection{}));
}

TEST(CaseJson, TakesASeedThatIsStoredAsASignedNumber) {
  Json json = maskedJson();
  json["fill"]["seed"] = int64_t{5};
  EXPECT_EQ(caseFromJson(json).fillSeed, 5u);
}

TEST(CaseJson, RefusesWhatIsNoObject) {
  for (const char* text : {"null", "1", "\"x\"", "[]", "true"})
    EXPECT_TRUE(complaintAbout(Json::parse(text)).starts_with("the document: expected an object")) << text;
}

TEST(CaseJson, RefusesSchemasOfOtherVersions) {
  for (const Json& schema :
       {Json(kCaseSchema + 1), Json(0), Json(-1), Json(UINT64_MAX), Json(1.0), Json("1"), Json(nullptr)})
    EXPECT_TRUE(complaintWith(maskedJson(), "/schema", schema).starts_with("schema: ")) << schema;
}

TEST(CaseJson, ASchemaOfALaterVersionIsNamedBeforeAnythingElse) {
  EXPECT_EQ(complaintAbout({{"schema", 4}, {"brand_new", true}}),
            "schema: this build reads cases of schema 1 to 3, got 4");
}

TEST(CaseJson, NamesTheFieldThatIsMissing) {
  for (const char* name : {"schema", "family", "shape", "dtype", "fill", "operands", "mask", "cotangent"})
    EXPECT_EQ(complaintWithout(maskedJson(), "", name), std::string(name) + ": the field is missing");
  for (const char* name : {"pattern", "shapes", "signs", "seed"})
    EXPECT_EQ(complaintWithout(indexedJson(), "/index", name), fmt::format("index.{}: the field is missing", name));
  for (const char* name : {"layout", "requires_grad", "leaf", "saved"})
    EXPECT_EQ(complaintWithout(withinJson(), "/operands/0", name),
              fmt::format("operands[0].{}: the field is missing", name));
}

TEST(CaseJson, NamesTheFieldThatIsUnknown) {
  EXPECT_EQ(complaintWith(maskedJson(), "/colour", 1), "colour: no such field is known");
  EXPECT_EQ(complaintWith(maskedJson(), "/mask/colour", 1), "mask.colour: no such field is known");
  EXPECT_EQ(complaintWith(maskedJson(), "/operands/1/layout/colour", 1),
            "operands[1].layout.colour: no such field is known");
  EXPECT_EQ(complaintWith(maskedJson(), "/index", indexedJson()["index"]), "index: no such field is known");
}

TEST(CaseJson, WritesTheNameOfAnUnknownFieldInPrintableAscii) {
  EXPECT_EQ(complaintWith(maskedJson(), "/a\nb\u00e9", 1), "a\\nb\\u00e9: no such field is known");
  const std::string longName = std::string(59, 'x') + "\u00e9\u00e9";
  for (char c : complaintWith(maskedJson(), ("/" + longName).c_str(), 1)) EXPECT_TRUE(c >= ' ' && c <= '~');
}

struct Hostile {
  Json json;
  const char* pointer;
  Json value;
  const char* beginning;
};

TEST(CaseJson, NamesTheFieldThatIsOfTheWrongTypeOrImpossible) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Json overflow = Json::parse("18446744073709551616");
  const Json huge = int64_t{1000000000000000000};
  const Json longArray = std::vector<int64_t>(1000000, 1);
  const Hostile table[] = {
      {maskedJson(), "/family", "Masked", "family: "},
      {maskedJson(), "/family", 1, "family: "},
      {maskedJson(), "/family", "mask\u0001ed", "family: "},
      {maskedJson(), "/family", "whole", "mask: "},
      {maskedJson(), "/dtype", "float8", "dtype: "},
      {maskedJson(), "/fill/pattern", "Equal", "fill.pattern: "},
      {maskedJson(), "/dtype", nullptr, "dtype: "},
      {maskedJson(), "/shape", "2x3", "shape: "},
      {maskedJson(), "/shape", Json::object(), "shape: "},
      {maskedJson(), "/shape", longArray, "shape: "},
      {maskedJson(), "/shape", {4096, 4096, 2}, "shape: "},
      {maskedJson(), "/shape", {4096, 4096, 0, 2}, "shape: "},
      {maskedJson(), "/shape", {2}, "operands[0].layout.order: "},
      {maskedJson(), "/shape/1", -3, "shape[1]: "},
      {maskedJson(), "/shape/1", huge, "shape[1]: "},
      {maskedJson(), "/shape/1", UINT64_MAX, "shape[1]: "},
      {maskedJson(), "/shape/1", overflow, "shape[1]: "},
      {maskedJson(), "/shape/1", 3.0, "shape[1]: "},
      {maskedJson(), "/shape/0", nan, "shape[0]: "},
      {maskedJson(), "/fill", "distinct", "fill: "},
      {maskedJson(), "/fill/pattern", "?", "fill.pattern: "},
      {maskedJson(), "/fill/pattern", nullptr, "fill.pattern: "},
      {maskedJson(), "/fill/seed", -1, "fill.seed: "},
      {maskedJson(), "/fill/seed", 1.5, "fill.seed: "},
      {maskedJson(), "/fill/seed", overflow, "fill.seed: "},
      {maskedJson(), "/operands", nullptr, "operands: "},
      {maskedJson(), "/operands", Json::array(), "operands: "},
      {maskedJson(), "/operands/2", maskedJson()["operands"][0], "operands: "},
      {withinJson(), "/operands/1", maskedJson()["operands"][0], "operands: "},
      {maskedJson(), "/operands/1", 7, "operands[1]: "},
      {maskedJson(), "/operands/1/layout/order", {0, 0}, "operands[1].layout.order: "},
      {maskedJson(), "/operands/1/layout/order", {1, 2}, "operands[1].layout.order: "},
      {maskedJson(), "/operands/1/layout/order", {0, 1, 2}, "operands[1].layout.order: "},
      {maskedJson(), "/operands/1/layout/order", longArray, "operands[1].layout.order: "},
      {maskedJson(), "/operands/1/layout/order/0", true, "operands[1].layout.order[0]: "},
      {maskedJson(), "/operands/0/layout/step", {1}, "operands[0].layout.step: "},
      {maskedJson(), "/operands/0/layout/step", {1, -1}, "operands[0].layout.step: "},
      {maskedJson(), "/operands/0/layout/window", -1, "operands[0].layout.window: "},
      {maskedJson(), "/operands/0/layout/window", huge, "operands[0].layout.window: "},
      {maskedJson(), "/operands/0/view", true, "operands[0].view: "},
      {maskedJson(), "/operands/0/inference", 0, "operands[0].inference: "},
      {maskedJson(), "/operands/0/conjugated", true, "operands[0].conjugated: "},
      {maskedJson(), "/selection_layouts", 7, "selection_layouts: "},
      {maskedJson(), "/selection_layouts", {7}, "selection_layouts[0]: "},
      {maskedJson(), "/sharing/operands", "both", "sharing.operands: "},
      {maskedJson(), "/sharing/shift", 1, "sharing.shift: "},
      {maskedJson(), "/guarded", 1, "guarded: "},
      {maskedJson(), "/operands/0/layout/step", {huge, 1}, "operands[0].layout.step: "},
      {maskedJson(), "/operands/0/layout/step", {60000, 60000}, "operands[0].layout.step: "},
      {maskedJson(), "/operands/0/layout/offset", -1, "operands[0].layout.offset: "},
      {maskedJson(), "/operands/0/layout/offset", huge, "operands[0].layout.offset: "},
      {maskedJson(), "/operands/0/requires_grad", 1, "operands[0].requires_grad: "},
      {maskedJson(), "/operands/0/leaf", false, "operands[0].leaf: "},
      {maskedJson(), "/operands/0/saved", true, "operands[0].saved: "},
      {maskedJson(), "/mask/pattern", "distinct", "mask.pattern: "},
      {maskedJson(), "/mask/shape", {2}, "mask.shape: "},
      {maskedJson(), "/mask/shape", {1, 2, 3}, "mask.shape: "},
      {maskedJson(), "/mask/shape", longArray, "mask.shape: "},
      {maskedJson(), "/mask/shape/0", -1, "mask.shape: "},
      {maskedJson(), "/mask/density_percent", 101, "mask.density_percent: "},
      {maskedJson(), "/mask/density_percent", -1, "mask.density_percent: "},
      {maskedJson(), "/mask/pattern", "threshold", "mask.shape: "},
      {indexedJson(), "/index/shapes", 0, "index.shapes: "},
      {indexedJson(), "/index/shapes", Json::array(), "index.shapes: "},
      {indexedJson(), "/index/shapes", {1, 1}, "index.shapes[0]: "},
      {indexedJson(), "/index/shapes", std::vector<Shape>(3, Shape{1}), "index.shapes: "},
      {indexedJson(), "/index/shapes", std::vector<Shape>(1000000), "index.shapes: "},
      {indexedJson(), "/index/shapes", std::vector<Shape>{{2}, {3}}, "index.shapes: "},
      {indexedJson(), "/index/shapes", std::vector<Shape>{{0}, {3}}, "index.shapes: "},
      {indexedJson(), "/index/shapes", std::vector<Shape>{{4096, 4097}}, "index.shapes: "},
      {indexedJson(), "/index/shapes/1", {1, 1, 1}, "index.shapes[1]: "},
      {indexedJson(), "/index/shapes/1", longArray, "index.shapes[1]: "},
      {indexedJson(), "/index/shapes/1", {-1}, "index.shapes[1]: "},
      {indexedJson(), "/index/shapes/1", {huge, huge}, "index.shapes[1]: "},
      {indexedJson(), "/index/shapes/0/0", 2.5, "index.shapes[0][0]: "},
      {indexedJson(), "/index/shapes/0/0", overflow, "index.shapes[0][0]: "},
      {indexedJson(), "/index/pattern", "distinct", "index.shapes: "},
      {indexedJson(), "/index/pattern", "everything", "index.shapes: "},
      {indexedJson(), "/index/signs", "both", "index.signs: "},
      {withinJson(), "/pairs/dim", 2, "pairs.dim: "},
      {withinJson(), "/pairs/dim", -3, "pairs.dim: "},
      {withinJson(), "/pairs/dim", INT64_MIN, "pairs.dim: "},
      {withinJson(), "/pairs/pairs", 2, "pairs.pairs: "},
      {withinJson(), "/pairs/pairs", -1, "pairs.pairs: "},
      {maskedJson(), "/cotangent", Json::array(), "cotangent: "},
      {maskedJson(), "/cotangent/kind", "odd", "cotangent.kind: "},
      {maskedJson(), "/cotangent/seed", "0", "cotangent.seed: "},
      {maskedJson(), "/defect", nullptr, "defect: "},
      {maskedJson(), "/defect", Json::object(), "defect.kind: "},
      {defectiveJson(), "/defect/kind", "none", "defect.kind: "},
      {defectiveJson(), "/defect/kind", "Other-shape", "defect.kind: "},
      {defectiveJson(), "/defect/kind", "undefined-mask", "defect.kind: "},
      {defectiveJson(), "/defect/seed", -1, "defect.seed: "},
      {defectiveJson(), "/defect/colour", 1, "defect.colour: "},
      {maskedJson(), "/call", nullptr, "call: "},
      {maskedJson(), "/call/threads", 0, "call.threads: "},
      {maskedJson(), "/call/threads", 9, "call.threads: "},
      {maskedJson(), "/call/threads", 1.0, "call.threads: "},
      {maskedJson(), "/call/callers", 0, "call.callers: "},
      {maskedJson(), "/call/callers", 9, "call.callers: "},
      {maskedJson(), "/call/colour", 1, "call.colour: "},
  };
  for (const Hostile& hostile : table) {
    const std::string complaint = complaintWith(hostile.json, hostile.pointer, hostile.value);
    EXPECT_TRUE(complaint.starts_with(hostile.beginning)) << hostile.pointer << " gave: " << complaint;
    EXPECT_LT(complaint.size(), 300u) << hostile.pointer;
  }
}

TEST(CaseJson, RefusesGradientsOfADTypeThatHasNone) {
  Json json = maskedJson();
  json["dtype"] = "int64";
  EXPECT_EQ(complaintWith(json, "/operands/1/requires_grad", true),
            "operands[1].requires_grad: int64 has no gradients: expected false");
}

TEST(CaseJson, RefusesAStorageWhoseSizeOverflows) {
  Json json = toJson(plainCase(WholeSelection{}));
  json["shape"] = {1, 1, 1 << 24};
  for (Json& operand : json["operands"])
    operand["layout"] = {{"order", {0, 1, 2}}, {"step", {1 << 8, 1 << 16, 1 << 16}}, {"offset", 0}, {"window", 0}};
  EXPECT_TRUE(complaintAbout(json).starts_with("operands[0].layout.step: ")) << complaintAbout(json);
}

TEST(CaseJson, RefusesSelectionsOfADimensionThatA0DimTensorHasNot) {
  for (Json json : {indexedJson(), withinJson()}) {
    json["shape"] = Json::array();
    for (Json& operand : json["operands"])
      operand["layout"] = {{"order", Json::array()}, {"step", Json::array()}, {"offset", 0}, {"window", 0}};
    const char* beginning = json.contains("index") ? "index.shapes: " : "pairs.dim: ";
    EXPECT_TRUE(complaintAbout(json).starts_with(beginning)) << complaintAbout(json);
  }
}

TEST(CaseJson, RefusesDeepNestingWithoutDescendingIntoIt) {
  for (const char* pointer : {"/schema", "/family", "/shape/0", "/fill", "/operands/0", "/mask/seed"}) {
    Json json = maskedJson();
    json[Json::json_pointer(pointer)] = nested(200000);
    EXPECT_FALSE(complaintAbout(json).empty()) << pointer;
  }
}

}  // namespace
}  // namespace swapcheck

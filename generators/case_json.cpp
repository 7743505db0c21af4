#include "generators/case_json.h"

#include "generators/json_reader.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;
using Reader = JsonReader<CaseError>;

/// Reads the name of one of `count` enumerators that `nameOf` names.
template <typename Enum>
Enum enumerator(Reader& reader, const std::string& field, int count) {
  const std::string text = reader.text(field);
  std::string expected;
  for (int k = 0; k < count; ++k) {
    const auto value = static_cast<Enum>(k);
    if (nameOf(value) == text) return value;
    expected += fmt::format("{}\"{}\"", k == 0 ? "one of " : ", ", nameOf(value));
  }
  Reader::fail(reader.pathOf(field), expected, text);
}

Json toJson(const Operand& operand) {
  return {
      {"layout", {{"order", operand.layout.order}, {"step", operand.layout.step}, {"offset", operand.layout.offset}}},
      {"requires_grad", operand.requiresGrad},
      {"leaf", operand.leaf},
      {"saved", operand.saved}};
}

Operand operandFromJson(Reader reader) {
  Operand operand;
  Reader layout = reader.object("layout");
  operand.layout = {layout.integers("order"), layout.integers("step"), layout.integer("offset")};
  layout.finish();
  operand.requiresGrad = reader.boolean("requires_grad");
  operand.leaf = reader.boolean("leaf");
  operand.saved = reader.boolean("saved");
  reader.finish();
  return operand;
}

/// Writes the selection under the name of its kind.
struct WriteSelection {
  Json& json;

  void operator()(const WholeSelection&) const {}
  void operator()(const MaskSelection& mask) const {
    json["mask"] = {{"pattern", nameOf(mask.pattern)},
                    {"shape", mask.shape},
                    {"density_percent", mask.densityPercent},
                    {"seed", mask.seed}};
  }
  void operator()(const IndexSelection& index) const {
    json["index"] = {{"pattern", nameOf(index.pattern)},
                     {"shapes", index.shapes},
                     {"signs", nameOf(index.signs)},
                     {"seed", index.seed}};
  }
  void operator()(const PairSelection& pairs) const {
    json["pairs"] = {{"dim", pairs.dim}, {"pairs", pairs.pairs}, {"seed", pairs.seed}};
  }
};

MaskSelection maskFromJson(Reader reader) {
  MaskSelection mask{enumerator<MaskPattern>(reader, "pattern", kMaskPatternCount), reader.integers("shape"),
                     reader.integer("density_percent"), reader.natural("seed")};
  reader.finish();
  return mask;
}

/// Before schema 2 all index tensors were 1-D and of one length.
std::vector<Shape> flatIndexShapesFromJson(Reader& reader) {
  const int64_t tensors = reader.integer("tensors");
  const int64_t length = reader.integer("length");
  if (tensors < 1 || tensors > static_cast<int64_t>(kMaxRank))
    Reader::fail(reader.pathOf("tensors"), fmt::format("1 to {}", kMaxRank), tensors);
  if (length < 0 || length > kMaxCaseNumel)
    Reader::fail(reader.pathOf("length"), fmt::format("0 to {}", kMaxCaseNumel), length);
  return flatIndexShapes(static_cast<size_t>(tensors), length);
}

IndexSelection indexFromJson(Reader reader, int64_t schema) {
  IndexSelection index{enumerator<IndexPattern>(reader, "pattern", kIndexPatternCount),
                       schema >= 2 ? reader.listsOfIntegers("shapes") : flatIndexShapesFromJson(reader),
                       enumerator<IndexSigns>(reader, "signs", kIndexSignsCount), reader.natural("seed")};
  reader.finish();
  return index;
}

PairSelection pairsFromJson(Reader reader) {
  PairSelection pairs{reader.integer("dim"), reader.integer("pairs"), reader.natural("seed")};
  reader.finish();
  return pairs;
}

Family familyFromJson(Reader& reader) {
  const std::string name = reader.text("family");
  const auto family = familyNamed(name);
  if (!family) Reader::fail("family", "one of \"whole\", \"masked\", \"indexed\", \"within\"", name);
  return *family;
}

Selection selectionFromJson(Reader& reader, Family family, int64_t schema) {
  switch (family) {
    case Family::Whole: return WholeSelection{};
    case Family::Masked: return maskFromJson(reader.object("mask"));
    case Family::Indexed: return indexFromJson(reader.object("index"), schema);
    case Family::Within: return pairsFromJson(reader.object("pairs"));
  }
  return WholeSelection{};
}

DType dtypeFromJson(Reader& reader) {
  const std::string name = reader.text("dtype");
  const auto dtype = dtypeNamed(name);
  if (!dtype) Reader::fail("dtype", "a dtype that this build knows", name);
  return *dtype;
}

int64_t readableSchema(Reader& reader) {
  const int64_t schema = reader.integer("schema");
  if (schema < 1 || schema > kCaseSchema)
    throw CaseError(fmt::format("schema: this build reads cases of schema 1 to {}, got {}", kCaseSchema, schema));
  return schema;
}

}  // namespace

Json toJson(const SwapCase& swapCase) {
  Json json = {{"schema", kCaseSchema},
               {"family", nameOf(swapCase.family())},
               {"shape", swapCase.shape},
               {"dtype", infoOf(swapCase.dtype).name},
               {"fill", {{"pattern", nameOf(swapCase.fill)}, {"seed", swapCase.fillSeed}}},
               {"operands", Json::array()}};
  for (const Operand& operand : swapCase.operands) json["operands"].push_back(toJson(operand));
  std::visit(WriteSelection{json}, swapCase.selection);
  json["cotangent"] = {{"kind", nameOf(swapCase.cotangent.kind)}, {"seed", swapCase.cotangent.seed}};
  return json;
}

SwapCase caseFromJson(const Json& json) {
  Reader reader(json, "");
  const int64_t schema = readableSchema(reader);
  const Family family = familyFromJson(reader);
  SwapCase swapCase;
  swapCase.shape = reader.integers("shape");
  swapCase.dtype = dtypeFromJson(reader);
  Reader fill = reader.object("fill");
  swapCase.fill = enumerator<Fill>(fill, "pattern", kFillCount);
  swapCase.fillSeed = fill.natural("seed");
  fill.finish();
  for (const Json& operand : reader.array("operands"))
    swapCase.operands.push_back(
        operandFromJson(Reader(operand, fmt::format("operands[{}]", swapCase.operands.size()))));
  swapCase.selection = selectionFromJson(reader, family, schema);
  Reader cotangent = reader.object("cotangent");
  swapCase.cotangent = {enumerator<CotangentKind>(cotangent, "kind", kCotangentKindCount), cotangent.natural("seed")};
  cotangent.finish();
  reader.finish();
  if (auto problem = problemOf(swapCase)) throw CaseError(problem->field + ": " + problem->message);
  return swapCase;
}

}  // namespace swapcheck

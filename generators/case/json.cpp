#include "generators/case/json.h"

#include <algorithm>

#include "generators/case/json_reader.h"
#include "strategies/enum_names.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;
using Reader = JsonReader;

Json toJson(const Layout& layout) {
  return {{"order", layout.order}, {"step", layout.step}, {"offset", layout.offset}, {"window", layout.window}};
}

Json toJson(const Operand& operand) {
  return {{"layout", toJson(operand.layout)},
          {"requires_grad", operand.requiresGrad},
          {"leaf", operand.leaf},
          {"saved", operand.saved},
          {"view", operand.view},
          {"inference", operand.inference},
          {"gathered", operand.gathered},
          {"hooked", operand.hooked},
          {"conjugated", operand.conjugated},
          {"negated", operand.negated}};
}

Layout layoutFromJson(Reader reader, int64_t schema) {
  Layout layout{reader.integers("order"), reader.integers("step"), reader.integer("offset")};
  if (schema >= 2) layout.window = reader.integer("window");
  reader.finish();
  return layout;
}

Json toJson(const Cotangent& cotangent) {
  Json json = {{"results", cotangentResultsName(cotangent.results)},
               {"zero", cotangent.zero},
               {"conjugated", cotangent.conjugated},
               {"negated", cotangent.negated},
               {"seed", cotangent.seed}};
  if (cotangent.layout) json["layout"] = toJson(*cotangent.layout);
  return json;
}

/// What a cotangent was before schema 3.
enum class CotangentKind { Contiguous, Strided, Expanded, Zero, FirstOnly, SecondOnly };

constexpr EnumNames kCotangentKinds({
    NamedValue{CotangentKind::Contiguous, "contiguous"},
    {CotangentKind::Strided, "strided"},
    {CotangentKind::Expanded, "expanded"},
    {CotangentKind::Zero, "zero"},
    {CotangentKind::FirstOnly, "first-only"},
    {CotangentKind::SecondOnly, "second-only"},
});

std::string_view nameOf(CotangentKind kind) { return kCotangentKinds.of(kind); }

Cotangent cotangentOfKind(Reader& reader, size_t rank) {
  Cotangent cotangent;
  switch (reader.enumerator("kind", &nameOf, decltype(kCotangentKinds)::size())) {
    case CotangentKind::Contiguous: break;
    case CotangentKind::Strided:
      cotangent.layout = contiguousLayout(rank);
      std::reverse(cotangent.layout->order.begin(), cotangent.layout->order.end());
      std::fill(cotangent.layout->step.begin(), cotangent.layout->step.end(), int64_t{2});
      break;
    case CotangentKind::Expanded: cotangent.layout = sumLayout(rank); break;
    case CotangentKind::Zero: cotangent.zero = true; break;
    case CotangentKind::FirstOnly: cotangent.results = CotangentResults::FirstOnly; break;
    case CotangentKind::SecondOnly: cotangent.results = CotangentResults::SecondOnly; break;
  }
  return cotangent;
}

Operand operandFromJson(Reader reader, int64_t schema) {
  Operand operand;
  operand.layout = layoutFromJson(reader.object("layout"), schema);
  operand.requiresGrad = reader.boolean("requires_grad");
  operand.leaf = reader.boolean("leaf");
  operand.saved = reader.boolean("saved");
  if (schema >= 2) {
    operand.view = reader.boolean("view");
    operand.inference = reader.boolean("inference");
    operand.conjugated = reader.boolean("conjugated");
    operand.negated = reader.boolean("negated");
  }
  if (schema >= 3) {
    operand.gathered = reader.boolean("gathered");
    operand.hooked = reader.boolean("hooked");
  }
  reader.finish();
  return operand;
}

Cotangent cotangentFromJson(Reader reader, int64_t schema, const SwapCase& swapCase) {
  const size_t rank = swapCase.shape.size();
  Cotangent cotangent = schema >= 3 ? Cotangent{} : cotangentOfKind(reader, rank);
  cotangent.seed = reader.natural("seed");
  if (schema >= 3) {
    cotangent.results = reader.enumerator("results", &cotangentResultsName, kCotangentResultsCount);
    cotangent.zero = reader.boolean("zero");
    cotangent.conjugated = reader.boolean("conjugated");
    cotangent.negated = reader.boolean("negated");
    if (reader.has("layout")) cotangent.layout = layoutFromJson(reader.object("layout"), schema);
  }
  reader.finish();
  return schema >= 3 ? cotangent
                     : fitted(std::move(cotangent), swapCase.operands.size(), swapCase.shape, swapCase.dtype);
}

/// What schema 2 added beside operands and selection: where they lie in memory.
void readMemory(Reader& reader, SwapCase& swapCase) {
  for (const Json& layout : reader.array("selection_layouts"))
    swapCase.selectionLayouts.push_back(
        layoutFromJson(Reader(layout, fmt::format("selection_layouts[{}]", swapCase.selectionLayouts.size())), 2));
  Reader sharing = reader.object("sharing");
  swapCase.sharing = {sharing.enumerator("operands", &relationName, kRelationCount), sharing.integer("shift"),
                      sharing.boolean("selection")};
  sharing.finish();
  swapCase.guarded = reader.boolean("guarded");
}

/// Writes the selection under the name of its kind.
struct WriteSelection {
  Json& json;

  void operator()(const WholeSelection&) const {}
  void operator()(const MaskSelection& mask) const {
    json["mask"] = {{"pattern", maskPatternName(mask.pattern)},
                    {"shape", mask.shape},
                    {"density_percent", mask.densityPercent},
                    {"seed", mask.seed}};
  }
  void operator()(const IndexSelection& index) const {
    json["index"] = {{"pattern", indexPatternName(index.pattern)},
                     {"shapes", index.shapes},
                     {"signs", indexSignsName(index.signs)},
                     {"seed", index.seed}};
  }
  void operator()(const PairSelection& pairs) const {
    json["pairs"] = {{"dim", pairs.dim}, {"pairs", pairs.pairs}, {"seed", pairs.seed}};
  }
};

MaskSelection maskFromJson(Reader reader) {
  MaskSelection mask{reader.enumerator("pattern", &maskPatternName, kMaskPatternCount), reader.integers("shape"),
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
  IndexSelection index{reader.enumerator("pattern", &indexPatternName, kIndexPatternCount),
                       schema >= 2 ? reader.listsOfIntegers("shapes") : flatIndexShapesFromJson(reader),
                       reader.enumerator("signs", &indexSignsName, kIndexSignsCount), reader.natural("seed")};
  reader.finish();
  return index;
}

PairSelection pairsFromJson(Reader reader) {
  PairSelection pairs{reader.integer("dim"), reader.integer("pairs"), reader.natural("seed")};
  reader.finish();
  return pairs;
}

/// A case that says nothing of it is called alone, on one thread.
Call callFromJson(Reader& reader) {
  if (!reader.has("call")) return {};
  Reader json = reader.object("call");
  const Call call{json.integer("threads"), json.integer("callers")};
  json.finish();
  return call;
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

/// An object that is absent where the input is valid.
void readDefect(Reader& reader, SwapCase& swapCase) {
  if (!reader.has("defect")) return;
  Reader defect = reader.object("defect");
  const std::string name = defect.text("kind");
  swapCase.defect = defectNamed(name).value_or(Defect::None);
  if (swapCase.defect == Defect::None) Reader::fail("defect.kind", "a defect that this build knows", name);
  swapCase.defectSeed = defect.natural("seed");
  defect.finish();
}

int64_t readableSchema(Reader& reader) {
  const int64_t schema = reader.integer("schema");
  if (schema < 1 || schema > kCaseSchema)
    throw InputError(fmt::format("this build reads cases of schema 1 to {}, got {}", kCaseSchema, schema),
                     {.field = "schema"});
  return schema;
}

}  // namespace

Json toJson(const SwapCase& swapCase) {
  Json json = {{"schema", kCaseSchema},
               {"family", familyName(swapCase.family())},
               {"shape", swapCase.shape},
               {"dtype", infoOf(swapCase.dtype).name},
               {"fill", {{"pattern", fillName(swapCase.fill)}, {"seed", swapCase.fillSeed}}},
               {"operands", Json::array()}};
  for (const Operand& operand : swapCase.operands) json["operands"].push_back(toJson(operand));
  std::visit(WriteSelection{json}, swapCase.selection);
  json["selection_layouts"] = Json::array();
  for (const Layout& layout : swapCase.selectionLayouts) json["selection_layouts"].push_back(toJson(layout));
  json["sharing"] = {{"operands", relationName(swapCase.sharing.operands)},
                     {"shift", swapCase.sharing.shift},
                     {"selection", swapCase.sharing.selection}};
  json["guarded"] = swapCase.guarded;
  json["cotangent"] = toJson(swapCase.cotangent);
  if (swapCase.defect != Defect::None)
    json["defect"] = {{"kind", defectName(swapCase.defect)}, {"seed", swapCase.defectSeed}};
  json["call"] = {{"threads", swapCase.call.threads}, {"callers", swapCase.call.callers}};
  return json;
}

SwapCase caseFromJson(const Json& json) {
  Reader reader(json, "");
  const int64_t schema = readableSchema(reader);
  const Family family = reader.enumerator("family", &familyName, std::size(kFamilies));
  SwapCase swapCase;
  swapCase.shape = reader.integers("shape");
  swapCase.dtype = dtypeFromJson(reader);
  Reader fill = reader.object("fill");
  swapCase.fill = fill.enumerator("pattern", &fillName, kFillCount);
  if (schema == 1 && swapCase.fill == Fill::Special) swapCase.fill = Fill::SpecialOfSchema1;
  swapCase.fillSeed = fill.natural("seed");
  fill.finish();
  for (const Json& operand : reader.array("operands"))
    swapCase.operands.push_back(
        operandFromJson(Reader(operand, fmt::format("operands[{}]", swapCase.operands.size())), schema));
  swapCase.selection = selectionFromJson(reader, family, schema);
  if (schema >= 2) readMemory(reader, swapCase);
  swapCase.cotangent = cotangentFromJson(reader.object("cotangent"), schema, swapCase);
  readDefect(reader, swapCase);
  swapCase.call = callFromJson(reader);
  reader.finish();
  if (auto problem = problemOf(swapCase)) throw InputError(problem->message, {.field = problem->field});
  return swapCase;
}

}  // namespace swapcheck

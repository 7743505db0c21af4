#include "reports/reproducer/inputs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstring>

#include "generators/strided.h"
#include "reports/reproducer/literal.h"

namespace swapcheck {
namespace {

using Lines = std::vector<std::string>;

/// Sizes of storages are multiples of this, so that they can be viewed in every dtype.
constexpr size_t kLargestItem = 16;

DType dtypeOf(const at::Tensor& t) {
  for (const DTypeInfo& info : kDTypes)
    if (info.scalarType == t.scalar_type()) return info.dtype;
  throw ReproducerError("a tensor has a dtype that is never generated");
}

std::span<const int64_t> spanOf(c10::IntArrayRef array) { return {array.data(), array.size()}; }

/// A storage that tensors of the case lie in.
struct Memory {
  const c10::StorageImpl* storage;
  std::string name;
  /// As memory holds it, zeros in the gaps.
  HostTensor contents;
  /// Tensors of several dtypes lie in it.
  bool mixed = false;
  int tenants = 0;
};

class Writer {
 public:
  Writer(const Syntax& syntax, const SwapCase& swapCase, const HostInputs& host, Roots roots, bool guarded)
      : syntax_(syntax),
        case_(swapCase),
        plan_(rootPlanOf(swapCase)),
        inputs_(materialise(swapCase, host)),
        roots_(roots),
        guarded_(guarded) {}

  Lines lines() {
    noteMemories();
    for (const Memory& memory : memories_)
      if (isDeclared(memory)) declareMemory(memory);
    for (size_t k = 0; k < inputs_.operands.size(); ++k) addOperand(k);
    for (size_t k = 0; k < inputs_.selection.size(); ++k) add(selectionName(k), inputs_.selection[k]);
    finish();
    return std::move(lines_);
  }

 private:
  static bool hasMemory(const at::Tensor& t) { return t.defined() && t.device().is_cpu(); }

  std::string operandNameOf(size_t k) const { return std::string(operandName(case_.family(), k)); }

  std::string selectionName(size_t k) const {
    if (case_.family() == Family::Masked) return "mask";
    if (case_.family() == Family::Within) return k == 0 ? "i" : "j";
    return fmt::format("index_{}", k);
  }

  void noteMemories() {
    for (size_t k = 0; k < inputs_.operands.size(); ++k)
      if (!isSameAsFirst(k)) note(inputs_.operands[k], operandNameOf(k));
    for (size_t k = 0; k < inputs_.selection.size(); ++k) note(inputs_.selection[k], selectionName(k));
  }

  bool isSameAsFirst(size_t k) const { return k == 1 && inputs_.operands[1].is_same(inputs_.operands[0]); }

  void note(const at::Tensor& t, const std::string& name) {
    if (!hasMemory(t)) return;
    Memory& memory = memoryOf(t, name);
    ++memory.tenants;
    const DType dtype = dtypeOf(t);
    memory.mixed = memory.mixed || memory.contents.dtype != dtype;
    const auto* base = static_cast<const std::byte*>(t.storage().data());
    const int64_t item = infoOf(dtype).itemSize;
    forEachOffset(spanOf(t.sizes()), spanOf(t.strides()), [&](int64_t offset) {
      const int64_t at = (t.storage_offset() + offset) * item;
      std::memcpy(memory.contents.bytes.data() + at, base + at, static_cast<size_t>(item));
    });
  }

  Memory& memoryOf(const at::Tensor& t, const std::string& name) {
    const c10::StorageImpl* storage = t.storage().unsafeGetStorageImpl();
    for (Memory& memory : memories_)
      if (memory.storage == storage) return memory;
    const DType dtype = dtypeOf(t);
    const auto numel = static_cast<int64_t>(t.storage().nbytes()) / infoOf(dtype).itemSize;
    HostTensor contents = zeroTensor(dtype, {numel});
    contents.bytes.resize(t.storage().nbytes());
    memories_.push_back({storage, "memory_of_" + name, std::move(contents)});
    return memories_.back();
  }

  const Memory& memoryOf(const at::Tensor& t) const {
    return *std::find_if(memories_.begin(), memories_.end(),
                         [&](const Memory& memory) { return memory.storage == t.storage().unsafeGetStorageImpl(); });
  }

  bool isBase(const Memory& memory) const {
    return std::any_of(inputs_.operands.begin(), inputs_.operands.end(), [&](const at::Tensor& t) {
      return hasMemory(t) && t.storage().unsafeGetStorageImpl() == memory.storage && baseOf(t).has_value();
    });
  }

  /// Number of the root that is the base of the tensor.
  std::optional<size_t> baseOf(const at::Tensor& t) const {
    for (size_t r = 0; r < inputs_.roots.size(); ++r)
      if (plan_.roots[r].isBase && inputs_.roots[r].is_alias_of(t)) return r;
    return std::nullopt;
  }

  /// A storage that is told by itself, before the tensors in it.
  bool isDeclared(const Memory& memory) const { return memory.tenants > 1 || isBase(memory); }

  std::string onPages(const std::string& expression) const {
    return guarded_ ? fmt::format("pages({})", expression) : expression;
  }

  void declareMemory(const Memory& memory) {
    HostTensor contents = memory.contents;
    if (memory.mixed) {
      contents.dtype = DType::UInt8;
      contents.bytes.resize((contents.bytes.size() + kLargestItem - 1) / kLargestItem * kLargestItem);
      contents.shape = {static_cast<int64_t>(contents.bytes.size())};
    } else {
      contents.bytes.resize(static_cast<size_t>(contents.numel() * contents.itemSize()));
    }
    line(syntax_.declare(memory.name, onPages(literalOf(syntax_, contents))));
    for (size_t r = 0; r < inputs_.roots.size(); ++r)
      if (plan_.roots[r].isBase && inputs_.roots[r].storage().unsafeGetStorageImpl() == memory.storage)
        declareBase(memory, r);
  }

  /// A base may be shorter than the storage, whose rest then belongs to the selection.
  void declareBase(const Memory& memory, size_t root) {
    const at::Tensor& base = inputs_.roots[root];
    const std::string name = fmt::format("base_{}", root);
    std::string expression = memory.name;
    if (memory.mixed) expression = viewed(expression, base);
    if (memory.tenants > 1 || memory.mixed)
      expression += fmt::format(".as_strided({}, {}, 0){}", syntax_.numbers(spanOf(base.sizes())),
                                syntax_.numbers(spanOf(base.strides())), data());
    line(syntax_.declare(name, expression));
    makeRoot(name, root);
  }

  std::string viewed(const std::string& expression, const at::Tensor& t) const {
    return fmt::format("{}.view({})", expression, syntax_.dtype(dtypeOf(t)));
  }

  /// Makes a tensor that is no view in autograd's eyes, and has a version counter of its own.
  std::string data() const { return syntax_.isPython() ? ".data" : ".variable_data()"; }

  void addOperand(size_t k) {
    const at::Tensor& t = inputs_.operands[k];
    const std::string name = operandNameOf(k);
    if (isSameAsFirst(k)) {
      line(syntax_.declare(name, operandNameOf(0)));
      names_.push_back(name);
      return;
    }
    add(name, t);
    if (k >= plan_.rootOf.size() || !plan_.rootOf[k] || !t.defined()) return;
    const size_t root = *plan_.rootOf[k];
    const bool isOwn = root < inputs_.roots.size() && inputs_.roots[root].is_same(t);
    if (isOwn && !plan_.roots[root].isBase)
      makeRoot(name, root);
    else if (t.requires_grad() && !baseOf(t) && roots_ == Roots::Variables)
      line(syntax_.statement(name + ".requires_grad_()"));
  }

  void makeRoot(const std::string& name, size_t root) {
    rootNames_.resize(inputs_.roots.size());
    rootNames_[root] = name;
    if (roots_ == Roots::Duals) {
      const std::string tangent = fmt::format("tangents()[{}]", root);
      line(syntax_.isPython() ? fmt::format("{0} = torch.autograd.forward_ad.make_dual({0}, {1})", name, tangent)
                              : fmt::format("{0} = torch::_make_dual({0}, {1}, 0);", name, tangent));
    } else if (roots_ == Roots::Variables && inputs_.roots[root].grad_fn()) {
      line(syntax_.statement(fmt::format("{0} = origin({0})", name)));
    } else if (roots_ == Roots::Variables) {
      line(syntax_.statement(name + ".requires_grad_()"));
    }
  }

  void add(const std::string& name, const at::Tensor& t) {
    names_.push_back(name);
    if (!t.defined()) {
      if (syntax_.isPython())
        throw ReproducerError("the case has an undefined tensor, which Python has not: --emit cpp can tell it");
      line(syntax_.declare(name, "Tensor()"));
    } else if (!t.device().is_cpu()) {
      addMeta(name, t);
    } else if (t.is_inference()) {
      addInference(name, inferred(t));
    } else {
      line(syntax_.declare(name, expressionOf(t)));
    }
  }

  void addMeta(const std::string& name, const at::Tensor& t) {
    line(syntax_.declare(name, syntax_.isPython()
                                   ? fmt::format("torch.empty({}, dtype={}, device=\"meta\")",
                                                 syntax_.numbers(spanOf(t.sizes())), syntax_.dtype(dtypeOf(t)))
                                   : fmt::format("torch::empty({}, torch::dtype({}).device(torch::kMeta))",
                                                 syntax_.numbers(spanOf(t.sizes())), syntax_.dtype(dtypeOf(t)))));
  }

  void addInference(const std::string& name, const std::string& expression) {
    if (syntax_.isPython()) {
      line("with torch.inference_mode():");
      line("    " + syntax_.declare(name, expression));
    } else {
      line(fmt::format("Tensor {};", name));
      line("{");
      line("  const c10::InferenceMode mode;");
      line(fmt::format("  {} = {};", name, expression));
      line("}");
    }
  }

  std::string expressionOf(const at::Tensor& t) const {
    const Memory& memory = memoryOf(t);
    const auto base = baseOf(t);
    std::string expression;
    if (base)
      expression = fmt::format("base_{}{}", *base, strided(t));
    else if (isDeclared(memory))
      expression = (memory.mixed ? viewed(memory.name, t) : memory.name) + strided(t) + data();
    else
      expression = alone(t, memory);
    if (t.is_conj()) expression = fmt::format("{}({})", syntax_.torch("_conj"), expression);
    if (t.is_neg()) expression = fmt::format("{}({})", syntax_.torch("_neg_view"), expression);
    return !base && (t.is_conj() || t.is_neg()) ? expression + data() : expression;
  }

  /// A view of memory that was made outside inference mode would be no inference tensor.
  std::string inferred(const at::Tensor& t) const {
    const std::string expression = expressionOf(t);
    if (!isDeclared(memoryOf(t))) return expression;
    return fmt::format("{}({}, {}{}).set_({})", syntax_.torch("empty"), syntax_.numbers(std::vector<int64_t>{0}),
                       syntax_.isPython() ? "dtype=" : "", syntax_.dtype(dtypeOf(t)), expression);
  }

  std::string strided(const at::Tensor& t) const {
    return fmt::format(".as_strided({}, {}, {})", syntax_.numbers(spanOf(t.sizes())),
                       syntax_.numbers(spanOf(t.strides())), t.storage_offset());
  }

  /// The only tensor in its storage.
  std::string alone(const at::Tensor& t, const Memory& memory) const {
    HostTensor contents = memory.contents;
    contents.bytes.resize(static_cast<size_t>(contents.numel() * contents.itemSize()));
    if (t.is_contiguous() && t.numel() == contents.numel()) {
      contents.shape = t.sizes().vec();
      return onPages(literalOf(syntax_, contents));
    }
    return onPages(literalOf(syntax_, contents)) + strided(t) + data();
  }

  void finish() {
    const size_t operands = inputs_.operands.size();
    const Lines operandNames(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(operands));
    const Lines selectionNames(names_.begin() + static_cast<std::ptrdiff_t>(operands), names_.end());
    Lines tensors, roots, savers;
    for (size_t k = 0; k < names_.size(); ++k) {
      const at::Tensor& t = k < operands ? inputs_.operands[k] : inputs_.selection[k - operands];
      if (t.defined()) tensors.push_back(named(inputName(case_, k), names_[k]));
    }
    for (size_t r = 0; r < rootNames_.size() && roots_ == Roots::Variables; ++r) {
      if (rootNames_[r].empty()) continue;
      roots.push_back(named(rootName(plan_, case_, r), rootNames_[r]));
      if (plan_.roots[r].isBase) tensors.push_back(named(rootName(plan_, case_, r), rootNames_[r]));
    }
    for (size_t k = 0; k < operands && roots_ == Roots::Variables; ++k)
      if (inputs_.savers[k].defined() && plan_.rootOf[k])
        savers.push_back(saver(names_[k], rootNames_[*plan_.rootOf[k]]));
    syntax_.isPython() ? finishPython(operandNames, selectionNames, tensors, roots, savers)
                       : finishCpp(operandNames, selectionNames, tensors, roots, savers);
  }

  std::string named(const std::string& name, const std::string& variable) const {
    return syntax_.isPython() ? fmt::format("\"{}\": {}", name, variable)
                              : fmt::format("{{\"{}\", {}}}", name, variable);
  }

  /// A graph that saves the tensor for its backward, and the root of that.
  std::string saver(const std::string& name, const std::string& root) const {
    return syntax_.isPython() ? fmt::format("({0} * {0}, {1})", name, root)
                              : fmt::format("{{{0} * {0}, {1}}}", name, root);
  }

  int64_t dim() const { return inputs_.dim.value_or(std::get<PairSelection>(case_.selection).dim); }

  void finishPython(Lines arguments, const Lines& selection, const Lines& tensors, const Lines& roots,
                    const Lines& savers) {
    if (case_.family() == Family::Indexed)
      arguments.push_back(fmt::format("[{}]", fmt::join(selection, ", ")));
    else if (case_.family() == Family::Within)
      arguments.insert(arguments.end(), {fmt::format("{}", dim()), selection[0], selection[1]});
    else
      arguments.insert(arguments.end(), selection.begin(), selection.end());
    std::string savedBy;
    if (!savers.empty()) savedBy = fmt::format(", [{}]", fmt::join(savers, ", "));
    line(fmt::format("return Inputs(({}), {{{}}}, {{{}}}{})", fmt::join(arguments, ", "), fmt::join(tensors, ", "),
                     fmt::join(roots, ", "), savedBy));
  }

  void finishCpp(const Lines& operands, const Lines& selection, const Lines& tensors, const Lines& roots,
                 const Lines& savers) {
    line("Inputs made;");
    line(fmt::format("made.operands = {{{}}};", fmt::join(operands, ", ")));
    line(fmt::format("made.selection = {{{}}};", fmt::join(selection, ", ")));
    if (case_.family() == Family::Within)
      line(fmt::format("made.dim = {};", dim() == INT64_MIN ? "INT64_MIN" : std::to_string(dim())));
    line(fmt::format("made.tensors = {{{}}};", fmt::join(tensors, ", ")));
    line(fmt::format("made.roots = {{{}}};", fmt::join(roots, ", ")));
    if (!savers.empty()) line(fmt::format("made.savers = {{{}}};", fmt::join(savers, ", ")));
    line("return made;");
  }

  void line(std::string text) { lines_.push_back(std::move(text)); }

  const Syntax& syntax_;
  const SwapCase& case_;
  const RootPlan plan_;
  const Inputs inputs_;
  const Roots roots_;
  const bool guarded_;
  std::vector<Memory> memories_;
  /// Variables of the operands, then of the selection.
  Lines names_;
  /// Variables of the roots.
  Lines rootNames_;
  Lines lines_;
};

}  // namespace

std::string inputsFunction(const Syntax& syntax, const std::string& name, const SwapCase& swapCase,
                           const HostInputs& host, Roots roots, bool guarded) {
  return syntax.function(name, Writer(syntax, swapCase, host, roots, guarded).lines(), true);
}

}  // namespace swapcheck

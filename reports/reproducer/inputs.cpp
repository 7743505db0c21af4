#include "reports/reproducer/inputs.h"

#include <fmt/format.h>

#include "reports/reproducer/inputs_end.h"
#include "reports/reproducer/literal.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Lines = std::vector<std::string>;

class Writer {
 public:
  Writer(const Syntax& syntax, const SwapCase& swapCase, const HostInputs& host, Roots roots, bool guarded)
      : syntax_(syntax),
        expressions_(syntax, guarded),
        case_(swapCase),
        plan_(rootPlanOf(swapCase)),
        inputs_(materialise(swapCase, host)),
        roots_(roots),
        rootNames_(inputs_.roots.size()) {}

  Lines lines() {
    noteStorages();
    for (const StorageImage& image : storages_.all())
      if (isDeclared(image)) declare(image);
    for (size_t k = 0; k < inputs_.operands.size(); ++k) addOperand(k);
    for (size_t k = 0; k < inputs_.selection.size(); ++k) addSelection(k);
    noteRoots();
    for (const std::string& text : returningLines(syntax_, case_.family(), made_)) line(text);
    return std::move(lines_);
  }

 private:
  std::string operandNameOf(size_t k) const { return std::string(operandName(case_.family(), k)); }

  std::string selectionName(size_t k) const {
    if (case_.family() == Family::Masked) return "mask";
    if (case_.family() == Family::Within) return k == 0 ? "i" : "j";
    return fmt::format("index_{}", k);
  }

  bool isSameAsFirst(size_t k) const { return k == 1 && inputs_.operands[1].is_same(inputs_.operands[0]); }

  void noteStorages() {
    for (size_t k = 0; k < inputs_.operands.size(); ++k)
      if (!isSameAsFirst(k)) storages_.add(inputs_.operands[k], operandNameOf(k));
    for (size_t k = 0; k < inputs_.selection.size(); ++k) storages_.add(inputs_.selection[k], selectionName(k));
  }

  /// Number of the root that is the base of an operand, which is its view.
  std::optional<size_t> baseOf(size_t operand) const {
    const at::Tensor& t = inputs_.operands[operand];
    const auto root = plan_.rootOf[operand];
    const bool isView = root && plan_.roots[*root].isBase && *root < inputs_.roots.size() && hasMemory(t) &&
                        inputs_.roots[*root].is_alias_of(t);
    return isView ? root : std::nullopt;
  }

  /// Whether a storage gets a variable of its own, declared before the tensors in it.
  bool isDeclared(const StorageImage& image) const {
    bool isBase = false;
    for (size_t k = 0; k < inputs_.operands.size(); ++k)
      isBase = isBase || (baseOf(k) && &storages_.of(inputs_.operands[k]) == &image);
    return image.tenants > 1 || isBase;
  }

  void declare(const StorageImage& image) {
    line(syntax_.declare(image.name, expressions_.storage(image)));
    for (size_t r = 0; r < inputs_.roots.size(); ++r)
      if (plan_.roots[r].isBase && inputs_.roots[r].storage().unsafeGetStorageImpl() == image.storage) {
        const std::string name = fmt::format("base_{}", r);
        line(syntax_.declare(name, expressions_.inStorage(inputs_.roots[r], image)));
        makeRoot(name, r);
      }
  }

  void addOperand(size_t k) {
    const at::Tensor& t = inputs_.operands[k];
    const std::string name = operandNameOf(k);
    made_.operands.push_back(name);
    if (t.defined()) made_.tensors.emplace_back(inputName(case_, k), name);
    if (isSameAsFirst(k)) return line(syntax_.declare(name, operandNameOf(0)));
    if (const auto base = baseOf(k)) return line(syntax_.declare(name, expressions_.viewOf(rootNames_[*base], t)));
    add(name, t);
    const auto root = plan_.rootOf[k];
    if (root && *root < inputs_.roots.size() && inputs_.roots[*root].is_same(t))
      makeRoot(name, *root);
    else if (t.defined() && t.requires_grad() && roots_ == Roots::Variables)
      line(syntax_.statement(name + ".requires_grad_()"));
  }

  void addSelection(size_t k) {
    const std::string name = selectionName(k);
    made_.selection.push_back(name);
    if (inputs_.selection[k].defined()) made_.tensors.emplace_back(inputName(case_, inputs_.operands.size() + k), name);
    add(name, inputs_.selection[k]);
  }

  void add(const std::string& name, const at::Tensor& t) {
    if (!t.defined()) {
      if (syntax_.isPython())
        throw InputError("the case has an undefined tensor, which Python has not: --emit cpp can tell it");
      return line(syntax_.declare(name, syntax_.undefined()));
    }
    if (!hasMemory(t)) return line(syntax_.declare(name, expressions_.meta(t)));
    const StorageImage& image = storages_.of(t);
    const bool isAlone = !isDeclared(image);
    if (t.is_inference())
      return addInference(name, isAlone ? expressions_.alone(t, image) : expressions_.inferenceInStorage(t, image));
    line(syntax_.declare(name, isAlone ? expressions_.alone(t, image) : expressions_.inStorage(t, image)));
  }

  void addInference(const std::string& name, const std::string& expression) {
    if (syntax_.isPython()) {
      line("with torch.inference_mode():");
      line("    " + syntax_.declare(name, expression));
      return;
    }
    line(fmt::format("Tensor {};", name));
    line("{");
    line("  const c10::InferenceMode mode;");
    line(fmt::format("  {} = {};", name, expression));
    line("}");
  }

  void makeRoot(const std::string& name, size_t root) {
    rootNames_[root] = name;
    if (roots_ == Roots::DualVariables) line(syntax_.statement(name + ".requires_grad_()"));
    if (roots_ == Roots::Duals || roots_ == Roots::DualVariables) {
      const std::string tangent = fmt::format("tangents()[{}]", root);
      line(syntax_.isPython() ? fmt::format("{0} = torch.autograd.forward_ad.make_dual({0}, {1})", name, tangent)
                              : fmt::format("{0} = torch::_make_dual({0}, {1}, 0);", name, tangent));
    } else if (roots_ == Roots::Variables) {
      const bool isLeaf = !inputs_.roots[root].grad_fn();
      line(syntax_.statement(isLeaf ? name + ".requires_grad_()" : fmt::format("{0} = origin({0})", name)));
    }
    if (roots_ == Roots::Variables) addWhatHangsOn(name, root);
  }

  /// A gradient gathered earlier, and a hook.
  void addWhatHangsOn(const std::string& name, size_t root) {
    const Operand& operand = case_.operands[plan_.roots[root].operand];
    if (operand.gathered && !plan_.roots[root].isBase) {
      const std::string gathered = literalOf(syntax_, gatheredGradient(case_, plan_.roots[root].operand));
      line(syntax_.statement(syntax_.isPython() ? fmt::format("{}.grad = {}", name, gathered)
                                                : fmt::format("{}.mutable_grad() = {}", name, gathered)));
    }
    if (operand.hooked && !plan_.roots[root].isBase)
      line(syntax_.statement(syntax_.isPython() ? fmt::format("{}.register_hook(lambda gradient: None)", name)
                                                : fmt::format("static_cast<const at::TensorBase&>({}).register_hook([]("
                                                              "const at::TensorBase&) {{}})",
                                                              name)));
  }

  void noteRoots() {
    if (case_.family() == Family::Within)
      made_.dim = inputs_.dim.value_or(std::get<PairSelection>(case_.selection).dim);
    if (roots_ != Roots::Variables) return;
    for (size_t r = 0; r < rootNames_.size(); ++r) {
      if (rootNames_[r].empty()) continue;
      made_.roots.emplace_back(rootName(plan_, case_, r), rootNames_[r]);
      if (plan_.roots[r].isBase) made_.tensors.push_back(made_.roots.back());
    }
    for (size_t k = 0; k < inputs_.operands.size(); ++k)
      if (inputs_.savers[k].defined() && plan_.rootOf[k])
        made_.saved.emplace_back(operandNameOf(k), rootNames_[*plan_.rootOf[k]]);
  }

  void line(std::string text) { lines_.push_back(std::move(text)); }

  const Syntax& syntax_;
  const Expressions expressions_;
  const SwapCase& case_;
  const RootPlan plan_;
  const Inputs inputs_;
  const Roots roots_;
  Storages storages_;
  /// Variables of the roots.
  Lines rootNames_;
  MadeInputs made_;
  Lines lines_;
};

}  // namespace

std::string inputsFunction(const Syntax& syntax, const std::string& name, const SwapCase& swapCase,
                           const HostInputs& host, Roots roots, bool guarded) {
  return syntax.function(name, Writer(syntax, swapCase, host, roots, guarded).lines(), true);
}

}  // namespace swapcheck

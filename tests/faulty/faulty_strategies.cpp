#include "faulty_strategies.h"

#include <ATen/ops/where.h>

#include <stdexcept>

#include "strategies/builtin/arguments.h"

namespace swapcheck {
namespace {

TensorPair exchanged(const at::Tensor& a, const at::Tensor& b) {
  checkOperands("whole swap", a, b);
  return {b.clone(), a.clone()};
}

TensorPair where(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  checkOperands("masked swap", a, b);
  checkMask(a, mask);
  return {at::where(mask, b, a), at::where(mask, a, b)};
}

/// The second line reads what the first has written.
TensorPair secondWrite(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor x = at::where(mask, b, a);
  return {x, at::where(mask, x, b)};
}

TensorPair throwing(const at::Tensor&, const at::Tensor&) { throw std::runtime_error("no luck today"); }

/// Writes behind autograd's back: the version counter stays as it was.
TensorPair inPlace(const at::Tensor& a, const at::Tensor& b) {
  const TensorPair results = exchanged(a, b);
  a.data().copy_(b.data());
  return results;
}

/// Right but for every third call.
TensorPair flaky(const at::Tensor& a, const at::Tensor& b) {
  static int calls = 0;
  return ++calls % 3 == 0 ? TensorPair{a.clone(), b.clone()} : exchanged(a, b);
}

/// No generator draws a prime of that size.
constexpr int64_t kSeldomElements = 7919;

TensorPair seldomWrong(const at::Tensor& a, const at::Tensor& b) {
  const TensorPair results = exchanged(a, b);
  return a.numel() == kSeldomElements ? TensorPair{a.clone(), b.clone()} : results;
}

const KnownFailure kStale{"metadata", {}, "it once gave wrong sizes"};

}  // namespace

void addFaultyStrategies(Catalogue& catalogue) {
  catalogue.add({"broken.second-write", "the second write reads the first one's result", MaskedSwap(secondWrite)});
  catalogue.add({"broken.throws", "throws", WholeSwap(throwing)});
  catalogue.add({"broken.in-place", "writes its operand", WholeSwap(inPlace)});
  catalogue.add({"broken.flaky", "is wrong every third time", WholeSwap(flaky)});
  catalogue.add({"broken.seldom", "is wrong for 7919 elements", WholeSwap(seldomWrong)});
  catalogue.add({"broken.stale", "is right, and declared wrong", WholeSwap(exchanged), {kStale}});
}

void addMendedStrategies(Catalogue& catalogue) {
  catalogue.add({"broken.second-write", "torch.where twice", MaskedSwap(where)});
  for (const char* name : {"broken.throws", "broken.in-place", "broken.flaky", "broken.seldom", "broken.stale"})
    catalogue.add({name, "clones", WholeSwap(exchanged)});
}

}  // namespace swapcheck

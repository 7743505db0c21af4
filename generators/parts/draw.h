// Draws values from RapidCheck generators, one after the other.
#pragma once

#include <rapidcheck/Gen.h>
#include <rapidcheck/Random.h>
#include <rapidcheck/gen/Numeric.h>

namespace swapcheck {

/// A source of independent draws. Shrink trees of the single draws are dropped: a whole description shrinks by
/// `simplerCases`, in far fewer steps.
class Draw {
 public:
  explicit Draw(const rc::Random& random) : random_(random) {}

  template <typename T>
  T operator()(const rc::Gen<T>& gen) {
    return gen(random_.split(), rc::kNominalSize).value();
  }

  /// A whole number from `min` to `max`, both included.
  int64_t between(int64_t min, int64_t max) { return (*this)(rc::gen::inRange<int64_t>(min, max + 1)); }

  /// True `percent` times in a hundred.
  bool chance(int percent) { return between(0, 99) < percent; }

  /// A seed for a described pattern: 32 random bits, which every reader of JSON keeps exactly.
  uint64_t seed() { return random_.split().next() >> 32; }

 private:
  rc::Random random_;
};

/// A generator from a function of a `Draw`; its values do not shrink by themselves.
template <typename Function>
auto genFrom(const Function& function) {
  using T = decltype(function(std::declval<Draw&>()));
  return rc::Gen<T>([function](const rc::Random& random, int) {
    Draw draw(random);
    return rc::shrinkable::just(function(draw));
  });
}

}  // namespace swapcheck

// For clang-tidy alone. Headers of LibTorch hold vectors of a type that is complete only later. Clang refuses that
// where the members of std::vector are constexpr, so here they are not.
#include <memory>
#include <string>

#pragma push_macro("_GLIBCXX20_CONSTEXPR")
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR
#define __fill_a1 fillBits  // which has been declared as constexpr by now
#include <vector>
#undef __fill_a1
#pragma pop_macro("_GLIBCXX20_CONSTEXPR")

#include "strategies/catalogue.h"

#include <gtest/gtest.h>

#include <set>

#include "strategies/error.h"

namespace swapcheck {
namespace {

Strategy named(const std::string& name) {
  return {name, "", WholeSwap([](const at::Tensor& a, const at::Tensor& b) { return TensorPair{b, a}; }), {}};
}

std::string complaintAbout(Catalogue& catalogue, Strategy strategy) {
  try {
    catalogue.add(std::move(strategy));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Catalogue, FindsAStrategyByItsWholeName) {
  Catalogue catalogue;
  catalogue.add(named("mine.swap"));
  EXPECT_EQ(catalogue.find("mine.swap"), &catalogue.strategies().front());
  EXPECT_EQ(catalogue.find("mine"), nullptr);
}

TEST(Catalogue, RefusesNamesThatAreNotFamilyDotWhat) {
  Catalogue catalogue;
  for (const char* name : {"", "mine", ".swap", "mine.", "Mine.swap", "mine.swap/../x", "a.b.c", "mine.swap "})
    EXPECT_NE(complaintAbout(catalogue, named(name)).find("expected a name"), std::string::npos) << name;
  EXPECT_TRUE(catalogue.strategies().empty());
}

TEST(Catalogue, RefusesANameTwice) {
  Catalogue catalogue;
  catalogue.add(named("mine.swap"));
  EXPECT_NE(complaintAbout(catalogue, named("mine.swap")).find("taken"), std::string::npos);
  EXPECT_EQ(catalogue.strategies().size(), 1u);
}

TEST(Catalogue, RefusesAnEmptySwap) {
  Catalogue catalogue;
  EXPECT_NE(complaintAbout(catalogue, {"mine.swap", "", WholeSwap(), {}}).find("empty"), std::string::npos);
}

TEST(BuiltinCatalogue, HasTheArticleAndEveryFamily) {
  const Catalogue catalogue = builtinCatalogue();
  std::set<std::string> names;
  for (const Strategy& strategy : catalogue.strategies()) names.insert(strategy.name);
  for (const char* name :
       {"article.clone-detach", "article.index-assign", "article.where", "whole.clone", "masked.where",
        "masked.index-put", "masked.masked-scatter", "masked.blend", "indexed.index-put", "indexed.scatter",
        "indexed.mask-where", "within.index-select", "within.index-copy"})
    EXPECT_TRUE(names.count(name)) << name;
}

TEST(BuiltinCatalogue, FamilyInTheNameIsThatOfTheSignature) {
  const Catalogue catalogue = builtinCatalogue();
  for (const Strategy& strategy : catalogue.strategies()) {
    const auto family = familyNamed(strategy.name.substr(0, strategy.name.find('.')));
    EXPECT_EQ(family.value_or(familyOf(strategy.swap)), familyOf(strategy.swap)) << strategy.name;
  }
}

TEST(BuiltinCatalogue, EveryStrategyHasItsStepsInBothLanguages) {
  const Catalogue catalogue = builtinCatalogue();
  for (const Strategy& strategy : catalogue.strategies()) {
    EXPECT_NE(strategy.steps.cpp.find("return "), std::string::npos) << strategy.name;
    EXPECT_NE(strategy.steps.python.find("return "), std::string::npos) << strategy.name;
  }
}

TEST(BuiltinCatalogue, EveryKnownFailureHasAReason) {
  const Catalogue catalogue = builtinCatalogue();
  for (const Strategy& strategy : catalogue.strategies())
    for (const KnownFailure& known : strategy.knownFailures) EXPECT_GT(known.reason.size(), 20u) << strategy.name;
}

}  // namespace
}  // namespace swapcheck

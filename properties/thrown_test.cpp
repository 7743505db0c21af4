// Exceptions as text, and as failures that tell LibTorch's own defects apart.
#include "properties/thrown.h"

#include <c10/util/Exception.h>
#include <gtest/gtest.h>

namespace swapcheck {
namespace {

template <typename Throw>
std::string textOf(Throw throwIt) {
  try {
    throwIt();
  } catch (...) {
    return currentExceptionText();
  }
  return "nothing was thrown";
}

template <typename Exception>
std::string textOfThrown(const Exception& exception) {
  return textOf([&] { throw exception; });
}

TEST(CurrentExceptionText, IsOneLineWithoutBacktrace) {
  EXPECT_EQ(textOfThrown(c10::Error({"function", "file.cpp", 3}, "no such thing")), "no such thing");
  EXPECT_EQ(textOfThrown(c10::Error({"function", "file.cpp", 3}, "first\nsecond")), "first");
  EXPECT_EQ(textOfThrown(std::runtime_error("first\nsecond")), "first");
  EXPECT_EQ(textOfThrown(std::runtime_error("\nfirst\nsecond")), "first");
  EXPECT_EQ(textOfThrown(std::runtime_error("")), "");
  EXPECT_EQ(textOfThrown(7), "an exception that is no std::exception");
}

TEST(CurrentExceptionText, NamesAnInternalAssertionOnALaterLineToo) {
  EXPECT_EQ(textOfThrown(std::runtime_error("\nfirst INTERNAL ASSERT FAILED\nsecond")), "first INTERNAL ASSERT FAILED");
  EXPECT_EQ(textOfThrown(std::runtime_error("in TorchScript\n  at line 3\nx INTERNAL ASSERT FAILED at y\nlast")),
            "in TorchScript ... x INTERNAL ASSERT FAILED at y");
}

TEST(ErrorKind, IsTheTextWithoutNumbersAndDTypes) {
  EXPECT_EQ(errorKindOf("The size of tensor a (3) must match the size of tensor b (-2) at dimension 1."),
            "The size of tensor a (#) must match the size of tensor b (#) at dimension #");
  EXPECT_EQ(errorKindOf("shape '[2, 3, 4]' is invalid"), "shape '[#]' is invalid");
  EXPECT_EQ(errorKindOf("expected Float8_e5m2fnuz but got torch.int64 at 0x7ffe12"), "expected T but got T at #");
  EXPECT_EQ(errorKindOf("expected Float8_e5m2 but got torch.int64 at 0x7ffe12"), "expected T but got T at #");
  EXPECT_EQ(errorKindOf("Floating is no dtype"), "Floating is no dtype");
  EXPECT_EQ(errorKindOf(""), "");
}

TEST(ErrorKind, OfALongTextIsItsBeginning) {
  const std::string text(1000, 'x');
  EXPECT_LT(errorKindOf(text + ", " + text).size(), 200);
  EXPECT_EQ(errorKindOf("a: " + text), errorKindOf("a: " + text + "y"));
  EXPECT_NE(errorKindOf("a: " + text), errorKindOf("b: " + text));
}

TEST(ThrownFailure, SaysWhatKindOfErrorItWas) {
  EXPECT_EQ(thrownFailure("throws", "it threw: 7 is too many").error, "it threw: # is too many");
}

TEST(ThrownFailure, IsOfTheCheckThatWasAskedFor) {
  const Falsified failure = thrownFailure("throws", "the strategy threw: no such thing");
  EXPECT_EQ(failure.check, "throws");
  EXPECT_EQ(failure.message, "the strategy threw: no such thing");
}

TEST(Refusal, IsWhatLibTorchSaysOfAMissingFormula) {
  for (const char* text :
       {"jvp is not implemented for the c++ API of custom Function yet.",
        "Trying to use forward AD with embedding_bag that does not support it because it has not been implemented yet.",
        "You must implement the jvp function for custom autograd.Function to use it with forward mode AD.",
        "derivative for aten::_cdist_backward is not implemented",
        "trying to differentiate twice a function that was marked with @once_differentiable"})
    EXPECT_TRUE(isRefusal(text)) << text;
  for (const char* text :
       {"", "no formula", "index_put is not implemented for Half", "jvp of a tensor of another size"})
    EXPECT_FALSE(isRefusal(text)) << text;
}

TEST(ThrownFailure, OfLibTorchsOwnAssertionIsAnInternalAssert) {
  const std::string text = textOf([] { TORCH_INTERNAL_ASSERT(false, "this should not be"); });
  const Falsified failure = thrownFailure("throws", "the strategy threw: " + text);
  EXPECT_EQ(failure.check, "internal-assert");
  EXPECT_NE(failure.message.find("this should not be"), std::string::npos) << failure.message;
}

}  // namespace
}  // namespace swapcheck

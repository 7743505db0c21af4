// The verdicts of a run as a table.
#include "reports/console/verdicts.h"

#include <gtest/gtest.h>

namespace swapcheck {
namespace {

TEST(MatrixText, HasARowForEachStrategyAndAWordForEachVerdict) {
  RunRecord run;
  run.strategies = {{"a.first", "", "whole"}, {"a.second", "", "whole"}};
  run.properties = {{"values", "", ""}, {"gradient", "", ""}, {"rare", "", ""}};
  run.verdicts = {{"a.first", "values", Verdict::Verified},
                  {"a.first", "gradient", Verdict::KnownFailure},
                  {"a.first", "rare", Verdict::NotRun},
                  {"a.second", "values", Verdict::Falsified},
                  {"a.second", "gradient", Verdict::StaleKnownFailure},
                  {"a.second", "rare", Verdict::Verified}};
  EXPECT_EQ(matrixText(run),
            "                            values  gradient  rare\n"
            "  a.first                   ok      known     -\n"
            "  a.second                  FAILS   STALE     ok\n");
}

}  // namespace
}  // namespace swapcheck

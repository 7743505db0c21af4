// A case as JSON: the stable form, in which it is stored.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <stdexcept>

#include "generators/case/case.h"

namespace swapcheck {

/// Version of the JSON that is written; a reader takes this one and all before it. Since schema 2 every index tensor
/// has a shape of its own, operands share memory, and a case says how it is called and what is invalid.
inline constexpr int64_t kCaseSchema = 3;

nlohmann::ordered_json toJson(const SwapCase& swapCase);

/// Throws InputError when a field is missing, unknown, of the wrong type or impossible, and when the schema is of a
/// later version. Takes any JSON value.
SwapCase caseFromJson(const nlohmann::ordered_json& json);

}  // namespace swapcheck

// Names rc::Gen without its includes.
#pragma once

namespace rc {
template <typename T>
class Gen;
}

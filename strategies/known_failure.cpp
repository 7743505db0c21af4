#include "strategies/known_failure.h"

#include <charconv>

namespace swapcheck {
namespace {

/// Takes the first part off a version; 0 when there is none.
int takePart(std::string_view& version) {
  int part = 0;
  std::from_chars(version.data(), version.data() + version.size(), part);
  const auto stop = version.find('.');
  version = stop == std::string_view::npos ? std::string_view() : version.substr(stop + 1);
  return part;
}

}  // namespace

int compareVersions(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty())
    if (const int difference = takePart(a) - takePart(b)) return difference;
  return 0;
}

bool holdsFor(const KnownFailure& known, std::string_view libtorchVersion) {
  const bool begun = known.since.empty() || compareVersions(libtorchVersion, known.since) >= 0;
  const bool mended = !known.until.empty() && compareVersions(libtorchVersion, known.until) >= 0;
  return begun && !mended;
}

}  // namespace swapcheck

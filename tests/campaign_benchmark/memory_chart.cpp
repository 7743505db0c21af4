#include "memory_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/markup.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

constexpr double kWidth = 860, kHeight = 400;
constexpr double kLeft = 60, kRight = 30, kTop = 40, kBottom = 50;
constexpr int kVerticalSteps = 5, kHorizontalSteps = 4;
constexpr const char* kColours[] = {"#1b6ca8", "#c8553d", "#588b4c", "#7d5ba6", "#b08900"};

/// From numbers to places in the picture.
struct Scale {
  double cases;
  double mebibytes;

  double x(double value) const { return kLeft + value / cases * (kWidth - kLeft - kRight); }
  double y(double value) const { return kHeight - kBottom - value / mebibytes * (kHeight - kTop - kBottom); }
};

double mebibytesOf(const ProcessMemory& memory) { return static_cast<double>(memory.privateKib) / 1024; }

/// A round number of mebibytes above all of them.
double ceilingOf(const std::vector<MemorySample>& samples) {
  double most = 1;
  for (const MemorySample& sample : samples)
    for (const auto& memory : sample.processes)
      if (memory) most = std::max(most, mebibytesOf(*memory));
  const double step = std::pow(10, std::floor(std::log10(most)));
  return std::ceil(most / step) * step;
}

std::string number(double value) { return fmt::format("{:.1f}", value); }

Markup textAt(double x, double y, const std::string& anchor, const std::string& text,
              const std::string& fill = "#333") {
  return element("text", {{"x", number(x)}, {"y", number(y)}, {"text-anchor", anchor}, {"fill", fill}}, text);
}

Markup gridLine(double x1, double y1, double x2, double y2) {
  return element("line",
                 {{"x1", number(x1)}, {"y1", number(y1)}, {"x2", number(x2)}, {"y2", number(y2)}, {"stroke", "#ddd"}});
}

Markup axes(const Scale& scale) {
  Markup drawn;
  for (int step = 0; step <= kVerticalSteps; ++step) {
    const double value = scale.mebibytes * step / kVerticalSteps;
    drawn += gridLine(kLeft, scale.y(value), kWidth - kRight, scale.y(value)) +
             textAt(kLeft - 8, scale.y(value) + 4, "end", fmt::format("{:g}", value));
  }
  for (int step = 0; step <= kHorizontalSteps; ++step) {
    const double value = scale.cases * step / kHorizontalSteps;
    drawn += textAt(scale.x(value), kHeight - kBottom + 18, "middle", siNumber(value));
  }
  return drawn + textAt(kLeft, kTop - 20, "start", "MiB of its own") +
         textAt(kWidth - kRight, kHeight - 12, "end", "cases done");
}

Markup lineOf(const std::vector<MemorySample>& samples, size_t process, const Scale& scale) {
  std::string points;
  for (const MemorySample& sample : samples)
    if (const auto& memory = sample.processes.at(process))
      points +=
          fmt::format("{:.1f},{:.1f} ", scale.x(static_cast<double>(sample.cases)), scale.y(mebibytesOf(*memory)));
  const std::string colour = kColours[process % std::size(kColours)];
  const double legendX = kLeft + 150 + 110 * static_cast<double>(process);
  return element("polyline", {{"points", points}, {"fill", "none"}, {"stroke", colour}, {"stroke-width", "2"}}) +
         textAt(legendX, kTop - 20, "start", processName(process), colour);
}

}  // namespace

std::string memoryChart(const std::vector<MemorySample>& samples, int64_t cases) {
  const Scale scale{static_cast<double>(cases), ceilingOf(samples)};
  Markup drawn = element("rect", {{"width", "100%"}, {"height", "100%"}, {"fill", "white"}}) + axes(scale);
  for (size_t process = 0; process < samples.front().processes.size(); ++process)
    drawn += lineOf(samples, process, scale);
  return block("svg",
               {{"xmlns", "http://www.w3.org/2000/svg"},
                {"viewBox", fmt::format("0 0 {} {}", kWidth, kHeight)},
                {"font-family", "sans-serif"},
                {"font-size", "13"}},
               drawn)
      .str();
}

}  // namespace swapcheck

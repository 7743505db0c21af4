// Writes the reports of the sample run into a folder, for schema checks, browsers and eyes.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/support/sample_record.h"

namespace {

void write(const std::filesystem::path& folder, const swapcheck::ReportInput& input) {
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "report.html") << swapcheck::renderHtml(input);
  std::ofstream(folder / "summary.md") << swapcheck::renderMarkdown(input);
  std::ofstream(folder / "junit.xml") << swapcheck::renderJunit(input);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: render_sample FOLDER\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  write(folder, swapcheck::sampleInput());
  write(folder / "clean", {swapcheck::cleanRun(), std::nullopt});
  write(folder / "empty", {});
  write(folder / "bench", {std::nullopt, swapcheck::benchDocumentOf(swapcheck::sampleBench())});
  return 0;
}

# Every part that swapcheck stands on. All are Debian packages; scripts/packages names them.
find_package(Torch REQUIRED)
find_package(rapidcheck CONFIG REQUIRED)
find_package(benchmark CONFIG REQUIRED)
find_package(Boost REQUIRED COMPONENTS program_options)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(SQLiteCpp CONFIG REQUIRED)
find_package(GTest CONFIG REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS CXX)

find_file(SWAPCHECK_CHART_JS chart.min.js PATHS /usr/share/javascript/chart.js REQUIRED)

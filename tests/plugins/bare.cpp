// A shared library that is no plugin.
extern "C" int swapcheckTestBare() { return 0; }

// SIGINT and SIGTERM as a question that can be asked.
#pragma once

namespace swapcheck {

/// From now on SIGINT and SIGTERM are noted instead of ending the process; a second one ends it.
void noteStopSignals();

/// A reader of the output who goes away (`| head`) costs a run nothing but its output.
void ignoreBrokenPipes();

/// The signal that was noted last, or 0.
int notedStopSignal();

}  // namespace swapcheck

// SIGINT and SIGTERM as a question that can be asked.
#pragma once

namespace swapcheck {

/// From now on SIGINT and SIGTERM are noted instead of ending the process; a second one ends it.
void noteStopSignals();

/// The signal that was noted last, or 0.
int notedStopSignal();

}  // namespace swapcheck

// Processes that strategies leave behind.
#pragma once

namespace swapcheck {

/// Has processes whose parent ends become children of this one, whatever group or session they have made for
/// themselves. Children that are there already are left alone later.
void adoptOrphans();

/// Kills all children that this process has come by since `adoptOrphans`, and their children in turn.
void endOrphans();

}  // namespace swapcheck

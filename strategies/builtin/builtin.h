// The groups of strategies that come with swapcheck; each has a source file of its own.
#pragma once

namespace swapcheck {

class Catalogue;

/// The three listings of the article, as published.
void addArticleStrategies(Catalogue& catalogue);
void addWholeStrategies(Catalogue& catalogue);
void addMaskedStrategies(Catalogue& catalogue);
void addIndexedStrategies(Catalogue& catalogue);
void addWithinStrategies(Catalogue& catalogue);

}  // namespace swapcheck

#include "harness/workers/judge_message.h"

#include <algorithm>

#include "harness/processes/child_process.h"

namespace swapcheck {
namespace {

enum Tag : char { kBegins = 'B', kEnds = 'E', kFamily = 'F', kSlot = 'S', kResult = 'R', kNote = 'N' };

class Writer {
 public:
  explicit Writer(Tag tag) : bytes_(1, tag) {}

  Writer& number(uint64_t value) { return append(value); }
  /// A number known to be small. The most frequent message holds only these, so it needs no heap memory at either end.
  Writer& small(size_t value) { return append(static_cast<uint16_t>(value)); }
  Writer& text(std::string_view text) {
    text = text.substr(0, kMostMessageText);
    number(text.size());
    bytes_ += text;
    return *this;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  template <typename Number>
  Writer& append(Number value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    return *this;
  }

  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  uint64_t number() { return next<uint64_t>(); }
  size_t small() { return next<uint16_t>(); }
  std::string text() { return std::string(take(number())); }

 private:
  template <typename Number>
  Number next() {
    Number value;
    const std::string_view taken = take(sizeof value);
    std::copy(taken.begin(), taken.end(), reinterpret_cast<char*>(&value));
    return value;
  }

  std::string_view take(size_t count) {
    if (count > bytes_.size()) throw ChannelError("a worker sent a message that ends too soon");
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }

  std::string_view bytes_;
};

FeatureSet featuresFrom(Reader& reader) {
  FeatureSet features;
  for (const char feature : reader.text()) {
    const auto place = static_cast<unsigned char>(feature);
    if (place >= allFeatures().size()) throw ChannelError("a worker sent a feature that there is not");
    features.set(place);
  }
  return features;
}

Family familyFrom(Reader& reader) {
  const uint64_t place = reader.number();
  if (place >= std::size(kFamilies)) throw ChannelError("a worker sent a family that there is not");
  return kFamilies[place];
}

PropertyResult resultFrom(Reader& reader) {
  const size_t kind = reader.small();
  if (kind > PropertyResult::Failed) throw ChannelError("a worker sent a result of an unknown kind");
  PropertyResult result{static_cast<PropertyResult::Kind>(kind)};
  if (result.kind != PropertyResult::Failed) return result;
  const std::string check = reader.text();
  result.cause = FailureCause(check, reader.text());
  if (reader.number() == 0) return result;
  FirstSighting sighting{reader.text(), reader.number() == 1};
  sighting.otherCheck = reader.text();
  sighting.otherMessage = reader.text();
  result.firstSighting = std::move(sighting);
  return result;
}

}  // namespace

void JudgeSender::beginNumber(uint64_t number, size_t slot) {
  number_ = number;
  channel_.beginWork({number, slot, 0});
  channel_.send(Writer(kBegins).number(number).bytes());
}

void JudgeSender::endNumber() {
  channel_.send(Writer(kEnds).bytes());
  channel_.endWork();
}

void JudgeSender::onFamily(Family family, const FeatureSet& features) {
  static_assert(kMaxFeatures <= 256);
  std::string present;
  eachFeature(features, [&](size_t k) { present += static_cast<char>(k); });
  channel_.send(Writer(kFamily).number(static_cast<uint64_t>(family)).text(present).bytes());
}

NextStep JudgeSender::onSlot(size_t slot) {
  channel_.beginWork({number_, slot, 0});
  channel_.send(Writer(kSlot).number(slot).bytes());
  return NextStep::Judge;
}

void JudgeSender::onProperty(size_t property) { channel_.setProperty(property); }

void JudgeSender::onResult(size_t property, PropertyResult result) {
  Writer writer(kResult);
  writer.small(property).small(result.kind);
  if (result.kind == PropertyResult::Failed) {
    writer.text(result.cause->name()).text(result.cause->error()).number(result.firstSighting.has_value());
    if (const auto& first = result.firstSighting)
      writer.text(first->message).number(first->repeats).text(first->otherCheck).text(first->otherMessage);
  }
  channel_.send(writer.bytes());
  ChildProcess::endIfOutputIsLost();
}

void JudgeSender::onNote(Note note) { channel_.send(Writer(kNote).text(note.kind).text(note.message).bytes()); }

JudgeMessage takeIn(std::string_view message, CaseResultBuilder* builder) {
  if (message.empty()) throw ChannelError("a worker sent an empty message");
  Reader reader(message.substr(1));
  if (message[0] == kBegins) return {JudgeMessage::Begins, reader.number()};
  if (message[0] == kEnds) return {JudgeMessage::Ends};
  if (!builder) throw ChannelError("a worker sent a result of no case");
  switch (message[0]) {
    case kFamily: {
      const Family family = familyFrom(reader);
      builder->onFamily(family, featuresFrom(reader));
      break;
    }
    case kSlot: {
      const uint64_t slot = reader.number();
      builder->onSlot(slot);
      return {JudgeMessage::Slot, slot};
    }
    case kResult: {
      const size_t property = reader.small();
      builder->onResult(property, resultFrom(reader));
      break;
    }
    case kNote: {
      const std::string kind = reader.text();
      builder->onNote({kind, reader.text()});
      break;
    }
    default: throw ChannelError("a worker sent a message of an unknown kind");
  }
  return {JudgeMessage::Result};
}

}  // namespace swapcheck

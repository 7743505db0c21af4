#include "harness/workers/judge_message.h"

#include <cstring>

#include "harness/workers/child_process.h"

namespace swapcheck {
namespace {

enum Tag : char { kBegins = 'B', kEnds = 'E', kFamily = 'F', kSeat = 'S', kResult = 'R' };

class Writer {
 public:
  explicit Writer(Tag tag) : bytes_(1, tag) {}

  Writer& number(uint64_t value) { return append(value); }
  /// One that is known to be small. The most frequent message has only such: it takes no memory from the heap, neither
  /// here nor at the other end.
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
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
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
  for (const char feature : reader.text()) features.set(static_cast<unsigned char>(feature));
  return features;
}

PropertyResult resultFrom(Reader& reader) {
  PropertyResult result{static_cast<PropertyResult::Kind>(reader.small())};
  if (result.kind != PropertyResult::Failed) return result;
  result.check = reader.text();
  if (reader.number() == 0) return result;
  FirstLook look{reader.text(), reader.number() == 1};
  look.otherCheck = reader.text();
  look.otherMessage = reader.text();
  result.firstLook = std::move(look);
  return result;
}

}  // namespace

void JudgeSender::beginNumber(uint64_t number, size_t seat) {
  number_ = number;
  channel_.begin({number, seat, 0});
  channel_.send(Writer(kBegins).number(number).bytes());
}

void JudgeSender::endNumber() {
  channel_.send(Writer(kEnds).bytes());
  channel_.rest();
}

void JudgeSender::onFamily(Family family, const FeatureSet& features) {
  static_assert(kMaxFeatures <= 256);
  std::string present;
  eachFeature(features, [&](size_t k) { present += static_cast<char>(k); });
  channel_.send(Writer(kFamily).number(static_cast<uint64_t>(family)).text(present).bytes());
}

Turn JudgeSender::onSeat(size_t seat) {
  channel_.begin({number_, seat, 0});
  channel_.send(Writer(kSeat).number(seat).bytes());
  return Turn::Judge;
}

void JudgeSender::onProperty(size_t property) { channel_.goOn(property); }

void JudgeSender::onResult(size_t property, PropertyResult result) {
  Writer writer(kResult);
  writer.small(property).small(result.kind);
  if (result.kind == PropertyResult::Failed) {
    writer.text(result.check).number(result.firstLook.has_value());
    if (const auto& look = result.firstLook)
      writer.text(look->message).number(look->repeats).text(look->otherCheck).text(look->otherMessage);
  }
  channel_.send(writer.bytes());
  ChildProcess::endIfOutputIsLost();
}

JudgeMessage takeIn(std::string_view message, Gatherer* gatherer) {
  if (message.empty()) throw ChannelError("a worker sent an empty message");
  Reader reader(message.substr(1));
  if (message[0] == kBegins) return {JudgeMessage::Begins, reader.number()};
  if (message[0] == kEnds) return {JudgeMessage::Ends};
  if (!gatherer) throw ChannelError("a worker sent a result of no case");
  switch (message[0]) {
    case kFamily: {
      const auto family = static_cast<Family>(reader.number());
      gatherer->onFamily(family, featuresFrom(reader));
      break;
    }
    case kSeat: {
      const uint64_t seat = reader.number();
      gatherer->onSeat(seat);
      return {JudgeMessage::Seat, seat};
    }
    case kResult: {
      const size_t property = reader.small();
      gatherer->onResult(property, resultFrom(reader));
      break;
    }
    default: throw ChannelError("a worker sent a message of an unknown kind");
  }
  return {JudgeMessage::Result};
}

}  // namespace swapcheck

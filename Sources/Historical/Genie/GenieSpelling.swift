import Operations

// How genie spells names, log files and ids.

extension Emitter {
  /// The friendly name: `<agent>-YYMMDDHHmm` in UTC, which two runs of one minute share.
  mutating func genieName(_ agent: Text, _ now: WallTime) -> Text {
    let slug = spelled(agent, lowercased: true) { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: false
      }
    }
    let stem = self.text(slug.isEmpty ? Array("session".utf8) : slug)
    return self.text { builder, texts in
      builder.add(stem, from: texts)
      builder.add("-")
      CalendarTime(now).addMinute(to: &builder)
    }
  }

  /// The log file of a run: the agent's name as a file's, and the start time in milliseconds.
  mutating func genieLog(_ agent: Text, _ start: WallTime, in folder: Text) -> Text {
    let name = spelled(agent, lowercased: false) { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    let stem = self.text(name.isEmpty ? Array("agent".utf8) : name)
    return self.text { builder, texts in
      builder.add(folder, from: texts)
      builder.add("/")
      builder.add(stem, from: texts)
      builder.add("-")
      builder.add(start.milliseconds)
      builder.add(".log")
    }
  }

  /// The key of rc.9 to rc.19, which launcher and runner derive alike by accident.
  mutating func genieTemporaryID(_ agent: Text, _ start: WallTime) -> Text {
    text { builder, texts in
      builder.add("temp-")
      builder.add(agent, from: texts)
      builder.add("-")
      builder.add(start.milliseconds)
    }
  }

  /// A version 4 UUID out of 128 random bits.
  mutating func uuid(_ high: UInt64, _ low: UInt64) -> Text {
    let versioned = high & ~0xF000 | 0x4000
    let varied = low & ~(0b11 << 62) | 0b10 << 62
    var bytes: [UInt8] = []
    for place in 0..<32 {
      if [8, 12, 16, 20].contains(place) { bytes.append(UInt8(ascii: "-")) }
      let word = place < 16 ? versioned : varied
      let digit = UInt8(word >> UInt64(60 - place % 16 * 4) & 0xF)
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
    return self.text(bytes)
  }

  /// The first bytes of a text.
  mutating func beginning(of text: Text, count: Int) -> Text {
    guard texts.length(text) > count else { return text }
    return self.text(texts.withBytes(text) { Array($0.prefix(count)) })
  }

  private mutating func text(_ bytes: [UInt8]) -> Text {
    bytes.withUnsafeBufferPointer { texts.text($0) }
  }

  /// The bytes of a text with every run of others than the wanted ones as one dash, none at an end.
  private func spelled(
    _ text: Text, lowercased: Bool, _ isWanted: (UInt8) -> Bool
  ) -> [UInt8] {
    var result: [UInt8] = []
    texts.withBytes(text) { bytes in
      for byte in bytes {
        let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        let letter = lowercased && isCapital ? byte + 32 : byte
        if isWanted(letter) {
          result.append(letter)
        } else if !result.isEmpty, result.last != UInt8(ascii: "-") {
          result.append(UInt8(ascii: "-"))
        }
      }
    }
    if result.last == UInt8(ascii: "-") { result.removeLast() }
    return result
  }
}

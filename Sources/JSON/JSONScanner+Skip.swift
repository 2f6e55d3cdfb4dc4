extension JSONScanner {
  /// Passes over one value of any kind, and checks all of it.
  ///
  /// It does not recurse: which of the open values are objects is kept in the bits of one word.
  public mutating func skipValue() throws(JSONError) {
    var objects: UInt64 = 0
    let outside = depth
    var isFirst = true
    repeat {
      if depth > outside {
        if objects & 1 == 1 {
          if try nextKey(isFirst: &isFirst) == nil {
            objects >>= 1
            isFirst = false
            continue
          }
        } else if try !nextElement(isFirst: &isFirst) {
          objects >>= 1
          isFirst = false
          continue
        }
      }
      switch nextByte() {
      case UInt8(ascii: "\""):
        _ = try quoted()
      case UInt8(ascii: "{"):
        try open()
        objects = objects << 1 | 1
        isFirst = true
      case UInt8(ascii: "["):
        try open()
        objects = objects << 1
        isFirst = true
      case UInt8(ascii: "t"), UInt8(ascii: "f"):
        _ = try boolean()
      case UInt8(ascii: "n"):
        try null()
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        try skipNumber()
      default:
        throw unexpected("a value")
      }
    } while depth > outside
  }

  private mutating func null() throws(JSONError) {
    if !takes("null") { throw unexpected("null") }
  }
}

extension JSONScanner {
  /// Takes an object, key by key; whoever is called takes the value.
  public mutating func object(
    _ take: (String, inout JSONScanner) throws(JSONError) -> Void
  ) throws(JSONError) {
    try beginObject()
    var isFirst = true
    while let key = try nextKey(isFirst: &isFirst) { try take(key.text, &self) }
  }

  /// Takes an array, element by element; whoever is called takes one.
  public mutating func array(
    _ take: (inout JSONScanner) throws(JSONError) -> Void
  ) throws(JSONError) {
    try beginArray()
    var isFirst = true
    while try nextElement(isFirst: &isFirst) { try take(&self) }
  }
}

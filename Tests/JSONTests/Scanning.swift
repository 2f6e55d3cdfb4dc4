import JSON

/// Gives a text to a scanner.
func scan<Result>(
  _ text: some Sequence<UInt8>, _ body: (inout JSONScanner) throws(JSONError) -> Result
) throws(JSONError) -> Result {
  let bytes = Array(text)
  let result: Swift.Result<Result, JSONError> = bytes.withUnsafeBufferPointer { buffer in
    var scanner = JSONScanner(buffer)
    do throws(JSONError) {
      return .success(try body(&scanner))
    } catch {
      return .failure(error)
    }
  }
  return try result.get()
}

/// The first fault of a text as a whole, if it has one.
func fault(of text: some Sequence<UInt8>) -> JSONError? {
  do throws(JSONError) {
    try scan(text) { scanner throws(JSONError) in
      try scanner.skipValue()
      try scanner.finish()
    }
    return nil
  } catch {
    return error
  }
}

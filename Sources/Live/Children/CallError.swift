/// A call to the kernel that failed.
public struct CallError: Error, Hashable {
  /// The number of the error.
  public let number: Int32

  init(_ number: Int32) {
    self.number = number
  }
}

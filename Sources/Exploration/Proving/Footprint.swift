import Operations

/// What an operation on files looks at or changes, as far as it decides whether two operations can
/// change places.
struct Footprint: Hashable, Sendable {
  /// What it does to the file at its path.
  enum Touch: UInt8, Hashable, Sendable {
    /// Looks at its bytes, its lock or its facts.
    case looks
    /// Looks at the way that leads there, and at nothing else.
    case walks
    /// Changes the file; the folders stay.
    case changes
    /// Changes what the way of others leads to.
    case moves
  }

  var path: Text
  var touch: Touch

  /// The footprint of an operation; nil for one that may touch anything.
  init?(_ operation: Operation) {
    guard case .file(let operation) = operation else { return nil }
    switch operation {
    case .read(let path), .stat(let path): self.init(path, .looks)
    case .canonicalise(let path): self.init(path, .walks)
    case .write(let path, _), .append(let path, _), .createExclusive(let path, _),
      .replace(let path, _), .lock(let path, _), .unlock(let path), .remove(let path):
      self.init(path, .changes)
    case .makeDirectory(let path), .makeDirectories(let path), .removeDirectory(let path),
      .removeTree(let path):
      self.init(path, .moves)
    // These have two paths, or look at many.
    case .link, .symbolicLink, .rename, .list, .sync: return nil
    }
  }

  private init(_ path: Text, _ touch: Touch) {
    self.path = path
    self.touch = touch
  }

  /// Whether it leaves everything as it is.
  var isReading: Bool { touch == .looks || touch == .walks }

  /// Whether one only looks and the other leaves alone what it looks at.
  func isIndependent(of other: Footprint, _ texts: borrowing Texts) -> Bool {
    if isReading, other.isReading { return true }
    if isReading { return isUntouched(by: other, texts) }
    return other.isReading && other.isUntouched(by: self, texts)
  }

  /// Whether what it looks at stays the same when another changes something.
  func isUntouched(by other: Footprint, _ texts: borrowing Texts) -> Bool {
    switch (touch, other.touch) {
    case (_, .looks), (_, .walks): true
    // A file that is written does not change the way to another path.
    case (.walks, .changes): path != other.path
    default: !Self.isWithin(path, other.path, texts) && !Self.isWithin(other.path, path, texts)
    }
  }

  /// Whether a path is another one or lies below it.
  private static func isWithin(_ path: Text, _ folder: Text, _ texts: borrowing Texts) -> Bool {
    if path == folder { return true }
    return texts.withBytes(path) { inner in
      texts.withBytes(folder) { outer in
        inner.count > outer.count && inner[outer.count] == UInt8(ascii: "/")
          && inner.prefix(outer.count).elementsEqual(outer)
      }
    }
  }
}

import Glibc

/// Why a file or folder could not be read.
public enum FileTrouble: Error, Hashable, Sendable {
  /// The system refused; the words are its own.
  case refused(path: String, reason: String)
  /// There is no scenario below the folder.
  case nothingBelow(path: String)

  /// The reason of the last call that failed.
  static func last(_ path: String) -> FileTrouble {
    .refused(path: path, reason: String(cString: strerror(errno)))
  }

  /// One line for a person.
  public var message: String {
    switch self {
    case .refused(let path, let reason): "Cannot read '\(path)': \(reason)."
    case .nothingBelow(let path): "There is no scenario below '\(path)'."
    }
  }
}

import Glibc
import Operations
import TestSupport

@testable import Live

/// An empty folder with the files and the texts of a program that works in it.
struct Desk {
  let folder: String
  let texts = TextTable()
  let files: LiveFiles

  /// Lends an empty folder, which is gone afterwards.
  static func lend(isPrivate: Bool = false, _ body: (Desk) throws -> Void) throws {
    try TextFile.withTemporaryDirectory { folder in
      try body(Desk(folder: folder, isPrivate: isPrivate))
    }
  }

  private init(folder: String, isPrivate: Bool) {
    self.folder = folder
    files = LiveFiles(texts: texts, isPrivate: isPrivate)
  }

  /// A path in the folder.
  func path(_ name: String) -> Text { texts.text("\(folder)/\(name)") }

  func text(_ string: String) -> Text { texts.text(string) }

  /// What came of an operation on files.
  func perform(_ operation: FileOperation) -> FileOutcome? {
    guard case .file(let outcome) = files.perform(operation).outcome else { return nil }
    return outcome
  }

  /// The content of a file, if it can be read.
  func content(_ name: String) -> String? {
    guard case .content(let text)? = perform(.read(path(name))) else { return nil }
    return texts.string(text)
  }

  func facts(_ name: String) -> FileFacts? {
    guard case .facts(let facts)? = perform(.stat(path(name))) else { return nil }
    return facts
  }

  /// The names in a folder, in their order.
  func names(_ name: String = "") -> [String]? {
    let answer = files.perform(.list(path(name)))
    guard case .file(.listing(let listing)) = answer.outcome,
      Int(listing.count) == answer.rows.count
    else { return nil }
    return answer.rows.compactMap { row in
      if case .name(let name) = row { texts.string(name) } else { nil }
    }
  }

  /// The bits of a file's mode that say who may do what.
  func mode(_ name: String) -> mode_t {
    var facts = stat()
    return lstat("\(folder)/\(name)", &facts) == 0 ? facts.st_mode & 0o777 : 0
  }
}

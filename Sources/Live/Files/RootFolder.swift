import CLive
import Glibc
import Operations

/// A folder that is everything to whoever works in it.
public enum RootFolder {
  /// Whether this program may give a thread another root: it has to be root itself.
  public static var isAllowed: Bool { geteuid() == 0 }

  /// Makes an empty folder in another, runs the body on a thread for which it is the root, and removes
  /// it with all that the body has left there.
  ///
  /// No path leads out of it, whatever links and dots there are in it.
  public static func withEmpty(
    in folder: String, _ body: @escaping @Sendable () -> Void
  ) throws(Errno) {
    var template = Array("\(folder)/root-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .ofCall }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let texts = TextTable()
    defer { _ = LiveFiles(texts: texts).perform(.removeTree(texts.text(path))) }
    let work = Work(path: path, body: body)
    var thread = pthread_t()
    let box = Unmanaged.passRetained(work)
    let error = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        let work = Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue()
        if live_enter_root(work.path) == 0 { work.body() } else { work.fails(errno) }
        return nil
      }, box.toOpaque())
    guard error == 0 else {
      box.release()
      throw Errno(call: error)
    }
    pthread_join(thread, nil)
    if let error = work.error { throw error }
  }

  /// What a thread does, and why it could not.
  ///
  /// The thread alone writes, and who has started it reads when the thread has ended.
  private final class Work: @unchecked Sendable {
    let path: String
    let body: @Sendable () -> Void
    private(set) var error: Errno?

    init(path: String, body: @escaping @Sendable () -> Void) {
      self.path = path
      self.body = body
    }

    func fails(_ number: Int32) { error = Errno(call: number) }
  }
}

import Glibc

/// Where the file of a program is.
enum Executable {
  /// The file that a name stands for: a path as it is, made whole, or the first on the search path.
  static func path(of name: String) -> String? {
    let folders: [Substring]
    if name.contains("/") {
      folders = []
    } else {
      let search = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
      folders = search.split(separator: ":")
    }
    let candidates = folders.isEmpty ? [name] : folders.map { $0 + "/" + name }
    guard let found = candidates.first(where: isExecutable), let whole = realpath(found, nil)
    else { return nil }
    defer { free(whole) }
    // What a link is called may be how its program knows what to be.
    return found.hasPrefix("/") ? found : String(cString: whole)
  }

  private static func isExecutable(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}

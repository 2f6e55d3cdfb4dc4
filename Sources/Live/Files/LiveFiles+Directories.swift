import Glibc
import Operations

extension LiveFiles {
  /// `mkdir`.
  func makeDirectory(_ path: RealPath) throws(Errno) {
    try call { path.withPointer { mkdir($0, directoryMode) } }
  }

  /// Goes through the path from its beginning, as `mkdir -p` does: `a/../b` makes `a` as well.
  func makeDirectories(_ path: RealPath) throws(Errno) {
    let steps = try path.steps
    for (place, step) in steps.enumerated() {
      do throws(Errno) {
        try makeDirectory(step)
      } catch .exists {
        try needDirectory(step, isLast: place == steps.count - 1)
      } catch {
        throw error
      }
    }
  }

  /// Refuses what is there and no directory, as `mkdir -p` does.
  private func needDirectory(_ path: RealPath, isLast: Bool) throws(Errno) {
    let found: Glibc.stat
    do throws(Errno) {
      found = try path.facts(followingLinks: true)
    } catch {
      // It is a link that leads through what is not there, or is a file.
      throw error == .noSuchFile || error == .notDirectory && isLast ? .exists : error
    }
    guard found.st_mode & S_IFMT == S_IFDIR else { throw isLast ? .exists : .notDirectory }
  }

  /// `rm -rf`: silent about what is not there, and never through a link, but for a link with a slash
  /// after it, whose directory it empties.
  func removeTree(_ path: RealPath) throws(Errno) {
    do throws(Errno) {
      if path.ending == .slash, try isLink(path.withoutSlash) {
        // Wherever it leads to, if that is not a directory it is not there for `rm`.
        guard try leadsToDirectory(path) else { return }
        try empty(OpenFile(path, O_RDONLY | O_DIRECTORY))
        return
      }
      let found = try path.facts()
      switch path.ending {
      case .root, .dots: throw .invalid
      case .slash, .name:
        guard found.st_mode & S_IFMT == S_IFDIR else {
          try call { path.withPointer { unlink($0) } }
          return
        }
        try empty(OpenFile(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW))
        try call { path.withPointer { rmdir($0) } }
      }
    } catch .noSuchFile, .notDirectory {
      // Nothing was there, or another was quicker.
    } catch {
      throw error
    }
  }

  private func isLink(_ path: RealPath) throws(Errno) -> Bool {
    try path.facts().st_mode & S_IFMT == S_IFLNK
  }

  private func leadsToDirectory(_ path: RealPath) throws(Errno) -> Bool {
    do throws(Errno) {
      return try path.facts(followingLinks: true).st_mode & S_IFMT == S_IFDIR
    } catch {
      guard error == .tooManyLinks || error == .noSuchFile || error == .notDirectory else {
        throw error
      }
      return false
    }
  }

  /// Removes all that is in a directory, from the bottom up, by names in the open directory alone: a
  /// link that takes a directory's place meanwhile is removed and not followed.
  private func empty(_ folder: OpenFile) throws(Errno) {
    for name in try folder.names() {
      let name = try RealPath(name)
      do throws(Errno) {
        try remove(name, in: folder)
      } catch .noSuchFile {
        // Another was quicker.
      } catch {
        throw error
      }
    }
  }

  private func remove(_ name: RealPath, in folder: OpenFile) throws(Errno) {
    do throws(Errno) {
      try call { name.withPointer { unlinkat(folder.descriptor, $0, 0) } }
    } catch .isDirectory {
      try empty(OpenFile(name, at: folder.descriptor, O_RDONLY | O_DIRECTORY | O_NOFOLLOW))
      try call { name.withPointer { unlinkat(folder.descriptor, $0, AT_REMOVEDIR) } }
    } catch {
      throw error
    }
  }
}

import Operations

extension FileSystem {
  mutating func removeDirectory(
    _ path: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) {
    try checkFault(path)
    let place = try walk(path, .never, user, &moment.texts)
    switch place.last {
    case .dot: throw .invalid
    case .dotDot: throw .notEmpty
    case .root: throw .busy
    case .name: break
    }
    try needWritableDisk()
    guard place.inode >= 0 else { throw .noSuchFile }
    try needWrite(place.directory, user)
    guard inodes[Int(place.inode)].kind == .directory else { throw .notDirectory }
    guard inodes[Int(place.inode)].size == 0 else { throw .notEmpty }
    drop(place, moment)
  }

  mutating func remove(_ path: Text, _ user: UInt32, _ moment: inout Moment) throws(Errno) {
    try checkFault(path)
    let place = try walk(path, .never, user, &moment.texts)
    guard place.last == .name else { throw .isDirectory }
    try needWritableDisk()
    guard place.inode >= 0 else { throw .noSuchFile }
    let isDirectory = inodes[Int(place.inode)].kind == .directory
    guard isDirectory || !place.endsInSlash else { throw .notDirectory }
    try needWrite(place.directory, user)
    guard !isDirectory else { throw .isDirectory }
    drop(place, moment)
  }

  /// `rm -rf`: silent about what is not there, and never through a link, but for a link with a
  /// slash after it, whose directory it empties.
  mutating func removeTree(_ path: Text, _ user: UInt32, _ moment: inout Moment) throws(Errno) {
    try checkFault(path)
    let place: Place
    do throws(Errno) {
      place = try walk(path, .never, user, &moment.texts)
    } catch {
      guard error == .noSuchFile || error == .notDirectory else { throw error }
      return
    }
    guard place.last == .name else { throw .invalid }
    guard place.inode >= 0 else { return }
    try needWritableDisk()
    switch inodes[Int(place.inode)].kind {
    case .directory:
      try empty(place.inode, user, moment)
      try needWrite(place.directory, user)
      drop(place, moment)
    case .symbolicLink where place.endsInSlash:
      let target: Place
      do throws(Errno) {
        target = try walk(path, .beforeSlash, user, &moment.texts)
      } catch {
        // Where it leads to nothing there is nothing to remove.
        guard [.noSuchFile, .notDirectory, .tooManyLinks].contains(error) else { throw error }
        return
      }
      if target.inode >= 0, inodes[Int(target.inode)].kind == .directory {
        try empty(target.inode, user, moment)
      }
    case .file where place.endsInSlash:
      return
    case .file, .symbolicLink:
      try needWrite(place.directory, user)
      drop(place, moment)
    }
  }

  private mutating func empty(
    _ directory: Int32, _ user: UInt32, _ moment: borrowing Moment
  ) throws(Errno) {
    guard inodes[Int(directory)].firstEntry >= 0 else { return }
    guard may([.othersRead], directory, user) else { throw .permissionDenied }
    try needWrite(directory, user)
    while inodes[Int(directory)].firstEntry >= 0 {
      let entry = inodes[Int(directory)].firstEntry
      let inode = names[entry].inode
      if inodes[Int(inode)].kind == .directory { try empty(inode, user, moment) }
      drop(
        Place(
          directory: directory, name: names[entry].name, last: .name, entry: entry, inode: inode,
          endsInSlash: false), moment)
    }
  }

  private mutating func drop(_ place: Place, _ moment: borrowing Moment) {
    record(
      .init(directory: place.directory, name: place.name, before: place.inode), nil, moment.now)
    detach(place.entry, moment.wall)
  }

  // MARK: - Renaming

  /// Follows a path to its last name; nil when that alone is too long, which is found later.
  private mutating func walkToParent(
    _ path: Text, _ user: UInt32, _ texts: inout Texts
  ) throws(Errno) -> Place? {
    do throws(Errno) {
      return try walk(path, .never, user, &texts)
    } catch {
      guard error == .nameTooLong else { throw error }
      load(path, texts)
      while walked.last == UInt8(ascii: "/") { walked.removeLast() }
      while let last = walked.last, last != UInt8(ascii: "/") { walked.removeLast() }
      walked.append(UInt8(ascii: "."))
      _ = try walkLoaded(.never, user, &texts)
      return nil
    }
  }

  mutating func rename(
    _ from: Text, _ to: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) {
    try checkFault(from)
    try checkFault(to)
    guard !to.isEmpty else { throw .noSuchFile }
    let old = try walkToParent(from, user, &moment.texts)
    let new = try walkToParent(to, user, &moment.texts)
    guard old?.last ?? .name == .name, new?.last ?? .name == .name else { throw .busy }
    try needWritableDisk()
    guard let old else { throw .nameTooLong }
    guard old.inode >= 0 else { throw .noSuchFile }
    guard let new else { throw .nameTooLong }
    let isDirectory = inodes[Int(old.inode)].kind == .directory
    guard isDirectory || !old.endsInSlash && !new.endsInSlash else { throw .notDirectory }
    if isDirectory, old.inode != new.inode, isAbove(old.inode, new.directory) { throw .invalid }
    if new.inode >= 0, new.inode != old.inode, inodes[Int(new.inode)].kind == .directory,
      isAbove(new.inode, old.directory)
    {
      throw .notEmpty
    }
    guard old.inode != new.inode else { return }
    guard inodes[Int(new.directory)].links > 0 else { throw .noSuchFile }
    try needWrite(old.directory, user)
    try needWrite(new.directory, user)
    if new.inode >= 0 {
      let replacesDirectory = inodes[Int(new.inode)].kind == .directory
      guard !isDirectory || replacesDirectory else { throw .notDirectory }
      guard isDirectory || !replacesDirectory else { throw .isDirectory }
    }
    if isDirectory, old.directory != new.directory, !may(.othersWrite, old.inode, user) {
      throw .permissionDenied
    }
    if new.inode >= 0, isDirectory, inodes[Int(new.inode)].size > 0 { throw .notEmpty }
    record(
      .init(directory: old.directory, name: old.name, before: old.inode),
      .init(directory: new.directory, name: new.name, before: new.inode), moment.now)
    if inodes[Int(old.inode)].kind != .file { cache.forget() }
    hold(old.inode)
    if new.entry >= 0 { detach(new.entry, moment.wall) }
    detach(old.entry, moment.wall)
    attach(old.inode, new.name, in: new.directory, moment.wall)
    release(old.inode)
  }
}

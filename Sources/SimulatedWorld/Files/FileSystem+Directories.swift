import Operations

extension FileSystem {
  /// Follows a path to a name that is to be made, with the errors in the kernel's order.
  private mutating func placeForNew(
    _ path: Text, isDirectory: Bool, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) -> Place {
    try checkFault(path)
    let place = try walk(path, .never, user, &moment.texts)
    guard place.last == .name, place.inode < 0 else { throw .exists }
    guard isDirectory || !place.endsInSlash else { throw .noSuchFile }
    guard inodes[Int(place.directory)].links > 0 else { throw .noSuchFile }
    try needWritableDisk()
    return place
  }

  mutating func makeDirectory(
    _ path: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) {
    let place = try placeForNew(path, isDirectory: true, user, &moment)
    try needWrite(place.directory, user)
    add(makeInode(.directory, user, moment), at: place, moment)
  }

  /// Goes through the path from its beginning, as `mkdir -p` does: `a/../b` makes `a` as well.
  mutating func makeDirectories(
    _ path: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) {
    try checkFault(path)
    let length = moment.texts.length(path)
    guard length > 0 else { throw .noSuchFile }
    load(path, moment.texts)
    if try makePlainDirectories(user, &moment) { return }
    var end = 0
    while end < length {
      load(path, moment.texts)
      while end < length, walked[end] == UInt8(ascii: "/") { end += 1 }
      while end < length, walked[end] != UInt8(ascii: "/") { end += 1 }
      walked.removeLast(length - end)
      let place: Place
      do throws(Errno) {
        place = try walkLoaded(.always, user, &moment.texts)
      } catch {
        // All above it is there: it is a link that leads through what is not there, or is a file.
        let isInTheWay = error == .noSuchFile || error == .notDirectory && end == length
        throw isInTheWay ? .exists : error
      }
      if place.inode >= 0 {
        guard inodes[Int(place.inode)].kind == .directory else {
          throw end == length ? .exists : .notDirectory
        }
        continue
      }
      // What is there, but as a link that leads nowhere, is in the way.
      load(path, moment.texts)
      walked.removeLast(length - end)
      guard try walkLoaded(.never, user, &moment.texts).inode < 0 else { throw .exists }
      guard inodes[Int(place.directory)].links > 0 else { throw .noSuchFile }
      try needWritableDisk()
      try needWrite(place.directory, user)
      add(makeInode(.directory, user, moment), at: place, moment)
    }
  }

  /// Goes once through the path in `walked` and makes what is not there; false where anything but
  /// plain directories stands in the way, and has to be gone through with care.
  private mutating func makePlainDirectories(
    _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) -> Bool {
    var directory = Self.root
    var position = 0
    while true {
      while position < walked.count, walked[position] == UInt8(ascii: "/") { position += 1 }
      guard position < walked.count else { return true }
      let start = position
      while position < walked.count, walked[position] != UInt8(ascii: "/") { position += 1 }
      guard may(.othersSearch, directory, user), dots(start, position) == nil,
        position - start <= Self.nameLimit
      else { return false }
      let name = name(start, position)
      let entry = names.find(name, in: directory)
      if entry >= 0 {
        let inode = names[entry].inode
        guard inodes[Int(inode)].kind == .directory else { return false }
        if position == walked.count {
          keepDirectory(endingAt: position, in: directory, name: name)
        }
        directory = inode
        continue
      }
      guard inodes[Int(directory)].links > 0 else { throw .noSuchFile }
      try needWritableDisk()
      try needWrite(directory, user)
      remember(name, start, position, &moment.texts)
      let place = Place(
        directory: directory, name: name, last: .name, entry: -1, inode: -1, endsInSlash: false)
      let made = makeInode(.directory, user, moment)
      add(made, at: place, moment)
      if position == walked.count {
        keepDirectory(endingAt: position, in: directory, name: name)
      }
      directory = made
    }
  }

  mutating func link(
    _ from: Text, _ to: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) {
    try checkFault(from)
    guard !to.isEmpty else { throw .noSuchFile }
    let source = try walk(from, .beforeSlash, user, &moment.texts)
    guard source.inode >= 0 else { throw .noSuchFile }
    let kind = inodes[Int(source.inode)].kind
    guard !source.endsInSlash || kind == .directory else { throw .notDirectory }
    let place = try placeForNew(to, isDirectory: false, user, &moment)
    // As protected_hardlinks has it: only what one could change anyway, or owns.
    guard
      inodes[Int(source.inode)].owner == user
        || kind == .file && may([.othersRead, .othersWrite], source.inode, user) || user == 0
    else { throw .notPermitted }
    try needWrite(place.directory, user)
    guard kind != .directory else { throw .notPermitted }
    add(source.inode, at: place, moment)
  }

  mutating func symbolicLink(
    _ target: Text, _ path: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) {
    guard !target.isEmpty else { throw .noSuchFile }
    let place = try placeForNew(path, isDirectory: false, user, &moment)
    try needWrite(place.directory, user)
    let inode = makeInode(.symbolicLink, user, moment)
    inodes[Int(inode)].content = target
    inodes[Int(inode)].durableContent = target
    inodes[Int(inode)].size = Int64(moment.texts.length(target))
    add(inode, at: place, moment)
  }

  private mutating func add(_ inode: Int32, at place: Place, _ moment: borrowing Moment) {
    record(.init(directory: place.directory, name: place.name, before: -1), nil, moment.now)
    attach(inode, place.name, in: place.directory, moment.wall)
  }

  // MARK: - Looking

  mutating func list(
    _ path: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) -> Listing {
    let directory = try open(path, user, &moment)
    guard inodes[Int(directory)].kind == .directory else { throw .notDirectory }
    guard may(.othersRead, directory, user) else { throw .permissionDenied }
    moment.beginRows()
    var entry = inodes[Int(directory)].firstEntry
    while entry >= 0 {
      moment.rows.append(.name(names[entry].name))
      entry = names[entry].next
    }
    let texts = moment.texts
    moment.rows.sort { left, right in
      guard case .name(let first) = left, case .name(let second) = right else { return false }
      return texts.isOrdered(first, before: second)
    }
    return moment.listing()
  }

  mutating func stat(
    _ path: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) -> FileFacts {
    try checkFault(path)
    let place = try walk(path, .beforeSlash, user, &moment.texts)
    guard place.inode >= 0 else { throw .noSuchFile }
    let inode = inodes[Int(place.inode)]
    guard !place.endsInSlash || inode.kind == .directory else { throw .notDirectory }
    numbersAreKnown = true
    return FileFacts(
      inode: inode.number, kind: inode.kind, size: inode.size, links: inode.links,
      modified: inode.modified)
  }

  mutating func canonicalise(
    _ path: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) -> Text {
    try checkFault(path)
    let place = try walk(path, .always, user, &moment.texts)
    guard place.inode >= 0 else { throw .noSuchFile }
    let isDirectory = inodes[Int(place.inode)].kind == .directory
    guard !place.endsInSlash || isDirectory else { throw .notDirectory }
    return pathText(
      isDirectory ? place.inode : place.directory, isDirectory ? nil : place.name, &moment.texts)
  }

  /// The one path of a directory, or of a name in it.
  mutating func pathText(_ directory: Int32, _ name: Text?, _ texts: inout Texts) -> Text {
    walked.removeAll(keepingCapacity: true)
    writePath(directory, texts)
    if let name {
      walked.append(UInt8(ascii: "/"))
      texts.withBytes(name) { walked.append(contentsOf: $0) }
    }
    if walked.isEmpty { walked.append(UInt8(ascii: "/")) }
    return walked.withUnsafeBufferPointer { texts.text($0) }
  }

  private mutating func writePath(_ directory: Int32, _ texts: borrowing Texts) {
    let inode = inodes[Int(directory)]
    guard directory != Self.root, inode.entry >= 0 else { return }
    writePath(inode.parent, texts)
    walked.append(UInt8(ascii: "/"))
    texts.withBytes(names[inode.entry].name) { walked.append(contentsOf: $0) }
  }
}

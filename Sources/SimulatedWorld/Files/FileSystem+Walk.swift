import Operations

extension FileSystem {
  /// Follows a path as the kernel does.
  ///
  /// Complexity: O(1) for a path that was followed before, O(length of the path) for another, with
  /// one look into a directory where that one was.
  mutating func walk(
    _ path: Text, _ rule: FollowRule, _ user: UInt32, _ texts: inout Texts
  ) throws(Errno) -> Place {
    if closedDirectories == 0, let known = cache.find(path),
      inodes[Int(known.directory)].number == known.number,
      inodes[Int(known.directory)].links > 0
    {
      let entry = names.find(known.name, in: known.directory)
      let inode = entry < 0 ? -1 : names[entry].inode
      if inode < 0 || !rule.follows(withSlash: false) || inodes[Int(inode)].kind != .symbolicLink {
        return Place(
          directory: known.directory, name: known.name, last: .name, entry: entry, inode: inode,
          endsInSlash: false)
      }
    }
    load(path, texts)
    if closedDirectories == 0, let place = stepFromParent(of: path, rule, &texts) { return place }
    return try walkLoaded(rule, user, &texts, cacheAs: path)
  }

  /// Follows the path that stands in `walked` from its directory, if that was followed before.
  private mutating func stepFromParent(
    of path: Text, _ rule: FollowRule, _ texts: inout Texts
  ) -> Place? {
    guard let slash = walked.lastIndex(of: UInt8(ascii: "/")), slash > 0,
      slash + 1 < walked.count, walked.count - slash - 1 <= Self.nameLimit,
      dots(slash + 1, walked.count) == nil,
      let above = cache.find(name(0, slash)),
      inodes[Int(above.directory)].number == above.number, inodes[Int(above.directory)].links > 0
    else { return nil }
    let step = names.find(above.name, in: above.directory)
    guard step >= 0 else { return nil }
    let directory = names[step].inode
    guard inodes[Int(directory)].kind == .directory else { return nil }
    let name = name(slash + 1, walked.count)
    let entry = names.find(name, in: directory)
    let inode = entry < 0 ? -1 : names[entry].inode
    if inode >= 0, rule.follows(withSlash: false), inodes[Int(inode)].kind == .symbolicLink {
      return nil
    }
    remember(name, slash + 1, walked.count, &texts)
    cache.keep(path, directory: directory, number: inodes[Int(directory)].number, name: name)
    return Place(
      directory: directory, name: name, last: .name, entry: entry, inode: inode,
      endsInSlash: false)
  }

  /// Remembers where a directory is, so that whatever is in it is one step away.
  ///
  /// It is the one whose name ends at this place of the path in `walked`, which leads through no link.
  mutating func keepDirectory(endingAt end: Int, in directory: Int32, name: Text) {
    guard end > 0, walked[end - 1] != UInt8(ascii: "/") else { return }
    cache.keep(
      self.name(0, end), directory: directory, number: inodes[Int(directory)].number, name: name)
  }

  /// Follows the path that stands in `walked`.
  mutating func walkLoaded(
    _ rule: FollowRule, _ user: UInt32, _ texts: inout Texts, cacheAs path: Text = .empty
  ) throws(Errno) -> Place {
    guard !walked.isEmpty else { throw .noSuchFile }
    var directory = Self.root
    var position = 0
    var linksLeft = Self.linkLimit
    var isPlain = !path.isEmpty
    // The directory that the present one is in, and its name there.
    var above: (directory: Int32, name: Text)?
    while true {
      while position < walked.count, walked[position] == UInt8(ascii: "/") { position += 1 }
      guard position < walked.count else {
        return Place(
          directory: directory, name: .empty, last: .root, entry: -1, inode: directory,
          endsInSlash: true)
      }
      let start = position
      while position < walked.count, walked[position] != UInt8(ascii: "/") { position += 1 }
      let end = position
      while position < walked.count, walked[position] == UInt8(ascii: "/") { position += 1 }
      let isLast = position == walked.count
      let hasSlash = position > end
      guard may(.othersSearch, directory, user) else { throw .permissionDenied }
      if let dots = dots(start, end) {
        // A path that ends so names no entry of a directory.
        above = nil
        if dots == .dotDot {
          directory = inodes[Int(directory)].parent
          isPlain = false
        }
        guard !isLast else {
          return Place(
            directory: inodes[Int(directory)].parent, name: .empty, last: dots, entry: -1,
            inode: directory, endsInSlash: true)
        }
        continue
      }
      if isLast, hasSlash, rule.refusesSlash {
        return Place(
          directory: directory, name: .empty, last: .name, entry: -1, inode: -1, endsInSlash: true)
      }
      guard end - start <= Self.nameLimit else { throw .nameTooLong }
      let name = name(start, end)
      let entry = names.find(name, in: directory)
      let inode = entry < 0 ? -1 : names[entry].inode
      let isLink = inode >= 0 && inodes[Int(inode)].kind == .symbolicLink
      if isLast, !isLink || !rule.follows(withSlash: hasSlash) {
        remember(name, start, end, &texts)
        if isPlain, !hasSlash {
          cache.keep(
            path, directory: directory, number: inodes[Int(directory)].number, name: name)
          if let above, linksLeft == Self.linkLimit {
            keepDirectory(endingAt: start - 1, in: above.directory, name: above.name)
          }
        }
        return Place(
          directory: directory, name: name, last: .name, entry: entry, inode: inode,
          endsInSlash: hasSlash)
      }
      if isLink {
        guard linksLeft > 0 else { throw .tooManyLinks }
        linksLeft -= 1
        // What a path led to through a link at its end is not remembered under the path's name.
        if isLast { isPlain = false }
        if substitute(inodes[Int(inode)].content, before: end, texts) { directory = Self.root }
        position = 0
        continue
      }
      guard inode >= 0 else { throw .noSuchFile }
      guard inodes[Int(inode)].kind == .directory else { throw .notDirectory }
      above = (directory, name)
      directory = inode
    }
  }

  /// Puts the bytes of a path where they are walked.
  mutating func load(_ path: Text, _ texts: borrowing Texts) {
    walked.removeAll(keepingCapacity: true)
    texts.withBytes(path) { walked.append(contentsOf: $0) }
  }

  /// Puts a link's target in the place of all that was walked; whether it begins at the root.
  private mutating func substitute(
    _ target: Text, before end: Int, _ texts: borrowing Texts
  ) -> Bool {
    spare.removeAll(keepingCapacity: true)
    spare.append(contentsOf: walked[end...])
    walked.removeAll(keepingCapacity: true)
    texts.withBytes(target) { walked.append(contentsOf: $0) }
    let isAbsolute = walked.first == UInt8(ascii: "/")
    walked.append(contentsOf: spare)
    return isAbsolute
  }

  func dots(_ start: Int, _ end: Int) -> Place.LastPart? {
    guard walked[start] == UInt8(ascii: ".") else { return nil }
    if end - start == 1 { return .dot }
    return end - start == 2 && walked[start + 1] == UInt8(ascii: ".") ? .dotDot : nil
  }

  func name(_ start: Int, _ end: Int) -> Text {
    walked.withUnsafeBufferPointer { Text(bytes: UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

  func remember(_ name: Text, _ start: Int, _ end: Int, _ texts: inout Texts) {
    guard !texts.knows(name) else { return }
    walked.withUnsafeBufferPointer {
      _ = texts.text(UnsafeBufferPointer(rebasing: $0[start..<end]))
    }
  }

  // MARK: - Users

  /// Who a process runs as.
  func user(of process: ProcessIndex) -> UInt32 {
    guard !users.isEmpty else { return usualUser }
    return users.first { $0.process == process }?.user ?? usualUser
  }

  /// Whether a user may do what the bits for others name; the owner has bits of its own.
  func may(_ wanted: FileMode, _ inode: Int32, _ user: UInt32) -> Bool {
    guard user != 0 else { return true }
    let mode = inodes[Int(inode)].mode.rawValue
    let granted = inodes[Int(inode)].owner == user ? mode >> 3 : mode
    return granted & wanted.rawValue == wanted.rawValue
  }

  /// Refuses what would add a name to or take one from the directory.
  func needWrite(_ directory: Int32, _ user: UInt32) throws(Errno) {
    guard may([.othersWrite, .othersSearch], directory, user) else { throw .permissionDenied }
  }

  func needWritableDisk() throws(Errno) {
    guard !isReadOnly else { throw .readOnly }
  }
}

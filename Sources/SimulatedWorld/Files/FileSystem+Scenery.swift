import Operations

// What the scene is set with before anyone acts, and what other parts of the world do to files:
// by nobody in particular, at once, and safe from a power failure.

extension FileSystem {
  /// Puts a file there with all directories above it, whatever was there; false when it cannot.
  @discardableResult
  public mutating func put(
    _ path: Text, _ content: Text, owner: UInt32? = nil, _ moment: inout Moment
  ) -> Bool {
    let owner = owner ?? usualUser
    do throws(Errno) {
      var place = try placeToPut(path, owner, &moment)
      guard place.last == .name, !place.endsInSlash else { return false }
      if place.inode < 0 {
        let inode = makeInode(.file, owner, moment)
        attach(inode, place.name, in: place.directory, moment.wall)
        place.inode = inode
      }
      guard inodes[Int(place.inode)].kind == .file else { return false }
      setContent(.empty, size: 0, of: place.inode, moment)
      let length = Int64(moment.texts.length(content))
      let room = takeRoom(length)
      guard room == length else {
        giveBack(room)
        return false
      }
      inodes[Int(place.inode)].content = content
      inodes[Int(place.inode)].size = length
      inodes[Int(place.inode)].durableContent = content
      inodes[Int(place.inode)].dirtySince = .never
      commitNames()
      return true
    } catch {
      return false
    }
  }

  /// Makes a directory and all above it; false when it cannot.
  @discardableResult
  public mutating func putDirectory(
    _ path: Text, owner: UInt32? = nil, _ moment: inout Moment
  ) -> Bool {
    do throws(Errno) {
      let user = owner ?? usualUser
      let before = nextNumber
      try makeDirectories(path, 0, &moment)
      if nextNumber != before {
        for place in inodes.indices where inodes[place].number >= before {
          inodes[place].owner = user
        }
      }
      commitNames()
      return true
    } catch {
      return false
    }
  }

  /// Removes whatever is there, with all below it.
  public mutating func erase(_ path: Text, _ moment: inout Moment) {
    do throws(Errno) {
      try removeTree(path, 0, &moment)
    } catch {
      // A read-only disk, or the path is none: then there is nothing to be said to nobody.
    }
    commitNames()
  }

  /// What kind of thing a path leads to through links; nil when nothing is there.
  public mutating func kind(of path: Text, _ moment: inout Moment) -> FileKind? {
    find(path, &moment).map { inodes[Int($0)].kind }
  }

  /// The content of the file that a path leads to.
  public mutating func content(of path: Text, _ moment: inout Moment) -> Text? {
    guard let inode = find(path, &moment), inodes[Int(inode)].kind == .file else { return nil }
    return inodes[Int(inode)].content
  }

  /// The names in a directory, in their order; none when there is no such directory.
  public mutating func names(in path: Text, _ moment: inout Moment) -> [Text] {
    guard let directory = find(path, &moment), inodes[Int(directory)].kind == .directory else {
      return []
    }
    var found: [Text] = []
    var entry = inodes[Int(directory)].firstEntry
    while entry >= 0 {
      found.append(names[entry].name)
      entry = names[entry].next
    }
    let texts = moment.texts
    return found.sorted { texts.isOrdered($0, before: $1) }
  }

  /// The one path of what a path leads to; of what is not there, as far as it is there.
  mutating func wholePath(_ path: Text, _ moment: inout Moment) -> Text {
    do throws(Errno) {
      let place = try walk(path, .always, 0, &moment.texts)
      if place.inode >= 0, inodes[Int(place.inode)].kind == .directory {
        return pathText(place.inode, nil, &moment.texts)
      }
      return pathText(place.directory, place.name, &moment.texts)
    } catch {
      return path
    }
  }

  /// Follows a path, and makes the directories above it where they are not there.
  private mutating func placeToPut(
    _ path: Text, _ owner: UInt32, _ moment: inout Moment
  ) throws(Errno) -> Place {
    // What can be followed up to its last name has all that is above it.
    if faults.isEmpty, let place = try? walk(path, .always, 0, &moment.texts),
      place.last == .name, !place.endsInSlash
    {
      commitNames()
      return place
    }
    try putParents(of: path, owner, &moment)
    return try walk(path, .always, 0, &moment.texts)
  }

  private mutating func putParents(
    of path: Text, _ owner: UInt32, _ moment: inout Moment
  ) throws(Errno) {
    load(path, moment.texts)
    while let last = walked.last, last != UInt8(ascii: "/") { walked.removeLast() }
    while walked.count > 1, walked.last == UInt8(ascii: "/") { walked.removeLast() }
    guard !walked.isEmpty else { return }
    let parent = walked.withUnsafeBufferPointer { moment.texts.text($0) }
    _ = putDirectory(parent, owner: owner, &moment)
  }
}

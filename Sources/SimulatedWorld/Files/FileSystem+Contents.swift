import Operations

extension FileSystem {
  mutating func read(
    _ path: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) -> Text {
    let inode = try open(path, user, &moment)
    guard inodes[Int(inode)].kind == .file else { throw .isDirectory }
    guard may(.othersRead, inode, user) else { throw .permissionDenied }
    return inodes[Int(inode)].content
  }

  /// Follows a path to something that is there, as `open` without O_CREAT does.
  mutating func open(
    _ path: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) -> Int32 {
    try checkFault(path)
    let place = try walk(path, .always, user, &moment.texts)
    guard place.inode >= 0 else { throw .noSuchFile }
    guard !place.endsInSlash || inodes[Int(place.inode)].kind == .directory else {
      throw .notDirectory
    }
    return place.inode
  }

  /// Opens with O_CREAT for writing, and makes an empty file where there is none.
  mutating func openOrCreate(
    _ path: Text, isExclusive: Bool, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) -> Int32 {
    try checkFault(path)
    let place = try walk(
      path, isExclusive ? .neverToCreate : .alwaysToCreate, user, &moment.texts)
    guard place.last == .name else { throw isExclusive ? .exists : .isDirectory }
    guard !place.endsInSlash else { throw .isDirectory }
    if place.inode >= 0 {
      guard !isExclusive else { throw .exists }
      guard inodes[Int(place.inode)].kind == .file else { throw .isDirectory }
      try needWritableDisk()
      guard may(.othersWrite, place.inode, user) else { throw .permissionDenied }
      return place.inode
    }
    // A name in a directory that was removed while a link's walk led there cannot be made.
    guard inodes[Int(place.directory)].links > 0 else { throw .noSuchFile }
    try needWritableDisk()
    try needWrite(place.directory, user)
    let inode = makeInode(.file, user, moment)
    record(.init(directory: place.directory, name: place.name, before: -1), nil, moment.now)
    attach(inode, place.name, in: place.directory, moment.wall)
    return inode
  }

  // MARK: - Two halves

  /// Empties or claims the file; its bytes come later, and so does the answer.
  mutating func beginWrite(
    _ path: Text, _ content: Text, isExclusive: Bool, _ caller: ProcessIndex, _ user: UInt32,
    _ moment: inout Moment
  ) throws(Errno) {
    let inode = try openOrCreate(path, isExclusive: isExclusive, user, &moment)
    setContent(.empty, size: 0, of: inode, moment)
    hold(inode)
    let number = inodes[Int(inode)].number
    writes.append(
      PendingWrite(
        inode: inode, number: number, path: path, writer: caller, call: moment.agenda.call))
    moment.agenda.plan(
      .file(.writeArrives(inode: number, content: content, by: caller, call: moment.agenda.call)),
      after: writeDelay.draw(from: &moment.streams.latency))
  }

  /// Writes the bytes at offset 0, over whatever came there since the file was emptied.
  mutating func arrive(
    _ content: Text, in write: PendingWrite, _ moment: inout Moment
  ) throws(Errno) {
    var length = moment.texts.length(content)
    var error: Errno?
    switch takeWriteFault(write.path) {
    case .tears(let keep): length = min(length, keep)
    case .shortens(let keep, let errno):
      length = min(length, keep)
      error = errno
    case .fails, nil: break
    }
    let old = inodes[Int(write.inode)].content
    let oldLength = Int(inodes[Int(write.inode)].size)
    let room = takeRoom(Int64(max(0, length - oldLength)))
    if length > oldLength, room < Int64(length - oldLength) {
      length = oldLength + Int(room)
      error = error ?? .noSpace
    }
    if length > 0 {
      let text =
        length == moment.texts.length(content) && oldLength <= length
        ? content : join(content, length, old, from: length, &moment.texts)
      place(text, size: max(length, oldLength), in: write.inode, moment)
    }
    if let error { throw error }
  }

  mutating func append(
    _ path: Text, _ content: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) {
    let inode = try openOrCreate(path, isExclusive: false, user, &moment)
    var length = moment.texts.length(content)
    var error: Errno?
    switch takeWriteFault(path) {
    case .tears(let keep): length = min(length, keep)
    case .shortens(let keep, let errno):
      length = min(length, keep)
      error = errno
    case .fails, nil: break
    }
    let room = takeRoom(Int64(length))
    if room < Int64(length) {
      length = Int(room)
      error = error ?? .noSpace
    }
    if length > 0 {
      let old = inodes[Int(inode)].content
      let oldLength = Int(inodes[Int(inode)].size)
      walked.removeAll(keepingCapacity: true)
      moment.texts.withBytes(old) { walked.append(contentsOf: $0) }
      moment.texts.withBytes(content) { walked.append(contentsOf: $0.prefix(length)) }
      let text = walked.withUnsafeBufferPointer { moment.texts.text($0) }
      place(text, size: oldLength + length, in: inode, moment)
    }
    if let error { throw error }
  }

  /// A temporary file, synced, renamed over the path, the directory synced: one step to all others.
  mutating func replace(
    _ path: Text, _ content: Text, _ user: UInt32, _ moment: inout Moment
  ) throws(Errno) {
    try checkFault(path)
    let place = try walk(path, .never, user, &moment.texts)
    guard place.last == .name else { throw .busy }
    guard !place.endsInSlash else { throw .notDirectory }
    guard inodes[Int(place.directory)].links > 0 else { throw .noSuchFile }
    try needWritableDisk()
    try needWrite(place.directory, user)
    if case .shortens(_, let error)? = takeWriteFault(path) { throw error }
    let length = Int64(moment.texts.length(content))
    let room = takeRoom(length)
    guard room == length else {
      giveBack(room)
      throw .noSpace
    }
    if place.inode >= 0, inodes[Int(place.inode)].kind == .directory {
      giveBack(room)
      throw .isDirectory
    }
    let inode = makeInode(.file, user, moment)
    inodes[Int(inode)].content = content
    inodes[Int(inode)].size = length
    inodes[Int(inode)].durableContent = content
    if place.entry >= 0 { detach(place.entry, moment.wall) }
    attach(inode, place.name, in: place.directory, moment.wall)
    commitNames()
  }

  // MARK: - Bytes

  /// Gives a file other bytes, and the disk back what it no longer needs.
  mutating func setContent(
    _ content: Text, size: Int, of inode: Int32, _ moment: borrowing Moment
  ) {
    giveBack(max(0, inodes[Int(inode)].size - Int64(size)))
    place(content, size: size, in: inode, moment)
  }

  private mutating func place(
    _ content: Text, size: Int, in inode: Int32, _ moment: borrowing Moment
  ) {
    noteDirty(inode, moment.now)
    inodes[Int(inode)].content = content
    inodes[Int(inode)].size = Int64(size)
    inodes[Int(inode)].modified = moment.wall
  }

  /// The first bytes of one text, and what another has from there on.
  private mutating func join(
    _ first: Text, _ length: Int, _ second: Text, from start: Int, _ texts: inout Texts
  ) -> Text {
    walked.removeAll(keepingCapacity: true)
    texts.withBytes(first) { walked.append(contentsOf: $0.prefix(length)) }
    texts.withBytes(second) { walked.append(contentsOf: $0.dropFirst(start)) }
    return walked.withUnsafeBufferPointer { texts.text($0) }
  }
}

import Operations

// The simulated files.
//
// Modelled, each as it was measured on Linux 6.18 (ext4 and tmpfs):
// - names stand for inodes; hard links, symbolic links with the kernel's limit of 40, `.` and `..`
//   as the kernel walks them (`file/..` is ENOTDIR, `gone/../x` ENOENT), slashes at the end;
// - which of two errors comes first: mkdir, link, symlink and O_EXCL say EEXIST before EROFS and
//   EACCES, unlink, rmdir and rename say EROFS before they look, ENOENT before EACCES; no path at all
//   is ENOENT before anything else; rename finds both directories before it finds a name too long;
//   O_CREAT says EISDIR of a name with a slash after it without looking at it, in a link as well;
// - `mkdir -p` says EEXIST of a link that leads through what is missing, wherever it stands in the
//   path, and of one that leads through a file at the end; `rm -rf` of a link with a slash after it
//   is silent wherever the link leads (coreutils 9.1);
// - `rename` replaces in one step, does nothing between two names of one inode, and refuses with
//   EISDIR, ENOTDIR, ENOTEMPTY, EINVAL and EBUSY as Linux does; an inode lives on without a name
//   while it is open or locked;
// - a write truncates at once and its bytes come later, at offset 0: what others wrote meanwhile
//   and is longer stays behind it; an append is one step; O_EXCL claims at once and fills later;
// - `flock` belongs to the open file: it follows the inode through rename and hard links, stays on
//   a removed file while a new file at the path is free, and a child may inherit it;
// - on a full disk a write leaves as much as there is room for and fails; names can still be made;
// - what was not synced may be lost in a power failure: names in the order of the journal, bytes
//   on their own, so that a renamed file can be empty. A synced directory commits all names before
//   it, a synced file its bytes; names are safe after 5 s and bytes after 30 s, as ext4 has it.
// All of it goes side by side with this machine in `Conformance`, on ext4 and tmpfs.
// Not modelled: paths of 4,096 bytes and more, descriptors beyond locks and writes under way, modes beyond owner and others, mount
// points, quotas, sticky directories, access times, sparse files, memory maps, `rm -rf` and `mkdir
// -p` seen half done, more than `changeLimit` names that are not yet safe.

/// Every file of the simulated machine.
///
/// Contract: tolerates any operation by any caller in any order; faults that it offers are a full
/// or read-only disk, errors, torn and short writes at a path, denied paths, other users, and a
/// power failure. Reading, `stat`, `mkdir`, `unlink` and locks allocate nothing once the tables
/// have their size; places of inodes and names are used again, inode numbers rise.
public struct FileSystem: Sendable {
  var inodes: [Inode] = []
  var freeInodes: [Int32] = []
  var names = EntryTable()
  var nextNumber: UInt64 = 2
  /// Whether anybody was ever told the number of an inode: as long as nobody was, it makes no
  /// difference how many there have been.
  var numbersAreKnown = false
  var locks: [FileLock] = []
  var nextDescription: UInt64 = 1
  var writes: [PendingWrite] = []
  var faults: [PathFault] = []
  var users: [UserOfProcess] = []
  /// Names that a power failure may still undo, oldest first.
  var changes: [NameChange] = []
  /// How many bytes there is room for.
  var room = Int64.max
  /// How many directories not everyone may walk through.
  var closedDirectories = 0
  var cache = PathCache()
  /// The path that is being walked, with the links in it replaced, and room to replace the next.
  var walked: [UInt8] = []
  var spare: [UInt8] = []

  /// Whether nothing can be changed.
  public var isReadOnly = false
  /// Whether a power failure is to come, so that what is not safe has to be remembered.
  public let canLosePower: Bool
  /// How long the bytes of a write come after the file was emptied.
  public var writeDelay = Distribution(
    least: .microseconds(2), median: .microseconds(12), ninetieth: .microseconds(120),
    most: .milliseconds(3))
  /// The user that processes run as unless `setUser` says otherwise.
  public var usualUser: UInt32 = 1000

  /// The place of the root directory.
  static let root: Int32 = 0
  /// How many symbolic links one path may lead through.
  static let linkLimit = 40
  /// How long a name may be.
  static let nameLimit = 255
  /// How many changes of names are remembered before the oldest count as safe.
  static let changeLimit = 128

  /// Makes a disk with an empty root that everyone may write to.
  public init(canLosePower: Bool = false) {
    self.canLosePower = canLosePower
    inodes.append(
      Inode(number: 1, kind: .directory, links: 2, owner: 0, mode: .everything, parent: Self.root))
  }

  // MARK: - Operations

  /// Performs one operation for the caller; nil when it is answered later.
  public mutating func perform(
    _ operation: FileOperation, by caller: ProcessIndex, _ moment: inout Moment
  ) -> FileOutcome? {
    do throws(Errno) {
      return try attempt(operation, by: caller, &moment)
    } catch {
      return .failed(error)
    }
  }

  private mutating func attempt(
    _ operation: FileOperation, by caller: ProcessIndex, _ moment: inout Moment
  ) throws(Errno) -> FileOutcome? {
    let user = user(of: caller)
    switch operation {
    case .read(let path):
      return .content(try read(path, user, &moment))
    case .write(let path, let content):
      try beginWrite(path, content, isExclusive: false, caller, user, &moment)
      return nil
    case .createExclusive(let path, let content):
      try beginWrite(path, content, isExclusive: true, caller, user, &moment)
      return nil
    case .append(let path, let content):
      try append(path, content, user, &moment)
    case .replace(let path, let content):
      try replace(path, content, user, &moment)
    case .makeDirectory(let path):
      try makeDirectory(path, user, &moment)
    case .makeDirectories(let path):
      try makeDirectories(path, user, &moment)
    case .removeDirectory(let path):
      try removeDirectory(path, user, &moment)
    case .remove(let path):
      try remove(path, user, &moment)
    case .removeTree(let path):
      try removeTree(path, user, &moment)
    case .link(let from, let to):
      try link(from, to, user, &moment)
    case .symbolicLink(let target, let path):
      try symbolicLink(target, path, user, &moment)
    case .rename(let from, let to):
      try rename(from, to, user, &moment)
    case .sync(let path):
      try sync(path, user, &moment)
    case .list(let path):
      return .listing(try list(path, user, &moment))
    case .stat(let path):
      return .facts(try stat(path, user, &moment))
    case .canonicalise(let path):
      return .content(try canonicalise(path, user, &moment))
    case .lock(let path, let mode):
      try lock(path, mode, by: caller, user, &moment)
    case .unlock(let path):
      try unlock(path, by: caller, &moment)
    }
    return .done
  }

  /// Carries out the second half of a write.
  public mutating func happen(_ event: FileEvent, _ moment: inout Moment) {
    switch event {
    case .writeArrives(let inode, let content, let writer, let call):
      // The write of a process that died in between is not there any more.
      guard
        let place = writes.firstIndex(where: {
          $0.number == inode && $0.writer == writer && $0.call == call
        })
      else { return }
      let write = writes.remove(at: place)
      let outcome: FileOutcome
      do throws(Errno) {
        try arrive(content, in: write, &moment)
        outcome = .done
      } catch {
        outcome = .failed(error)
      }
      release(write.inode)
      moment.agenda.answer(call, .file(outcome))
    }
  }

  /// Closes what a process had open: its locks are free, and its writes under way never arrive.
  public mutating func noticeDeath(of process: ProcessIndex) {
    var place = locks.count - 1
    while place >= 0 {
      if locks[place].holder == process { closeLock(at: place) }
      place -= 1
    }
    place = writes.count - 1
    while place >= 0 {
      if writes[place].writer == process { release(writes.remove(at: place).inode) }
      place -= 1
    }
    users.removeAll { $0.process == process }
  }

  // MARK: - Sizes

  /// How many places there are for inodes, used and free.
  public var inodePlaces: Int { inodes.count }
  /// How many places there are for names, used and free.
  public var namePlaces: Int { names.entries.count }
  /// How many inodes there are, those without a name included.
  public var inodeCount: Int { inodes.count - freeInodes.count }
  /// How many locks are held.
  public var lockCount: Int { locks.count }
}

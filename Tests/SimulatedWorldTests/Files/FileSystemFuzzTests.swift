import Operations
import Testing

@testable import SimulatedWorld

/// Many operations that nobody would think of, and many that everybody does all day.
@Suite struct FileSystemFuzzTests {
  @Test(arguments: [false, true])
  func `300,000 random operations by callers that come and go never trap`(canLosePower: Bool) {
    let disk = Disk(canLosePower: canLosePower)
    var random = RandomStream(seed: canLosePower ? 11 : 7, name: "fuzz")
    let names = ["a", "b", "c", "d", ".", "..", "", "l"]
    var paths: [Text] = []
    for first in names {
      for second in names {
        paths.append(disk.text("/\(first)/\(second)"))
        paths.append(disk.text("/\(first)/\(second)/x"))
      }
      paths.append(disk.text("/\(first)"))
    }
    let texts = ["", "one", "something longer"].map { disk.text($0) }
    var generations = [UInt32](repeating: 0, count: 5)
    var done = [Int](repeating: 0, count: 19)
    for step in 0..<(canLosePower ? 100_000 : 300_000) {
      let slot = Int(random.next(below: 5))
      let caller = ProcessIndex(slot: Int32(slot), generation: generations[slot])
      let path = paths[Int(random.next(below: UInt64(paths.count)))]
      let other = paths[Int(random.next(below: UInt64(paths.count)))]
      let content = texts[Int(random.next(below: 3))]
      disk.moment.now = disk.moment.now + .milliseconds(1)
      switch random.next(below: 200) {
      case 0:
        disk.files.noticeDeath(of: caller)
        generations[slot] += 1
      case 1: disk.files.setFull(after: Int64(random.next(below: 100)))
      case 2, 3, 4: disk.files.setFull(after: nil)
      case 5: disk.files.tearNextWrite(path, keep: 1)
      case 6: disk.files.failNext(path, .inputOutput)
      case 7: disk.files.setMode(FileMode(rawValue: 0o44), of: path, &disk.moment)
      case 8, 9, 10: disk.files.setMode(.everything, of: path, &disk.moment)
      case 11: disk.files.setUser(UInt32(random.next(below: 2)), of: caller)
      case 12 where random.next(below: 20) == 0: disk.files.powerFail(&disk.moment)
      case 13: disk.files.inheritLocks(from: caller, to: ProcessIndex(slot: 9, generation: 0))
      case 14: disk.files.noticeDeath(of: ProcessIndex(slot: 9, generation: 0))
      case 15...60: disk.finish()
      default:
        let kind = random.next(below: 19)
        let outcome = disk.begin(Self.operation(kind, path, other, content), by: caller)
        if case .failed? = outcome { break }
        done[Int(kind)] += 1
      }
      if step % 200 == 0 { disk.files.checkPaths(&disk.moment.texts) }
      if step % 1_000 == 0 {
        disk.files.checkInvariants()
        disk.moment.agenda.clear()
      }
    }
    disk.files.checkInvariants()
    #expect(disk.files.inodePlaces < 2_000)
    #expect(done.allSatisfy { $0 > 10 }, "some operation hardly ever succeeds: \(done)")
  }

  private static func operation(
    _ kind: UInt64, _ path: Text, _ other: Text, _ content: Text
  ) -> FileOperation {
    switch kind {
    case 0: .read(path)
    case 1: .write(path, content: content)
    case 2: .append(path, content: content)
    case 3: .createExclusive(path, content: content)
    case 4: .replace(path, content: content)
    case 5: .makeDirectory(path)
    case 6: .makeDirectories(path)
    case 7: .removeDirectory(path)
    case 8: .remove(path)
    case 9: .removeTree(path)
    case 10: .link(from: path, to: other)
    case 11: .symbolicLink(from: other, to: path)
    case 12, 13: .rename(from: path, to: other)
    case 14: .sync(path)
    case 15: .list(path)
    case 16: .stat(path)
    case 17: .lock(path, content.isEmpty ? .shared : .exclusive)
    default: .unlock(path)
    }
  }

  @Test func `a million files made and removed leave the tables as they were`() {
    let disk = Disk()
    let file = disk.text("/d/lock")
    let folder = disk.text("/d/lock.d")
    let content = disk.text("me")
    let before = (disk.files.inodePlaces, disk.files.namePlaces, disk.moment.texts.count)
    for _ in 0..<1_000_000 {
      _ = disk.files.perform(.makeDirectory(folder), by: disk.me, &disk.moment)
      _ = disk.files.perform(.append(file, content: content), by: disk.me, &disk.moment)
      _ = disk.files.perform(.remove(file), by: disk.me, &disk.moment)
      _ = disk.files.perform(.removeDirectory(folder), by: disk.me, &disk.moment)
    }
    #expect(disk.files.inodePlaces <= before.0 + 2)
    #expect(disk.files.namePlaces <= before.1 + 2)
    #expect(disk.moment.texts.count <= before.2 + 2)
    disk.files.checkInvariants()
  }

  @Test func `what can be undone is bounded while files come and go`() {
    let disk = Disk(canLosePower: true)
    for _ in 0..<20_000 {
      _ = disk.append("/d/x", "y")
      _ = disk.remove("/d/x")
    }
    #expect(disk.files.inodePlaces < 2 * FileSystem.changeLimit + 32)
    disk.files.checkInvariants()
  }

  @Test func `the same history has the same digest, and any difference another`() {
    let first = Disk()
    let second = Disk()
    #expect(digest(first) == digest(second))
    _ = first.append("/f", "1")
    #expect(digest(first) != digest(second))
    _ = second.append("/f", "1")
    #expect(digest(first) == digest(second))
    _ = first.lock("/f")
    #expect(digest(first) != digest(second))
  }

  private func digest(_ disk: Disk) -> Digest {
    var digest = Digest()
    disk.files.fold(into: &digest)
    return digest
  }
}

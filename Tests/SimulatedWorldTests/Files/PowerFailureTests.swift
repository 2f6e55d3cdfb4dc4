import Operations
import Testing

@testable import SimulatedWorld

/// What a power failure leaves: everything that can be left is seen over many seeds.
@Suite struct PowerFailureTests {
  /// What a path reads as after a failure, over many seeds.
  private func outcomes(
    of path: String, _ prepare: (Disk) -> Void
  ) -> Set<String> {
    var seen: Set<String> = []
    for seed in 0..<200 {
      let disk = Disk(canLosePower: true)
      _ = disk.run(.sync(disk.text("/")))
      disk.moment.streams = RandomStreams(seed: UInt64(seed))
      prepare(disk)
      disk.files.checkInvariants()
      disk.files.powerFail(&disk.moment)
      disk.files.checkInvariants()
      seen.insert(disk.read(path))
    }
    return seen
  }

  @Test func `bytes that were not synced are there, or empty, or the old ones`() {
    let seen = outcomes(of: "/f") { _ = $0.write("/f", "new") }
    #expect(seen == ["new", "hello", ""])
  }

  @Test func `synced bytes stay`() {
    let seen = outcomes(of: "/f") { disk in
      _ = disk.write("/f", "new")
      _ = disk.run(.sync(disk.text("/f")))
    }
    #expect(seen == ["new"])
  }

  @Test func `bytes are safe after half a minute`() {
    let seen = outcomes(of: "/f") { disk in
      _ = disk.write("/f", "new")
      disk.moment.now = disk.moment.now + .seconds(30)
    }
    #expect(seen == ["new"])
  }

  @Test func `a renamed file that was not synced can be empty or not renamed`() {
    let seen = outcomes(of: "/f") { disk in
      _ = disk.write("/t", "new")
      _ = disk.rename("/t", "/f")
    }
    #expect(seen == ["new", "hello", ""])
  }

  @Test func `the rename of a synced file can be lost`() {
    let seen = outcomes(of: "/f") { disk in
      _ = disk.write("/t", "new")
      _ = disk.run(.sync(disk.text("/t")))
      _ = disk.rename("/t", "/f")
    }
    #expect(seen == ["new", "hello"])
  }

  @Test func `a synced directory keeps the rename`() {
    let seen = outcomes(of: "/f") { disk in
      _ = disk.write("/t", "new")
      _ = disk.run(.sync(disk.text("/t")))
      _ = disk.rename("/t", "/f")
      _ = disk.run(.sync(disk.text("/")))
    }
    #expect(seen == ["new"])
  }

  @Test func `a replaced file is the new one`() {
    let seen = outcomes(of: "/f") { disk in
      _ = disk.run(.replace(disk.text("/f"), content: disk.text("new")))
    }
    #expect(seen == ["new"])
  }

  @Test func `names are lost from the newest on`() {
    var seen: Set<[String]> = []
    for seed in 0..<200 {
      let disk = Disk(canLosePower: true)
      _ = disk.run(.sync(disk.text("/")))
      disk.moment.streams = RandomStreams(seed: UInt64(seed))
      _ = disk.makeDirectory("/d/1")
      _ = disk.makeDirectory("/d/2")
      _ = disk.removeDirectory("/d/1")
      disk.files.powerFail(&disk.moment)
      seen.insert(disk.list("/d"))
    }
    #expect(seen == [[], ["1"], ["1", "2"], ["2"]])
  }

  @Test func `a removed file can be there again`() {
    let seen = outcomes(of: "/f") { _ = $0.remove("/f") }
    #expect(seen == ["hello", "noSuchFile"])
  }

  @Test func `names are safe after five seconds`() {
    let seen = outcomes(of: "/f") { disk in
      _ = disk.remove("/f")
      disk.moment.now = disk.moment.now + .seconds(5)
    }
    #expect(seen == ["noSuchFile"])
  }

  @Test func `a moved tree is whole in one place`() {
    let seen = outcomes(of: "/full/a") { _ = $0.rename("/full", "/d/full") }
    #expect(seen == ["x", "noSuchFile"])
  }

  @Test func `locks and writes under way are gone`() {
    let disk = Disk(canLosePower: true)
    _ = disk.lock("/lk")
    _ = disk.begin(.write(disk.text("/f"), content: disk.text("new")))
    disk.files.powerFail(&disk.moment)
    #expect(disk.finish() == nil)
    #expect(disk.files.lockCount == 0)
    disk.files.checkInvariants()
  }

  @Test func `a disk that was not told of power failures keeps everything`() {
    let disk = Disk()
    _ = disk.write("/f", "new")
    disk.files.powerFail(&disk.moment)
    #expect(disk.read("/f") == "new")
  }
}

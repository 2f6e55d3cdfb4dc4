import Operations
import Testing

@testable import SimulatedWorld

/// Whose lock is whose, as measured on Linux.
@Suite struct LockTests {
  @Test func `a second descriptor does not get the lock, not even of the same process`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    #expect(disk.lock("/lk") == .failed(.wouldBlock))
    #expect(disk.lock("/lk", .shared, by: disk.other) == .failed(.wouldBlock))
  }

  @Test func `shared locks stand side by side`() {
    let disk = Disk()
    #expect(disk.lock("/lk", .shared) == .done)
    #expect(disk.lock("/lk", .shared, by: disk.other) == .done)
    #expect(disk.lock("/lk") == .failed(.wouldBlock))
  }

  @Test func `a lock makes its file`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    #expect(disk.read("/lk") == "")
  }

  @Test func `a lock on a removed file and one on a new file at its path are two`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    #expect(disk.remove("/lk") == .done)
    #expect(disk.lock("/lk", by: disk.other) == .done)
    disk.files.checkInvariants()
  }

  @Test func `a lock follows its file through a rename`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    #expect(disk.rename("/lk", "/x") == .done)
    #expect(disk.lock("/x", by: disk.other) == .failed(.wouldBlock))
    #expect(disk.lock("/lk", by: disk.other) == .done)
  }

  @Test func `a lock is seen through every name of the file`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    #expect(disk.link("/lk", "/x") == .done)
    #expect(disk.lock("/x", by: disk.other) == .failed(.wouldBlock))
  }

  @Test func `a directory cannot be locked as a file is`() {
    let disk = Disk()
    #expect(disk.lock("/d") == .failed(.isDirectory))
  }

  @Test func `nothing is locked below what is missing`() {
    let disk = Disk()
    #expect(disk.lock("/no/l") == .failed(.noSuchFile))
  }

  @Test func `an unlocked file can be locked`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    #expect(disk.unlock("/lk") == .done)
    #expect(disk.lock("/lk", by: disk.other) == .done)
  }

  @Test func `who has no lock cannot unlock`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    #expect(disk.unlock("/lk", by: disk.other) == .failed(.badDescriptor))
  }

  @Test func `a death frees the lock`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    disk.files.noticeDeath(of: disk.me)
    #expect(disk.lock("/lk", by: disk.other) == .done)
    disk.files.checkInvariants()
  }

  @Test func `a death frees the lock on a removed file, and the file`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    #expect(disk.remove("/lk") == .done)
    let before = disk.files.inodeCount
    disk.files.noticeDeath(of: disk.me)
    #expect(disk.files.inodeCount == before - 1)
  }

  @Test func `a lock that a child inherited outlives its parent`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    disk.files.inheritLocks(from: disk.me, to: disk.other)
    disk.files.checkInvariants()
    disk.files.noticeDeath(of: disk.me)
    #expect(disk.lock("/lk") == .failed(.wouldBlock))
    disk.files.noticeDeath(of: disk.other)
    #expect(disk.lock("/lk") == .done)
  }

  @Test func `only a lock that is meant to be inherited goes to what its holder starts`() {
    for mode in [LockMode.exclusive, .inheritable] {
      var world = World(seed: 1)
      let path = world.moment.texts.text("/lk")
      let socket = world.moment.texts.text("/tmp/tmux")
      let launch = Launch(program: world.moment.texts.text("sh"))
      let holder = world.processes.spawn(launch, parent: .initial, &world.moment) ?? .none
      #expect(world.perform(.file(.lock(path, mode)), by: holder) == .file(.done))
      let name = world.moment.texts.text("a")
      _ = world.perform(.tmux(.newSession(name: name, launch), socket: socket), by: holder)
      let child = world.perform(.process(.spawn(launch)), by: holder)
      #expect(child != nil)
      world.files.checkInvariants()
      world.files.noticeDeath(of: holder)
      let server = world.tmux.serverProcess(at: socket)
      #expect(world.locker(of: path)?.holder == (mode == .inheritable ? server : nil))
      world.files.noticeDeath(of: server ?? .none)
      let last = world.locker(of: path)?.holder
      #expect((last != nil) == (mode == .inheritable))
    }
  }

  @Test func `a file that was replaced is not the one that was locked`() {
    let disk = Disk()
    #expect(disk.lock("/lk") == .done)
    #expect(disk.run(.replace(disk.text("/lk"), content: disk.text("x"))) == .done)
    #expect(disk.lock("/lk", by: disk.other) == .done)
  }
}

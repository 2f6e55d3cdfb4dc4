import Operations
import Testing

@testable import SimulatedWorld

/// Who may do what, and what a read-only disk refuses, as measured on Linux.
@Suite struct PermissionTests {
  @Test func `another's file can be read and not written`() {
    let disk = Disk()
    disk.files.setUser(7, of: disk.other)
    #expect(disk.run(.read(disk.text("/f")), by: disk.other) == .content(disk.text("hello")))
    #expect(disk.write("/f", "x", by: disk.other) == .failed(.permissionDenied))
  }

  @Test func `a denied file cannot be read by its owner, and can by user 0`() {
    let disk = Disk()
    disk.files.deny(disk.text("/f"), &disk.moment)
    #expect(disk.read("/f") == "permissionDenied")
    disk.files.setUser(0, of: disk.me)
    #expect(disk.read("/f") == "hello")
  }

  @Test func `nothing is looked up in a denied directory`() {
    let disk = Disk()
    disk.files.deny(disk.text("/full"), &disk.moment)
    #expect(disk.read("/full/a") == "permissionDenied")
    #expect(disk.run(.stat(disk.text("/full/a"))) == .failed(.permissionDenied))
    #expect(disk.run(.list(disk.text("/full"))) == .failed(.permissionDenied))
    #expect(disk.isThere("/full"))
    disk.files.checkInvariants()
  }

  @Test func `a path that was walked before is refused once its directory is denied`() {
    let disk = Disk()
    #expect(disk.read("/full/a") == "x")
    disk.files.deny(disk.text("/full"), &disk.moment)
    #expect(disk.read("/full/a") == "permissionDenied")
  }

  @Test func `in another's directory what is there is there and what is not is not`() {
    let disk = Disk()
    disk.files.setUser(7, of: disk.other)
    #expect(disk.claim("/full/a", by: disk.other) == .failed(.exists))
    #expect(disk.makeDirectory("/full/a", by: disk.other) == .failed(.exists))
    #expect(disk.remove("/full/no", by: disk.other) == .failed(.noSuchFile))
  }

  @Test func `in another's directory nothing is made or removed`() {
    let disk = Disk()
    disk.files.setUser(7, of: disk.other)
    #expect(disk.claim("/full/x", by: disk.other) == .failed(.permissionDenied))
    #expect(disk.makeDirectory("/full/x", by: disk.other) == .failed(.permissionDenied))
    #expect(disk.remove("/full/a", by: disk.other) == .failed(.permissionDenied))
  }

  @Test func `another's file can be removed from a directory that everyone may write to`() {
    let disk = Disk()
    disk.files.setUser(7, of: disk.other)
    #expect(disk.remove("/f", by: disk.other) == .done)
  }

  @Test func `another's full directory is not removed but can be renamed beside itself`() {
    let disk = Disk()
    disk.files.setUser(7, of: disk.other)
    #expect(disk.removeDirectory("/full", by: disk.other) == .failed(.notEmpty))
    #expect(
      disk.run(.rename(from: disk.text("/full"), to: disk.text("/x")), by: disk.other) == .done)
  }

  @Test func `another's file is not linked`() {
    let disk = Disk()
    disk.files.setUser(7, of: disk.other)
    #expect(disk.link("/f", "/x", by: disk.other) == .failed(.notPermitted))
  }

  @Test func `a read-only disk says what is there before it refuses`() {
    let disk = Disk()
    disk.files.isReadOnly = true
    #expect(disk.claim("/f") == .failed(.exists))
    #expect(disk.makeDirectory("/d") == .failed(.exists))
    #expect(disk.link("/f", "/d") == .failed(.exists))
    #expect(disk.symbolicLink("a", "/f") == .failed(.exists))
  }

  @Test func `a read-only disk refuses to remove even what is missing`() {
    let disk = Disk()
    disk.files.isReadOnly = true
    #expect(disk.remove("/no") == .failed(.readOnly))
    #expect(disk.remove("/f") == .failed(.readOnly))
    #expect(disk.rename("/no", "/x") == .failed(.readOnly))
    #expect(disk.rename("/f", "/x") == .failed(.readOnly))
    #expect(disk.removeDirectory("/no") == .failed(.readOnly))
    #expect(disk.removeDirectory("/f") == .failed(.readOnly))
  }

  @Test func `a read-only disk refuses to make and write`() {
    let disk = Disk()
    disk.files.isReadOnly = true
    #expect(disk.write("/f", "x") == .failed(.readOnly))
    #expect(disk.claim("/x") == .failed(.readOnly))
    #expect(disk.makeDirectory("/x") == .failed(.readOnly))
    #expect(disk.link("/f", "/x") == .failed(.readOnly))
    #expect(disk.symbolicLink("a", "/x") == .failed(.readOnly))
    #expect(disk.lock("/f") == .failed(.readOnly))
    #expect(disk.read("/f") == "hello")
  }
}

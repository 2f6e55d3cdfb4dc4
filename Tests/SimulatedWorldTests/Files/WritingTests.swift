import Operations
import Testing

@testable import SimulatedWorld

/// What writing comes to, as measured on Linux.
@Suite struct WritingTests {
  @Test func `a directory cannot be written`() {
    let disk = Disk()
    #expect(disk.write("/d", "x") == .failed(.isDirectory))
  }

  @Test func `nothing is written below what is missing`() {
    let disk = Disk()
    #expect(disk.write("/no/x", "x") == .failed(.noSuchFile))
  }

  @Test func `a write through a link to nowhere makes what it points to`() {
    let disk = Disk()
    #expect(disk.write("/dang", "1") == .done)
    #expect(disk.read("/nowhere") == "1")
    #expect(disk.facts("/dang")?.kind == .symbolicLink)
  }

  @Test func `a circle cannot be written`() {
    let disk = Disk()
    #expect(disk.write("/loop1", "x") == .failed(.tooManyLinks))
  }

  @Test func `a path with a slash after it cannot be written`() {
    let disk = Disk()
    #expect(disk.write("/new/", "x") == .failed(.isDirectory))
    #expect(disk.write("/f/", "x") == .failed(.isDirectory))
  }

  @Test func `a name with a slash after it is not even looked at by who would make it`() {
    let disk = Disk()
    disk.run(.symbolicLink(from: disk.text("round/"), to: disk.text("/round")))
    #expect(disk.write("/loop1/", "x") == .failed(.isDirectory))
    #expect(disk.write("/round", "x") == .failed(.isDirectory))
    #expect(disk.claim("/" + String(repeating: "n", count: 256) + "/") == .failed(.isDirectory))
    #expect(disk.write("/no/x/", "x") == .failed(.noSuchFile))
  }

  @Test func `a path that ends in dots is no file, whatever was looked for behind it`() {
    let disk = Disk()
    _ = disk.read("/d/./x")
    #expect(disk.run(.replace(disk.text("/d/."), content: disk.text("x"))) == .failed(.busy))
  }

  @Test func `a directory cannot be appended to`() {
    let disk = Disk()
    #expect(disk.append("/d", "x") == .failed(.isDirectory))
  }

  @Test func `an exclusive claim fails on whatever is there`() {
    let disk = Disk()
    #expect(disk.claim("/f") == .failed(.exists))
    #expect(disk.claim("/d") == .failed(.exists))
    #expect(disk.claim("/dang") == .failed(.exists))
    #expect(disk.claim("/loop1") == .failed(.exists))
  }

  @Test func `an exclusive claim of a path with a slash is for a directory`() {
    let disk = Disk()
    #expect(disk.claim("/q/") == .failed(.isDirectory))
    #expect(disk.claim("/d/") == .failed(.isDirectory))
    #expect(disk.claim("/f/") == .failed(.isDirectory))
  }

  @Test func `between the halves of a write readers see an empty file`() {
    let disk = Disk()
    #expect(disk.begin(.write(disk.text("/f"), content: disk.text("new"))) == nil)
    #expect(disk.read("/f") == "")
    _ = disk.finish()
    #expect(disk.read("/f") == "new")
  }

  @Test func `a claim is there before its content`() {
    let disk = Disk()
    let claim = FileOperation.createExclusive(disk.text("/lock"), content: disk.text("me"))
    #expect(disk.begin(claim) == nil)
    #expect(disk.begin(claim, by: disk.other) == .failed(.exists))
  }

  @Test func `a write whose writer died between the halves leaves an empty file`() {
    let disk = Disk()
    #expect(disk.begin(.write(disk.text("/f"), content: disk.text("new"))) == nil)
    disk.files.noticeDeath(of: disk.me)
    #expect(disk.finish() == nil)
    #expect(disk.read("/f") == "")
    disk.files.checkInvariants()
  }

  @Test func `of two writes at once the longer end stays behind`() {
    let disk = Disk()
    _ = disk.begin(.write(disk.text("/f"), content: disk.text("longer content")))
    _ = disk.begin(.write(disk.text("/f"), content: disk.text("short")))
    _ = disk.finish()
    #expect(disk.read("/f") == "shortr content")
  }

  @Test func `an append between the halves of a write is written over`() {
    let disk = Disk()
    _ = disk.begin(.write(disk.text("/f"), content: disk.text("z")))
    _ = disk.begin(.append(disk.text("/f"), content: disk.text("APP")))
    _ = disk.finish()
    #expect(disk.read("/f") == "zPP")
  }

  @Test func `a write goes on in a file that was renamed`() {
    let disk = Disk()
    _ = disk.begin(.write(disk.text("/f"), content: disk.text("new")))
    _ = disk.begin(.rename(from: disk.text("/f"), to: disk.text("/g")))
    _ = disk.finish()
    #expect(disk.read("/g") == "new")
  }

  @Test func `a write goes on in a file that was removed`() {
    let disk = Disk()
    _ = disk.begin(.write(disk.text("/f"), content: disk.text("new")))
    _ = disk.begin(.remove(disk.text("/f")))
    #expect(disk.finish() == .done)
    #expect(disk.read("/f") == "noSuchFile")
    disk.files.checkInvariants()
  }

  @Test func `appends are whole`() {
    let disk = Disk()
    #expect(disk.append("/f", " you") == .done)
    #expect(disk.read("/f") == "hello you")
  }

  @Test func `replacing gives the path another inode and other names keep the old one`() {
    let disk = Disk()
    _ = disk.link("/f", "/g")
    #expect(disk.run(.replace(disk.text("/f"), content: disk.text("new"))) == .done)
    #expect(disk.read("/f") == "new")
    #expect(disk.read("/g") == "hello")
  }

  @Test func `replacing replaces a link and not what it points to`() {
    let disk = Disk()
    #expect(disk.run(.replace(disk.text("/s"), content: disk.text("new"))) == .done)
    #expect(disk.facts("/s")?.kind == .file)
    #expect(disk.read("/f") == "hello")
  }

  @Test func `replacing does not replace a directory`() {
    let disk = Disk()
    #expect(disk.run(.replace(disk.text("/d"), content: disk.text("x"))) == .failed(.isDirectory))
  }

  @Test func `a write to a full disk leaves an empty new file`() {
    let disk = Disk()
    disk.files.setFull(after: 0)
    #expect(disk.write("/new", "abc") == .failed(.noSpace))
    #expect(disk.read("/new") == "")
  }

  @Test func `a write to a full disk loses what was there`() {
    let disk = Disk()
    disk.files.setFull(after: 0)
    #expect(disk.write("/f", "longer than hello") == .failed(.noSpace))
    #expect(disk.read("/f") == "longe")
  }

  @Test func `a shorter write fits into the room that its own truncation gave back`() {
    let disk = Disk()
    disk.files.setFull(after: 0)
    #expect(disk.write("/f", "abc") == .done)
    #expect(disk.read("/f") == "abc")
  }

  @Test func `an append to a full disk adds what there is room for`() {
    let disk = Disk()
    disk.files.setFull(after: 2)
    #expect(disk.append("/f", "abc") == .failed(.noSpace))
    #expect(disk.read("/f") == "helloab")
  }

  @Test func `replacing on a full disk leaves the old file`() {
    let disk = Disk()
    disk.files.setFull(after: 2)
    #expect(disk.run(.replace(disk.text("/f"), content: disk.text("abc"))) == .failed(.noSpace))
    #expect(disk.read("/f") == "hello")
  }

  @Test func `on a full disk names can still be made`() {
    let disk = Disk()
    disk.files.setFull(after: 0)
    #expect(disk.makeDirectory("/new") == .done)
    #expect(disk.link("/f", "/g") == .done)
    #expect(disk.rename("/g", "/h") == .done)
  }

  @Test func `removing a file gives its room back`() {
    let disk = Disk()
    disk.files.setFull(after: 0)
    _ = disk.remove("/f")
    #expect(disk.write("/g", "12345") == .done)
  }

  @Test func `a torn write is called done`() {
    let disk = Disk()
    disk.files.tearNextWrite(disk.text("/f"), keep: 2)
    #expect(disk.write("/f", "abcdef") == .done)
    #expect(disk.read("/f") == "ab")
    #expect(disk.write("/f", "abcdef") == .done)
    #expect(disk.read("/f") == "abcdef")
  }

  @Test func `a short write fails`() {
    let disk = Disk()
    disk.files.shortenNextWrite(disk.text("/f"), keep: 3, .inputOutput)
    #expect(disk.write("/f", "abcdef") == .failed(.inputOutput))
    #expect(disk.read("/f") == "abc")
  }

  @Test func `a path can fail once`() {
    let disk = Disk()
    disk.files.failNext(disk.text("/f"), .inputOutput)
    #expect(disk.read("/f") == "inputOutput")
    #expect(disk.read("/f") == "hello")
  }

  @Test func `a path can fail until it is healed`() {
    let disk = Disk()
    disk.files.fail(disk.text("/f"), .inputOutput)
    #expect(disk.read("/f") == "inputOutput")
    #expect(disk.read("/f") == "inputOutput")
    disk.files.heal(disk.text("/f"))
    #expect(disk.read("/f") == "hello")
  }
}

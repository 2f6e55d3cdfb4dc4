import Operations
import Testing

@testable import SimulatedWorld

/// What reading and walking a path come to, as measured on Linux.
@Suite struct ReadingTests {
  @Test func `a directory cannot be read`() {
    let disk = Disk()
    #expect(disk.read("/d") == "isDirectory")
  }

  @Test func `what is missing cannot be read`() {
    let disk = Disk()
    #expect(disk.read("/no") == "noSuchFile")
  }

  @Test func `nothing is below a file`() {
    let disk = Disk()
    #expect(disk.read("/f/x") == "notDirectory")
  }

  @Test func `a file with a slash after it is no directory`() {
    let disk = Disk()
    #expect(disk.read("/f/") == "notDirectory")
  }

  @Test func `a file with a dot below it is no directory`() {
    let disk = Disk()
    #expect(disk.read("/f/.") == "notDirectory")
  }

  @Test func `a file with dots below it is no directory`() {
    let disk = Disk()
    #expect(disk.read("/f/../f") == "notDirectory")
  }

  @Test func `dots lead out of a directory`() {
    let disk = Disk()
    #expect(disk.read("/d/../f") == "hello")
  }

  @Test func `dots after a link lead out of what it points to`() {
    let disk = Disk()
    #expect(disk.read("/sd/../f") == "hello")
  }

  @Test func `dots do not lead out of what is missing`() {
    let disk = Disk()
    #expect(disk.read("/no/../f") == "noSuchFile")
  }

  @Test func `more slashes and dots change nothing`() {
    let disk = Disk()
    #expect(disk.read("/.//d//..///f") == "hello")
  }

  @Test func `dots at the root stay there`() {
    let disk = Disk()
    #expect(disk.read("/../../f") == "hello")
  }

  @Test func `a link is read through`() {
    let disk = Disk()
    #expect(disk.read("/s") == "hello")
  }

  @Test func `a link that leads nowhere cannot be read`() {
    let disk = Disk()
    #expect(disk.read("/dang") == "noSuchFile")
  }

  @Test func `links in a circle are too many`() {
    let disk = Disk()
    #expect(disk.read("/loop1") == "tooManyLinks")
  }

  @Test func `a name of 255 bytes is short enough`() {
    let disk = Disk()
    #expect(disk.write("/" + String(repeating: "n", count: 255), "x") == .done)
  }

  @Test func `a name of 256 bytes is too long`() {
    let disk = Disk()
    #expect(disk.write("/" + String(repeating: "n", count: 256), "x") == .failed(.nameTooLong))
  }

  @Test func `the empty path is nothing`() {
    let disk = Disk()
    #expect(disk.read("") == "noSuchFile")
  }

  @Test func `forty links in a row are followed`() {
    let disk = Disk()
    #expect(disk.write("/l0", "z") == .done)
    for n in 1...40 { #expect(disk.symbolicLink("l\(n - 1)", "/l\(n)") == .done) }
    #expect(disk.read("/l40") == "z")
  }

  @Test func `forty-one links in a row are too many`() {
    let disk = Disk()
    #expect(disk.write("/l0", "z") == .done)
    for n in 1...41 { #expect(disk.symbolicLink("l\(n - 1)", "/l\(n)") == .done) }
    #expect(disk.read("/l41") == "tooManyLinks")
  }

  @Test func `links within a path count as well`() {
    let disk = Disk()
    #expect(disk.symbolicLink(".", "/l") == .done)
    #expect(disk.read("/" + String(repeating: "l/", count: 40) + "f") == "hello")
    #expect(disk.read("/" + String(repeating: "l/", count: 41) + "f") == "tooManyLinks")
  }

  @Test func `a file is no directory to list`() {
    let disk = Disk()
    #expect(disk.run(.list(disk.text("/f"))) == .failed(.notDirectory))
  }

  @Test func `what is missing cannot be listed`() {
    let disk = Disk()
    #expect(disk.run(.list(disk.text("/no"))) == .failed(.noSuchFile))
  }

  @Test func `a link that leads nowhere cannot be listed`() {
    let disk = Disk()
    #expect(disk.run(.list(disk.text("/dang"))) == .failed(.noSuchFile))
  }

  @Test func `a directory is listed through a link`() {
    let disk = Disk()
    _ = disk.write("/d/x", "1")
    #expect(disk.list("/sd") == ["x"])
  }

  @Test func `names are listed in the order of their bytes`() {
    let disk = Disk()
    for name in ["b", "a", "ä", "B", "a.b", "ab"] { _ = disk.write("/d/\(name)", "") }
    #expect(disk.list("/d") == ["B", "a", "a.b", "ab", "b", "ä"])
  }

  @Test func `a link is looked at itself`() {
    let disk = Disk()
    #expect(disk.facts("/s")?.kind == .symbolicLink)
    #expect(disk.facts("/s")?.size == 1)
  }

  @Test func `a link with a slash after it is looked through`() {
    let disk = Disk()
    #expect(disk.facts("/sd/")?.kind == .directory)
  }

  @Test func `a file with a slash after it has no facts`() {
    let disk = Disk()
    #expect(disk.run(.stat(disk.text("/f/"))) == .failed(.notDirectory))
  }

  @Test func `a link to nowhere with a slash after it has no facts`() {
    let disk = Disk()
    #expect(disk.run(.stat(disk.text("/dang/"))) == .failed(.noSuchFile))
  }

  @Test func `a circle with a slash after it has no facts`() {
    let disk = Disk()
    #expect(disk.run(.stat(disk.text("/loop1/"))) == .failed(.tooManyLinks))
  }

  @Test func `a dot below a directory is the directory`() {
    let disk = Disk()
    #expect(disk.facts("/d/.")?.inode == disk.facts("/d")?.inode)
  }

  @Test func `an empty directory has two links and each directory in it adds one`() {
    let disk = Disk()
    #expect(disk.facts("/e")?.links == 2)
    _ = disk.makeDirectory("/e/x")
    #expect(disk.facts("/e")?.links == 3)
  }

  @Test func `an inode keeps its number through a rename`() {
    let disk = Disk()
    let before = disk.facts("/f")?.inode
    _ = disk.rename("/f", "/g")
    #expect(disk.facts("/g")?.inode == before)
  }

  @Test func `a new file has a new number`() {
    let disk = Disk()
    let before = disk.facts("/f")?.inode
    _ = disk.remove("/f")
    _ = disk.write("/f", "x")
    #expect(disk.facts("/f")?.inode != before)
  }

  @Test func `the real path goes through links`() {
    let disk = Disk()
    #expect(disk.realPath("/sd") == "/d")
    #expect(disk.realPath("/s") == "/f")
    #expect(disk.realPath("/d//../sd/") == "/d")
    #expect(disk.realPath("/sd/../f") == "/f")
  }

  @Test func `the real path of the root is the root`() {
    let disk = Disk()
    #expect(disk.realPath("/d/../..") == "/")
  }

  @Test func `what is missing has no real path`() {
    let disk = Disk()
    #expect(disk.realPath("/no") == "noSuchFile")
    #expect(disk.realPath("/dang") == "noSuchFile")
  }

  @Test func `a file with a slash or dots has no real path`() {
    let disk = Disk()
    #expect(disk.realPath("/f/") == "notDirectory")
    #expect(disk.realPath("/f/..") == "notDirectory")
  }

  @Test func `a circle has no real path`() {
    let disk = Disk()
    #expect(disk.realPath("/loop1") == "tooManyLinks")
  }

  @Test func `a path that was walked before is walked anew when a directory was renamed`() {
    let disk = Disk()
    #expect(disk.read("/full/a") == "x")
    _ = disk.rename("/full", "/gone")
    #expect(disk.read("/full/a") == "noSuchFile")
    _ = disk.makeDirectory("/full")
    #expect(disk.read("/full/a") == "noSuchFile")
  }

  @Test func `a path that was walked before is walked anew when a link was replaced`() {
    let disk = Disk()
    _ = disk.write("/d/a", "d")
    _ = disk.symbolicLink("d", "/way")
    #expect(disk.read("/way/a") == "d")
    _ = disk.remove("/way")
    _ = disk.symbolicLink("full", "/way")
    #expect(disk.read("/way/a") == "x")
  }

  @Test func `a path that was walked before is walked anew when its directory is another`() {
    let disk = Disk()
    _ = disk.write("/d/a", "d")
    _ = disk.removeTree("/d")
    _ = disk.makeDirectory("/d")
    #expect(disk.read("/d/a") == "noSuchFile")
  }
}

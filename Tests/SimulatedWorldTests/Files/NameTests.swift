import Operations
import Testing

@testable import SimulatedWorld

/// What making, removing and renaming names comes to, as measured on Linux.
@Suite struct NameTests {
  @Test func `a directory is not made where anything is`() {
    let disk = Disk()
    #expect(disk.makeDirectory("/d") == .failed(.exists))
    #expect(disk.makeDirectory("/f") == .failed(.exists))
    #expect(disk.makeDirectory("/dang") == .failed(.exists))
    #expect(disk.makeDirectory("/dang/") == .failed(.exists))
    #expect(disk.makeDirectory("/loop1") == .failed(.exists))
    #expect(disk.makeDirectory("/") == .failed(.exists))
    #expect(disk.makeDirectory("/d/.") == .failed(.exists))
    #expect(disk.makeDirectory("/d/..") == .failed(.exists))
  }

  @Test func `a directory is not made below what is missing`() {
    let disk = Disk()
    #expect(disk.makeDirectory("/no/x") == .failed(.noSuchFile))
    #expect(disk.makeDirectory("/no/.") == .failed(.noSuchFile))
  }

  @Test func `a directory is not made below a file`() {
    let disk = Disk()
    #expect(disk.makeDirectory("/f/x") == .failed(.notDirectory))
  }

  @Test func `a directory may be named with a slash after it`() {
    let disk = Disk()
    #expect(disk.makeDirectory("/new/") == .done)
    #expect(disk.removeDirectory("/new/") == .done)
  }

  @Test func `of two who make one directory the first succeeds`() {
    let disk = Disk()
    #expect(disk.makeDirectory("/lock") == .done)
    #expect(disk.makeDirectory("/lock", by: disk.other) == .failed(.exists))
  }

  @Test func `a full directory is not removed`() {
    let disk = Disk()
    #expect(disk.removeDirectory("/full") == .failed(.notEmpty))
  }

  @Test func `a file is no directory to remove`() {
    let disk = Disk()
    #expect(disk.removeDirectory("/f") == .failed(.notDirectory))
  }

  @Test func `a missing directory is not removed`() {
    let disk = Disk()
    #expect(disk.removeDirectory("/no") == .failed(.noSuchFile))
  }

  @Test func `a link is no directory to remove, with a slash either`() {
    let disk = Disk()
    #expect(disk.removeDirectory("/sd") == .failed(.notDirectory))
    #expect(disk.removeDirectory("/sd/") == .failed(.notDirectory))
  }

  @Test func `dots and the root are not removed`() {
    let disk = Disk()
    #expect(disk.removeDirectory("/d/.") == .failed(.invalid))
    #expect(disk.removeDirectory("/d/..") == .failed(.notEmpty))
    #expect(disk.removeDirectory("/") == .failed(.busy))
  }

  @Test func `a directory cannot be unlinked`() {
    let disk = Disk()
    #expect(disk.remove("/d") == .failed(.isDirectory))
    #expect(disk.remove("/d/") == .failed(.isDirectory))
    #expect(disk.remove("/d/.") == .failed(.isDirectory))
    #expect(disk.remove("/d/..") == .failed(.isDirectory))
    #expect(disk.remove("/") == .failed(.isDirectory))
  }

  @Test func `what is missing cannot be unlinked`() {
    let disk = Disk()
    #expect(disk.remove("/no") == .failed(.noSuchFile))
    #expect(disk.remove("/no/") == .failed(.noSuchFile))
  }

  @Test func `a file or link with a slash after it cannot be unlinked`() {
    let disk = Disk()
    #expect(disk.remove("/f/") == .failed(.notDirectory))
    #expect(disk.remove("/sd/") == .failed(.notDirectory))
  }

  @Test func `a link that leads in a circle can be unlinked`() {
    let disk = Disk()
    #expect(disk.remove("/loop1") == .done)
  }

  @Test func `a link is not made where anything is`() {
    let disk = Disk()
    #expect(disk.link("/f", "/s") == .failed(.exists))
    #expect(disk.link("/f", "/d") == .failed(.exists))
    #expect(disk.link("/f", "/f") == .failed(.exists))
    #expect(disk.link("/f", "/dang") == .failed(.exists))
    #expect(disk.link("/f", "/d/..") == .failed(.exists))
  }

  @Test func `what is missing cannot be linked, whatever is at the other end`() {
    let disk = Disk()
    #expect(disk.link("/no", "/x") == .failed(.noSuchFile))
    #expect(disk.link("/no", "/f") == .failed(.noSuchFile))
  }

  @Test func `a directory cannot be linked`() {
    let disk = Disk()
    #expect(disk.link("/d", "/x") == .failed(.notPermitted))
    #expect(disk.link("/d/.", "/x") == .failed(.notPermitted))
    #expect(disk.link("/d", "/f") == .failed(.exists))
  }

  @Test func `linking a link links the link`() {
    let disk = Disk()
    #expect(disk.link("/s", "/x") == .done)
    #expect(disk.facts("/x")?.kind == .symbolicLink)
    #expect(disk.facts("/s")?.links == 2)
  }

  @Test func `a file counts its names`() {
    let disk = Disk()
    #expect(disk.link("/f", "/x") == .done)
    #expect(disk.facts("/f")?.links == 2)
    _ = disk.remove("/x")
    #expect(disk.facts("/f")?.links == 1)
  }

  @Test func `two names are one file`() {
    let disk = Disk()
    #expect(disk.link("/f", "/x") == .done)
    _ = disk.append("/x", "!")
    #expect(disk.read("/f") == "hello!")
  }

  @Test func `a link cannot be named with a slash after it`() {
    let disk = Disk()
    #expect(disk.link("/f", "/x/") == .failed(.noSuchFile))
    #expect(disk.symbolicLink("f", "/x/") == .failed(.noSuchFile))
    #expect(disk.symbolicLink("f", "/d/") == .failed(.exists))
  }

  @Test func `a file with a slash after it cannot be linked`() {
    let disk = Disk()
    #expect(disk.link("/f/", "/x") == .failed(.notDirectory))
  }

  @Test func `a symbolic link is not made where anything is`() {
    let disk = Disk()
    #expect(disk.symbolicLink("x", "/f") == .failed(.exists))
    #expect(disk.symbolicLink("x", "/dang") == .failed(.exists))
  }

  @Test func `a symbolic link to nothing at all is not made`() {
    let disk = Disk()
    #expect(disk.symbolicLink("", "/x") == .failed(.noSuchFile))
  }

  @Test func `renaming replaces a file`() {
    let disk = Disk()
    #expect(disk.write("/g", "g") == .done)
    #expect(disk.rename("/f", "/g") == .done)
    #expect(disk.read("/g") == "hello")
    #expect(!disk.isThere("/f"))
  }

  @Test func `a file does not replace a directory`() {
    let disk = Disk()
    #expect(disk.rename("/f", "/d") == .failed(.isDirectory))
  }

  @Test func `a directory does not replace a file`() {
    let disk = Disk()
    #expect(disk.rename("/d", "/f") == .failed(.notDirectory))
  }

  @Test func `a directory replaces an empty one`() {
    let disk = Disk()
    #expect(disk.rename("/full", "/e") == .done)
    #expect(disk.read("/e/a") == "x")
    #expect(!disk.isThere("/full"))
  }

  @Test func `a directory does not replace a full one`() {
    let disk = Disk()
    #expect(disk.rename("/d", "/full") == .failed(.notEmpty))
  }

  @Test func `a directory cannot be moved into itself`() {
    let disk = Disk()
    #expect(disk.rename("/full", "/full/x") == .failed(.invalid))
  }

  @Test func `a directory does not replace one above it`() {
    let disk = Disk()
    #expect(disk.makeDirectory("/full/sub") == .done)
    #expect(disk.rename("/full/sub", "/full") == .failed(.notEmpty))
  }

  @Test func `what is missing cannot be renamed`() {
    let disk = Disk()
    #expect(disk.rename("/no", "/x") == .failed(.noSuchFile))
    #expect(disk.rename("/no", "/no2/x") == .failed(.noSuchFile))
  }

  @Test func `what a path lies in is found before a name is too long, and no path before either`() {
    let disk = Disk()
    let long = String(repeating: "n", count: 256)
    #expect(disk.rename("/\(long)", "/no/x") == .failed(.noSuchFile))
    #expect(disk.rename("/f", "/no/\(long)") == .failed(.noSuchFile))
    #expect(disk.rename("/\(long)", "/d/..") == .failed(.busy))
    #expect(disk.rename("/no", "/\(long)") == .failed(.noSuchFile))
    #expect(disk.rename("/f", "/\(long)") == .failed(.nameTooLong))
    #expect(disk.rename("/f/x", "") == .failed(.noSuchFile))
    #expect(disk.link("/f/x", "") == .failed(.noSuchFile))
  }

  @Test func `renaming one name of a file to another does nothing`() {
    let disk = Disk()
    #expect(disk.link("/f", "/g") == .done)
    #expect(disk.rename("/f", "/g") == .done)
    #expect(disk.isThere("/f") && disk.isThere("/g"))
  }

  @Test func `renaming something to itself does nothing`() {
    let disk = Disk()
    #expect(disk.rename("/f", "/f") == .done)
    #expect(disk.rename("/full", "/full") == .done)
    #expect(disk.read("/f") == "hello")
  }

  @Test func `a file is not renamed with a slash on either side`() {
    let disk = Disk()
    #expect(disk.rename("/f", "/x/") == .failed(.notDirectory))
    #expect(disk.rename("/f/", "/x") == .failed(.notDirectory))
    #expect(disk.rename("/f", "/d/") == .failed(.notDirectory))
    #expect(disk.rename("/sd/", "/x") == .failed(.notDirectory))
  }

  @Test func `a directory may be renamed with a slash on either side`() {
    let disk = Disk()
    #expect(disk.rename("/d", "/x/") == .done)
    #expect(disk.rename("/x/", "/d") == .done)
  }

  @Test func `renaming onto a link replaces the link`() {
    let disk = Disk()
    #expect(disk.write("/g", "g") == .done)
    #expect(disk.rename("/g", "/s") == .done)
    #expect(disk.read("/f") == "hello")
    #expect(disk.facts("/s")?.kind == .file)
  }

  @Test func `a file replaces a link to a directory, a directory does not`() {
    let disk = Disk()
    #expect(disk.rename("/e", "/sd") == .failed(.notDirectory))
    #expect(disk.rename("/f", "/sd") == .done)
  }

  @Test func `renaming a link moves the link`() {
    let disk = Disk()
    #expect(disk.rename("/s", "/t") == .done)
    #expect(disk.facts("/t")?.kind == .symbolicLink)
    #expect(disk.read("/t") == "hello")
  }

  @Test func `dots and the root are not renamed`() {
    let disk = Disk()
    #expect(disk.rename("/d/.", "/x") == .failed(.busy))
    #expect(disk.rename("/f", "/d/..") == .failed(.busy))
    #expect(disk.rename("/", "/x") == .failed(.busy))
  }

  @Test func `nothing is renamed to below a file`() {
    let disk = Disk()
    #expect(disk.rename("/d", "/f/x") == .failed(.notDirectory))
  }

  @Test func `a directory that moved is found with all below it`() {
    let disk = Disk()
    #expect(disk.rename("/full", "/d/full") == .done)
    #expect(disk.realPath("/d/full/../full/a") == "/d/full/a")
    #expect(disk.facts("/d")?.links == 3)
  }

  @Test func `removing a tree does not go through links`() {
    let disk = Disk()
    #expect(disk.makeDirectory("/t") == .done)
    #expect(disk.symbolicLink("../full", "/t/l") == .done)
    #expect(disk.removeTree("/t") == .done)
    #expect(disk.read("/full/a") == "x")
    #expect(!disk.isThere("/t"))
  }

  @Test func `removing a link as a tree removes the link`() {
    let disk = Disk()
    #expect(disk.symbolicLink("full", "/t") == .done)
    #expect(disk.removeTree("/t") == .done)
    #expect(!disk.isThere("/t"))
    #expect(disk.read("/full/a") == "x")
  }

  @Test func `removing a link with a slash as a tree empties what it leads to`() {
    let disk = Disk()
    #expect(disk.symbolicLink("full", "/t") == .done)
    #expect(disk.removeTree("/t/") == .done)
    #expect(disk.isThere("/t"))
    #expect(disk.list("/full").isEmpty)
  }

  @Test func `removing what is missing as a tree is done`() {
    let disk = Disk()
    #expect(disk.removeTree("/no") == .done)
    #expect(disk.removeTree("/f/x") == .done)
    #expect(disk.removeTree("") == .done)
  }

  @Test func `removing a link with a slash as a tree is done wherever it leads`() {
    let disk = Disk()
    disk.run(.symbolicLink(from: disk.text("no/no"), to: disk.text("/far")))
    for path in ["/far/", "/dang/", "/loop1/", "/s/"] {
      #expect(disk.removeTree(path) == .done)
    }
    #expect(disk.isThere("/s"))
    #expect(disk.facts("/loop1")?.kind == .symbolicLink)
  }

  @Test func `removing a tree in a circle of links fails`() {
    let disk = Disk()
    #expect(disk.removeTree("/loop1/x") == .failed(.tooManyLinks))
  }

  @Test func `all directories of a path can be made at once`() {
    let disk = Disk()
    #expect(disk.makeDirectories("/x/y/z") == .done)
    #expect(disk.makeDirectories("/x/y/z") == .done)
    #expect(disk.facts("/x/y/z")?.kind == .directory)
  }

  @Test func `making all directories also makes one that dots lead out of`() {
    let disk = Disk()
    #expect(disk.makeDirectories("/pa/../pb") == .done)
    #expect(disk.isThere("/pa") && disk.isThere("/pb"))
  }

  @Test func `making all directories goes through links`() {
    let disk = Disk()
    #expect(disk.makeDirectories("/sd/k") == .done)
    #expect(disk.isThere("/d/k"))
  }

  @Test func `making all directories stops at what is none`() {
    let disk = Disk()
    #expect(disk.makeDirectories("/f") == .failed(.exists))
    #expect(disk.makeDirectories("/f/x/y") == .failed(.notDirectory))
    #expect(disk.makeDirectories("/dang") == .failed(.exists))
    #expect(disk.makeDirectories("/dang/x") == .failed(.exists))
  }

  @Test func `making all directories stops at a link that leads through what is missing`() {
    let disk = Disk()
    disk.run(.symbolicLink(from: disk.text("/no/no"), to: disk.text("/far")))
    disk.run(.symbolicLink(from: disk.text("f/x"), to: disk.text("/through")))
    #expect(disk.makeDirectories("/far") == .failed(.exists))
    #expect(disk.makeDirectories("/far/x") == .failed(.exists))
    #expect(disk.makeDirectories("/through") == .failed(.exists))
    #expect(disk.makeDirectories("/through/x") == .failed(.notDirectory))
    #expect(disk.makeDirectories("/loop1") == .failed(.tooManyLinks))
  }
}

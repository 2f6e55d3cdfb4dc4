import Glibc
import Operations
import Testing

@testable import Live

@Suite("Files of this machine")
struct LiveFilesTests {
  @Test("what was written is read; an append comes behind it; O_EXCL refuses what is there")
  func contents() throws {
    try Desk.lend { desk in
      let path = desk.path("a")
      #expect(desk.perform(.read(path)) == .failed(.noSuchFile))
      #expect(desk.perform(.write(path, content: desk.text("one"))) == .done)
      #expect(desk.perform(.append(path, content: desk.text("two"))) == .done)
      #expect(desk.content("a") == "onetwo")
      #expect(desk.perform(.createExclusive(path, content: .empty)) == .failed(.exists))
      #expect(desk.perform(.write(path, content: .empty)) == .done)
      #expect(desk.perform(.read(path)) == .content(.empty))
      let large = desk.texts.text((0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
      #expect(desk.perform(.createExclusive(desk.path("b"), content: large)) == .done)
      #expect(desk.perform(.read(desk.path("b"))) == .content(large))
      #expect(desk.perform(.sync(path)) == .done)
      #expect(desk.perform(.sync(desk.path(""))) == .done)
    }
  }

  @Test("a file is replaced as a whole, a directory is not, and nothing is left beside it")
  func replace() throws {
    try Desk.lend { desk in
      let path = desk.path("a")
      #expect(desk.perform(.replace(path, content: desk.text("one"))) == .done)
      let first = try #require(desk.facts("a")).inode
      #expect(desk.perform(.replace(path, content: desk.text("two"))) == .done)
      #expect(desk.content("a") == "two")
      #expect(try #require(desk.facts("a")).inode != first)
      #expect(desk.perform(.makeDirectory(desk.path("d"))) == .done)
      #expect(desk.perform(.replace(desk.path("d"), content: .empty)) == .failed(.isDirectory))
      #expect(desk.perform(.replace(desk.path("n/x"), content: .empty)) == .failed(.noSuchFile))
      #expect(desk.perform(.replace(desk.path("a/x"), content: .empty)) == .failed(.notDirectory))
      #expect(desk.perform(.replace(desk.path("."), content: .empty)) == .failed(.busy))
      #expect(desk.perform(.replace(desk.text("/"), content: .empty)) == .failed(.busy))
      #expect(desk.names() == ["a", "d"])
    }
  }

  @Test("directories are made one by one or all at once, and stat counts what is in them")
  func directories() throws {
    try Desk.lend { desk in
      #expect(desk.perform(.makeDirectory(desk.path("x/y"))) == .failed(.noSuchFile))
      #expect(desk.perform(.makeDirectories(desk.path("x/y/../z/"))) == .done)
      #expect(desk.perform(.makeDirectory(desk.path("x/y"))) == .failed(.exists))
      #expect(desk.perform(.makeDirectories(desk.path("x/y"))) == .done)
      #expect(desk.names("x") == ["y", "z"])
      let facts = try #require(desk.facts("x"))
      #expect(facts.kind == .directory)
      #expect(facts.size == 2)
      #expect(desk.perform(.write(desk.path("x/f"), content: .empty)) == .done)
      #expect(desk.perform(.makeDirectories(desk.path("x/f"))) == .failed(.exists))
      #expect(desk.perform(.makeDirectories(desk.path("x/f/g"))) == .failed(.notDirectory))
      #expect(desk.perform(.removeDirectory(desk.path("x"))) == .failed(.notEmpty))
      #expect(desk.perform(.removeDirectory(desk.path("x/y"))) == .done)
      #expect(desk.perform(.remove(desk.path("x/z"))) == .failed(.isDirectory))
    }
  }

  @Test("names come in the order of their bytes, whatever bytes they are")
  func order() throws {
    try Desk.lend { desk in
      let odd: [UInt8] = Array("\(desk.folder)/".utf8) + [0xFF, 0xFE]
      #expect(desk.perform(.write(desk.texts.text(odd), content: .empty)) == .done)
      for name in ["b", "B", "a-", "a", "é", ".h"] {
        #expect(desk.perform(.write(desk.path(name), content: .empty)) == .done)
      }
      let rows = desk.files.perform(.list(desk.path(""))).rows
      let names = rows.map { row in if case .name(let name) = row { name } else { Text.empty } }
      let expected = [".h", "B", "a", "a-", "b", "é"].map { desk.text($0) }
      #expect(names == expected + [desk.texts.text([0xFF, 0xFE])])
    }
  }

  @Test("a tree is removed with all that is in it, and nothing that links in it lead to")
  func trees() throws {
    try Desk.lend { desk in
      #expect(desk.perform(.makeDirectories(desk.path("keep/in"))) == .done)
      #expect(desk.perform(.write(desk.path("keep/f"), content: .empty)) == .done)
      #expect(desk.perform(.makeDirectories(desk.path("tree/a/b"))) == .done)
      #expect(desk.perform(.write(desk.path("tree/a/f"), content: .empty)) == .done)
      for link in ["tree/link", "tree/a/link", "outer"] {
        #expect(
          desk.perform(.symbolicLink(from: desk.path("keep"), to: desk.path(link))) == .done)
      }
      #expect(desk.perform(.removeTree(desk.path("tree"))) == .done)
      #expect(desk.names() == ["keep", "outer"])
      #expect(desk.names("keep") == ["f", "in"])
      #expect(desk.perform(.removeTree(desk.path("gone/x"))) == .done)
      #expect(desk.perform(.removeTree(desk.path("keep/."))) == .failed(.invalid))
      #expect(desk.perform(.removeTree(desk.path("outer"))) == .done)
      #expect(desk.names("keep") == ["f", "in"])
    }
  }

  @Test("links are names of the same file, or lead to a path that need not be there")
  func links() throws {
    try Desk.lend { desk in
      let path = desk.path("a")
      #expect(desk.perform(.write(path, content: desk.text("x"))) == .done)
      #expect(desk.perform(.link(from: path, to: desk.path("b"))) == .done)
      #expect(desk.perform(.link(from: path, to: desk.path("b"))) == .failed(.exists))
      #expect(desk.facts("a") == desk.facts("b"))
      #expect(desk.facts("a")?.links == 2)
      #expect(desk.perform(.symbolicLink(from: desk.text("gone"), to: desk.path("l"))) == .done)
      #expect(desk.facts("l")?.kind == .symbolicLink)
      #expect(desk.facts("l")?.size == 4)
      #expect(desk.perform(.read(desk.path("l"))) == .failed(.noSuchFile))
      #expect(desk.perform(.rename(from: path, to: desk.path("gone"))) == .done)
      #expect(desk.content("l") == "x")
      #expect(desk.perform(.canonicalise(desk.path("./l"))) == .content(desk.path("gone")))
      #expect(desk.perform(.symbolicLink(from: desk.text("m"), to: desk.path("m"))) == .done)
      #expect(desk.perform(.read(desk.path("m"))) == .failed(.tooManyLinks))
    }
  }

  @Test("what is private is nobody else's; otherwise the umask says")
  func modes() throws {
    for isPrivate in [true, false] {
      try Desk.lend(isPrivate: isPrivate) { desk in
        #expect(desk.perform(.makeDirectories(desk.path("d/e"))) == .done)
        #expect(desk.perform(.write(desk.path("w"), content: .empty)) == .done)
        #expect(desk.perform(.replace(desk.path("r"), content: .empty)) == .done)
        #expect(desk.perform(.lock(desk.path("k"), .exclusive)) == .done)
        let (directory, file): (mode_t, mode_t) = isPrivate ? (0o700, 0o600) : (0o755, 0o644)
        #expect(["d", "d/e"].map { desk.mode($0) } == [directory, directory])
        #expect(["w", "r", "k"].map { desk.mode($0) } == [file, file, file])
      }
    }
  }

  @Test("a path that is none is refused, and a pipe is not waited for")
  func oddPaths() throws {
    try Desk.lend { desk in
      #expect(desk.perform(.read(.empty)) == .failed(.noSuchFile))
      #expect(desk.perform(.read(desk.text("etc/passwd"))) == .failed(.invalid))
      let cut = desk.texts.text(Array("\(desk.folder)/a".utf8) + [0, 0x62])
      #expect(desk.perform(.write(cut, content: .empty)) == .failed(.invalid))
      #expect(desk.names() == [])
      let long = desk.path(String(repeating: "n", count: 256))
      #expect(desk.perform(.write(long, content: .empty)) == .failed(.nameTooLong))
      try #require(mkfifo("\(desk.folder)/pipe", 0o600) == 0)
      #expect(desk.perform(.read(desk.path("pipe"))) == .failed(.invalid))
      #expect(desk.perform(.append(desk.path("pipe"), content: .empty)) == .failed(.noSuchFile))
    }
  }

  @Test("a file that is being replaced by a program that is killed is always whole")
  func killedInReplace() throws {
    for round in 0..<12 {
      try Desk.lend { desk in
        let (last, said) = try Probe.killedAfter(
          milliseconds: Int64(round) * 3, ["replace-file", "\(desk.folder)/a"])
        try #require(last > 0, "\(said.suffix(3))")
        let content = try #require(desk.content("a"))
        let number = try #require(content.split(separator: " ").first.flatMap { Int($0) })
        #expect(number == last || number == last + 1)
        #expect(content == String(repeating: "\(number) ", count: 4_000))
      }
    }
  }
}

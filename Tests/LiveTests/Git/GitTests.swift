import Glibc
import Operations
import Testing

@testable import Live

@Suite("Repositories and worktrees on this machine", .timeLimit(.minutes(2)))
struct GitTests {
  @Test("a worktree is added, changed, committed and removed, and its branch deleted")
  func life() throws {
    let git = try PrivateGit()
    #expect(try git.ask(git.add("w", "work")) == .done)
    #expect(git.worktrees.map { git.texts.string($0.path) } == [git.root, git.place("w")])
    #expect(git.worktrees.map { git.texts.string($0.branch) } == ["main", "work"])
    #expect(git.branches == ["main", "work"])
    let path = git.text(git.place("w"))
    #expect(try git.ask(.status(path: path)) == .changes(tracked: 0, untracked: 0))
    #expect(try git.failure(.commit(path: path, message: git.text("x"))) == .init(.nothingToCommit))
    write("other", to: git.place("w/a"))
    unlink(git.place("w/b"))
    write("new", to: git.place("w/c"))
    #expect(try git.ask(.status(path: path)) == .changes(tracked: 2, untracked: 1))
    #expect(try git.failure(git.remove("w")) == .init(.hasChanges, git.place("w")))
    #expect(try git.failure(git.delete("work")) == .init(.branchCheckedOut, "work", git.place("w")))
    #expect(try git.ask(.commit(path: path, message: git.text("#second\n\n '\"$x"))) == .done)
    #expect(
      try git.git("-C", git.root, "log", "-1", "--format=%B", "work") == "#second\n\n '\"$x\n")
    #expect(try git.ask(.status(path: path)) == .changes(tracked: 0, untracked: 0))
    #expect(try git.ask(git.remove("w")) == .done)
    #expect(access(git.place("w"), F_OK) != 0)
    #expect(try git.failure(git.delete("work")) == .init(.notMerged, "work"))
    #expect(try git.ask(git.delete("work", force: true)) == .done)
    #expect(try git.failure(git.delete("work")) == .init(.branchNotFound, "work"))
    #expect(git.branches == ["main"])
  }

  @Test("a worktree that is in the way of another is named as git names it")
  func conflicts() throws {
    let git = try PrivateGit()
    try git.ask(git.add("w", "work"))
    #expect(try git.failure(git.add("x", "work")) == .init(.branchExists, "work"))
    #expect(
      try git.failure(git.add("x", "work", isNew: false))
        == .init(.branchInUse, "work", git.place("w")))
    #expect(try git.failure(git.add("x", "none", isNew: false)) == .init(.invalidReference, "none"))
    #expect(try git.failure(git.add("x", "y", base: "none")) == .init(.invalidBase, "none"))
    #expect(try git.failure(git.add("w", "y")) == .init(.pathExists, git.place("w")))
    // The branch was made all the same.
    #expect(git.branches == ["main", "work", "y"])
    write("", to: git.place("file"))
    #expect(
      try git.failure(git.add("file/below", "z"))
        == .init(.noLeadingDirectories, git.place("file/below"), "Not a directory"))
    removeFolder(git.place("w"))
    #expect(git.worktrees.last?.isPrunable == true)
    #expect(
      try git.failure(git.add("w", "y", isNew: false))
        == .init(.registeredButMissing, git.place("w")))
    #expect(try git.ask(git.lock("w")) == .done)
    #expect(git.worktrees.last?.isLocked == true && git.worktrees.last?.isPrunable == false)
    #expect(
      try git.failure(git.add("w", "y", isNew: false)) == .init(.missingButLocked, git.place("w")))
    #expect(try git.failure(git.lock("w")) == .init(.alreadyLocked, git.place("w")))
    #expect(try git.failure(git.remove("w", force: true)) == .init(.isLocked, git.place("w")))
    #expect(try git.ask(.pruneWorktrees(repository: git.text(git.root))) == .done)
    #expect(git.worktrees.count == 2)
    try git.git("-C", git.root, "worktree", "unlock", git.place("w"))
    try git.git("-C", git.root, "worktree", "lock", "--reason", "because", git.place("w"))
    #expect(try git.failure(git.remove("w")) == .init(.isLocked, git.place("w"), "because"))
    try git.git("-C", git.root, "worktree", "unlock", git.place("w"))
    #expect(try git.ask(.pruneWorktrees(repository: git.text(git.root))) == .done)
    #expect(git.worktrees.count == 1)
    #expect(try git.ask(git.add("w", "work", isNew: false)) == .done)
  }

  @Test("what is no worktree, or the main one, is neither removed nor locked")
  func notWorktrees() throws {
    let git = try PrivateGit()
    #expect(try git.failure(git.remove("none")) == .init(.notAWorktree, git.place("none")))
    #expect(try git.failure(git.lock("none")) == .init(.notAWorktree, git.place("none")))
    #expect(try git.failure(git.remove("root")) == .init(.mainWorktree, git.root))
    #expect(try git.failure(git.lock("root")) == .init(.mainWorktreeLock, git.root))
    try git.ask(git.add("w", "work"))
    unlink(git.place("w/.git"))
    #expect(try git.failure(git.remove("w")) == .init(.linkFileMissing, git.place("w")))
    for path in [git.folder, git.place("w")] {
      #expect(try git.failure(.status(path: git.text(path))) == .init(.notARepository, path))
    }
    #expect(
      try git.failure(.listBranches(repository: git.text(git.place("none"))))
        == .init(.noSuchDirectory, git.place("none")))
  }

  @Test("locks that others hold are told with their files, and nothing waits for them")
  func locks() throws {
    let git = try PrivateGit()
    let root = git.text(git.root)
    let index = git.root + "/.git/index.lock"
    write("new", to: git.root + "/c")
    write("", to: index)
    #expect(try git.failure(.commit(path: root, message: root)) == .init(.lockHeld, index))
    #expect(try git.ask(.status(path: root)) == .changes(tracked: 0, untracked: 1))
    unlink(index)
    let main = git.root + "/.git/refs/heads/main.lock"
    write("", to: main)
    #expect(try git.failure(.commit(path: root, message: root)) == .init(.lockHeld, main))
    unlink(main)
    #expect(try git.ask(.commit(path: root, message: root)) == .done)
    let work = git.root + "/.git/refs/heads/work.lock"
    write("", to: work)
    #expect(try git.failure(git.add("w", "work")) == .init(.referenceLocked, "work", work))
    unlink(work)
    try git.git("-C", git.root, "branch", "work")
    write("", to: work)
    #expect(try git.failure(git.delete("work")) == .init(.referenceNotDeleted, "work", work))
  }

  @Test("a folder that cannot be deleted is told, and its worktree forgotten")
  func removalFailed() throws {
    let git = try PrivateGit()
    try git.ask(git.add("w", "work"))
    // A mount point cannot be deleted, even by root; who may not mount cannot see it.
    guard mount("none", git.place("w"), "tmpfs", 0, nil) == 0 else { return }
    defer { umount2(git.place("w"), 2) }
    write("gitdir: \(git.root)/.git/worktrees/w\n", to: git.place("w/.git"))
    #expect(try git.failure(git.remove("w", force: true)) == .init(.removalFailed, git.place("w")))
    #expect(git.worktrees.count == 1)
  }

  @Test("a disk that is full is told, with the file where git names one")
  func noSpace() throws {
    let git = try PrivateGit()
    // A disk of its own, which only root can have; the repository moves there.
    let disk = git.place("disk")
    guard mkdir(disk, 0o755) == 0, mount("none", disk, "tmpfs", 0, "size=400k") == 0 else { return }
    defer { umount2(disk, 2) }
    let root = disk + "/root"
    try git.git("init", "--quiet", "--template=", "--initial-branch=main", root)
    write("one", to: root + "/a")
    #expect(try git.ask(.commit(path: git.text(root), message: git.text("first"))) == .done)
    write("two", to: root + "/a")
    write(String(repeating: "x", count: 400_000), to: disk + "/fill")
    func add(_ branch: String) throws -> PrivateGit.Failure? {
      try git.failure(
        .addWorktree(
          repository: git.text(root), path: git.text(disk + "/w"), branch: git.text(branch),
          base: git.text("main"), newBranch: true))
    }
    #expect(
      try git.failure(.commit(path: git.text(root), message: .empty)) == .init(.noSpace))
    let lock = root + "/.git/refs/heads/work.lock"
    #expect(try add("work") == .init(.referenceNotWritten, "work", lock))
    truncate(disk + "/fill", 344_064)
    #expect(try add("work")?.reason == .noSpace)
  }

  @Test(
    "names with any characters are kept",
    arguments: [
      "plain", " sp ace ", "q'uo\"te", "-dash", "ü漢🙂", "tab\tline\nfeed", "bell\u{7}", "$HOME;",
      "a\\b", "*?[x]",
    ])
  func names(name: String) throws {
    let git = try PrivateGit()
    let path = git.place(name)
    #expect(try git.ask(git.add(name, "work")) == .done)
    #expect(git.worktrees.map(\.path).contains(git.text(path)))
    write("new", to: path + "/" + name)
    write("new", to: path + "/?? two")
    #expect(try git.ask(.status(path: git.text(path))) == .changes(tracked: 0, untracked: 2))
    #expect(try git.failure(git.add(name, "other")) == .init(.pathExists, path))
    #expect(try git.failure(git.remove(name)) == .init(.hasChanges, path))
    #expect(try git.ask(.commit(path: git.text(path), message: git.text(name))) == .done)
    #expect(try git.ask(git.lock(name)) == .done)
    #expect(try git.failure(git.lock(name)) == .init(.alreadyLocked, path))
    try git.git("-C", git.root, "worktree", "unlock", path)
    #expect(try git.ask(git.remove(name)) == .done)
    #expect(git.worktrees.count == 1)
  }

  @Test("who commits is who is configured, and a stand-in where nobody is")
  func identities() throws {
    let git = try PrivateGit()
    let log = { try git.git("-C", git.root, "log", "-1", "--format=%an <%ae> %cn") }
    #expect(try log() == "Rehearsal <rehearsal@localhost> Rehearsal")
    try git.git("-C", git.root, "config", "user.name", "Ada")
    try git.git("-C", git.root, "config", "user.email", "ada@example.org")
    write("x", to: git.root + "/c")
    #expect(try git.ask(.commit(path: git.text(git.root), message: .empty)) == .done)
    #expect(try log() == "Ada <ada@example.org> Ada")
  }

  @Test("of four that add one branch at once one has it, and four branches do not meet")
  func races() async throws {
    let git = try PrivateGit()
    let client = git.client
    func race(_ commands: [GitCommand]) async -> Int {
      await withTaskGroup(of: Outcome.self) { group in
        for command in commands {
          group.addTask { client.perform(command, until: Deadline(after: 20_000_000_000)).outcome }
        }
        return await group.reduce(into: 0) { $0 += $1 == .git(.done) ? 1 : 0 }
      }
    }
    #expect(await race((0..<4).map { git.add("same\($0)", "same") }) == 1)
    #expect(await race((0..<4).map { git.add("other\($0)", "other\($0)") }) == 4)
    #expect(git.worktrees.count == 6)
  }

  @Test("a git that takes too long is killed, and one that is not there or was killed is told")
  func deadline() throws {
    let git = try PrivateGit()
    let slow = git.place("slow")
    write("#!/bin/sh\nexec sleep 60\n", to: slow)
    chmod(slow, 0o755)
    var settings = GitClient.Settings()
    settings.path = slow
    let late = GitClient(settings, texts: git.texts).perform(
      .listBranches(repository: git.text(git.root)), until: Deadline(after: 200_000_000))
    #expect(late.outcome == .limitPassed)
    for (path, said) in [("/no/such/git", "No such file or directory"), ("/bin/false", "")] {
      settings.path = path
      let client = GitClient(settings, texts: git.texts)
      let answer = client.perform(
        .listBranches(repository: git.text(git.root)), until: Deadline(after: 20_000_000_000))
      guard case .git(.failed(let failure)) = answer.outcome else {
        Issue.record("\(answer)")
        continue
      }
      #expect(git.texts.string(failure.subject) == said)
    }
  }

  @Test("the environment of the caller names no other repository")
  func environment() throws {
    let other = try PrivateGit()
    let git = try PrivateGit(environment: ["GIT_DIR=\(other.root)/.git", "GIT_INDEX_FILE=/no/such"])
    try git.ask(git.add("w", "work"))
    #expect(git.branches == ["main", "work"] && other.branches == ["main"])
  }
}

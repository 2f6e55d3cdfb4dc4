import Operations
import Testing

@testable import SimulatedWorld

/// What a `git worktree add` under way or killed looks like, as measured with git 2.39.5.
@Suite struct GitAddTests {
  @Test func `while an add runs its branch and folder are there, locked`() {
    let desk = GitDesk()
    #expect(desk.begin(desk.newWorktree("/w", "f")) == nil)
    #expect(desk.isThere("/w/.git") && !desk.isThere("/w/a"))
    #expect(desk.worktrees() == ["/repo main", "/w f locked"])
    #expect(desk.tell(desk.finish()) == "done")
    #expect(desk.worktrees() == ["/repo main", "/w f"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `of two adds of one branch the first wins`() {
    let desk = GitDesk()
    #expect(desk.begin(desk.newWorktree("/w", "f")) == nil)
    #expect(
      desk.tell(desk.begin(desk.newWorktree("/v", "f")))
        == "255 fatal: a branch named 'f' already exists")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `of two adds of one path the first wins`() {
    let desk = GitDesk()
    #expect(desk.begin(desk.newWorktree("/w", "f")) == nil)
    #expect(desk.tell(desk.begin(desk.newWorktree("/w", "g"))) == "128 fatal: '/w' already exists")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `adds of different branches and paths do not meet`() {
    let desk = GitDesk()
    #expect(desk.begin(desk.newWorktree("/w", "f")) == nil)
    #expect(desk.begin(desk.newWorktree("/v", "g")) == nil)
    #expect(desk.tell(desk.finish()) == "done")
    #expect(desk.worktrees() == ["/repo main", "/v g", "/w f"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `the lock of a reference stops an add, and nothing is left`() {
    let desk = GitDesk()
    desk.put("/repo/.git/refs/heads/f.lock", "")
    #expect(
      desk.add("/w", new: "f")
        == "255 fatal: cannot lock ref 'refs/heads/f': Unable to create '/repo/.git/refs/heads/f.lock': File exists."
    )
    #expect(desk.branches() == ["main"])
    #expect(!desk.isThere("/w"))
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a lock of the index does not stop an add`() {
    let desk = GitDesk()
    desk.put("/repo/.git/index.lock", "")
    #expect(desk.add("/w", new: "f") == "done")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a full disk stops an add before its branch`() {
    let desk = GitDesk()
    desk.files.setFull(after: 0)
    #expect(
      desk.add("/w", new: "f")
        == "255 fatal: cannot update ref 'refs/heads/f': couldn't write '/repo/.git/refs/heads/f.lock'"
    )
    #expect(desk.branches() == ["main"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a disk that fills up during checkout leaves the branch alone`() {
    let desk = GitDesk()
    desk.put("/repo/big", String(repeating: "b", count: 500))
    #expect(desk.commit("/repo") == "done")
    #expect(desk.begin(desk.newWorktree("/w", "f")) == nil)
    desk.files.setFull(after: 0)
    #expect(desk.tell(desk.finish()).hasPrefix("128 fatal: cannot write"))
    #expect(!desk.isThere("/w"))
    #expect(desk.branches() == ["f", "main"])
    #expect(desk.worktrees() == ["/repo main"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `an add killed after its branch leaves the branch`() {
    let desk = GitDesk()
    desk.git.killNextAdd(at: .branch)
    #expect(desk.add("/w", new: "f") == "137 ")
    #expect(desk.branches() == ["f", "main"])
    #expect(desk.worktrees() == ["/repo main"])
    #expect(!desk.isThere("/w"))
    #expect(desk.add("/w", "f") == "done")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `an add killed later leaves a lock that prune and force respect`() {
    let desk = GitDesk()
    desk.git.killNextAdd(at: .adminFolder)
    #expect(desk.add("/w", new: "f") == "137 ")
    #expect(desk.worktrees() == ["/repo main", "/w f locked"])
    #expect(desk.prune() == "done")
    #expect(
      desk.remove("/w", force: true)
        == "128 fatal: cannot remove a locked working tree, lock reason: initializing\nuse 'remove -f -f' to override or unlock first"
    )
    #expect(
      desk.add("/w", "f")
        == "128 fatal: '/w' is a missing but locked worktree;\nuse 'add -f -f' to override, or 'unlock' and 'prune' or 'remove' to clear"
    )
    #expect(desk.unlock("/w"))
    #expect(desk.prune() == "done")
    #expect(desk.add("/w", "f") == "done")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `an add killed before its files leaves them deleted`() {
    let desk = GitDesk()
    desk.git.killNextAdd(at: .linkFile)
    #expect(desk.add("/w", new: "f") == "137 ")
    #expect(desk.status("/w") == "1 tracked, 0 untracked")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `an add killed during checkout leaves some files and the lock of the index`() {
    let desk = GitDesk()
    desk.put("/repo/b", "2")
    #expect(desk.commit("/repo") == "done")
    desk.git.killNextAdd(at: .checkout)
    #expect(desk.add("/w", new: "f") == "137 ")
    #expect(desk.status("/w") == "2 tracked, 1 untracked")
    #expect(
      desk.commit("/w")
        == "128 fatal: Unable to create '/repo/.git/worktrees/w/index.lock': File exists.")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `adds that were killed are never answered`() {
    let desk = GitDesk()
    #expect(desk.begin(desk.newWorktree("/w", "f")) == nil)
    desk.git.killAdds()
    #expect(desk.finish() == nil)
    #expect(desk.worktrees() == ["/repo main", "/w f locked"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }
}

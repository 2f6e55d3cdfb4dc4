import Operations
import Testing

@testable import SimulatedWorld

/// What `git status`, `commit` and `branch` say and do, as measured with git 2.39.5.
@Suite struct GitBranchTests {
  @Test func `a changed and a removed file are tracked changes`() {
    let desk = GitDesk()
    desk.put("/repo/b", "2")
    #expect(desk.commit("/repo") == "done")
    desk.put("/repo/a", "9")
    desk.erase("/repo/b")
    #expect(desk.status("/repo") == "2 tracked, 0 untracked")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a folder of untracked files is one row`() {
    let desk = GitDesk()
    desk.put("/repo/x/1", "")
    desk.put("/repo/x/y/2", "")
    desk.put("/repo/z", "")
    #expect(desk.status("/repo") == "0 tracked, 2 untracked")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `an untracked file beside a tracked one is its own row`() {
    let desk = GitDesk()
    desk.put("/repo/x/1", "")
    #expect(desk.commit("/repo") == "done")
    desk.put("/repo/x/2", "")
    desk.put("/repo/x/3", "")
    #expect(desk.status("/repo") == "0 tracked, 2 untracked")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a file written back as it was is no change`() {
    let desk = GitDesk()
    desk.put("/repo/a", "2")
    desk.put("/repo/a", "1")
    #expect(desk.status("/repo") == "0 tracked, 0 untracked")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a commit leaves nothing to commit`() {
    let desk = GitDesk()
    desk.put("/repo/b", "2")
    #expect(desk.commit("/repo") == "done")
    #expect(desk.status("/repo") == "0 tracked, 0 untracked")
    #expect(desk.commit("/repo") == "1 nothing to commit, working tree clean")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `the lock of the index stops a commit and not the status`() {
    let desk = GitDesk()
    desk.put("/repo/.git/index.lock", "")
    desk.put("/repo/b", "2")
    #expect(
      desk.commit("/repo") == "128 fatal: Unable to create '/repo/.git/index.lock': File exists.")
    #expect(desk.status("/repo") == "0 tracked, 1 untracked")
    desk.erase("/repo/.git/index.lock")
    #expect(desk.commit("/repo") == "done")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a full disk stops a commit`() {
    let desk = GitDesk()
    desk.put("/repo/b", "2")
    desk.files.setFull(after: 0)
    #expect(desk.commit("/repo").hasPrefix("128"))
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a branch that is checked out is not deleted, even with force`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    #expect(
      desk.delete("f", force: true) == "1 error: Cannot delete branch 'f' checked out at '/w'")
    #expect(desk.delete("main") == "1 error: Cannot delete branch 'main' checked out at '/repo'")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a branch that is not there is not deleted`() {
    let desk = GitDesk()
    #expect(desk.delete("no") == "1 error: branch 'no' not found.")
    #expect(desk.delete("no", force: true) == "1 error: branch 'no' not found.")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a branch with commits of its own is not deleted without force`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.put("/w/b", "2")
    #expect(desk.commit("/w") == "done")
    #expect(desk.remove("/w") == "done")
    #expect(
      desk.delete("f")
        == "1 error: The branch 'f' is not fully merged.\nIf you are sure you want to delete it, run 'git branch -D f'."
    )
    #expect(desk.delete("f", force: true) == "done")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a merged branch is deleted without force`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.put("/w/b", "2")
    #expect(desk.commit("/w") == "done")
    #expect(desk.remove("/w") == "done")
    #expect(desk.merge("f", into: "main"))
    #expect(desk.delete("f") == "done")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `the lock of a reference stops its deletion`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    #expect(desk.remove("/w") == "done")
    desk.put("/repo/.git/refs/heads/f.lock", "")
    #expect(
      desk.delete("f")
        == "1 error: cannot lock ref 'refs/heads/f': Unable to create '/repo/.git/refs/heads/f.lock': File exists."
    )
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a worktree within a worktree is one untracked row and not committed`() {
    let desk = GitDesk()
    #expect(desk.add("/repo/w", new: "f") == "done")
    #expect(desk.status("/repo") == "0 tracked, 1 untracked")
    desk.put("/repo/w/b", "2")
    #expect(desk.status("/repo/w") == "0 tracked, 1 untracked")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }
}

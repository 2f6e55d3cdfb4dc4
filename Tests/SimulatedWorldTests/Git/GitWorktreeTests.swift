import Operations
import Testing

@testable import SimulatedWorld

/// What `git worktree` says and does, as measured with git 2.39.5.
@Suite struct GitWorktreeTests {
  @Test func `a new worktree has the files of its branch and is listed`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    #expect(desk.isThere("/w/a") && desk.isThere("/w/.git"))
    #expect(desk.worktrees() == ["/repo main", "/w f"])
    #expect(desk.branches() == ["f", "main"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a branch that is there is not made again`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    #expect(desk.add("/v", new: "f") == "255 fatal: a branch named 'f' already exists")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a new branch wants a base that is there`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f", base: "no") == "255 fatal: not a valid object name: 'no'")
    #expect(desk.branches() == ["main"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a branch that is not there cannot be checked out`() {
    let desk = GitDesk()
    #expect(desk.add("/w", "no") == "128 fatal: invalid reference: no")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a branch is checked out in one worktree alone`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    #expect(desk.add("/v", "f") == "128 fatal: 'f' is already checked out at '/w'")
    #expect(desk.add("/v", "main") == "128 fatal: 'main' is already checked out at '/repo'")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a path that is in the way is refused, and the new branch stays`() {
    let desk = GitDesk()
    desk.put("/w/x", "")
    #expect(desk.add("/w", new: "f") == "128 fatal: '/w' already exists")
    #expect(desk.branches() == ["f", "main"])
    #expect(desk.worktrees() == ["/repo main"])
    #expect(desk.add("/w", new: "f") == "255 fatal: a branch named 'f' already exists")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a file is in the way as well`() {
    let desk = GitDesk()
    desk.put("/w", "")
    #expect(desk.add("/w", new: "f") == "128 fatal: '/w' already exists")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `an empty folder is not in the way`() {
    let desk = GitDesk()
    desk.files.putDirectory(desk.text("/w"), &desk.moment)
    #expect(desk.add("/w", new: "f") == "done")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `folders above the path are made`() {
    let desk = GitDesk()
    #expect(desk.add("/x/y/w", new: "f") == "done")
    #expect(desk.isThere("/x/y/w/a"))
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `folders cannot be made below a file`() {
    let desk = GitDesk()
    desk.put("/x", "")
    #expect(
      desk.add("/x/w", new: "f")
        == "128 fatal: could not create leading directories of '/x/w/.git': Not a directory")
    #expect(desk.branches() == ["f", "main"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a worktree is registered under its one path`() {
    let desk = GitDesk()
    desk.put("/real/x", "")
    _ = desk.files.perform(
      .symbolicLink(from: desk.text("/real"), to: desk.text("/way")), by: desk.me, &desk.moment)
    #expect(desk.add("/way/w/", new: "f") == "done")
    #expect(desk.worktrees() == ["/repo main", "/real/w f"])
    #expect(desk.remove("/way/w") == "done")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a worktree whose folder is gone is prunable and stands in the way`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.erase("/w")
    #expect(desk.worktrees() == ["/repo main", "/w f prunable"])
    #expect(
      desk.add("/w", "f")
        == "128 fatal: '/w' is a missing but already registered worktree;\nuse 'add -f' to override, or 'prune' or 'remove' to clear"
    )
    #expect(desk.add("/v", "f") == "128 fatal: 'f' is already checked out at '/w'")
    #expect(desk.prune() == "done")
    #expect(desk.worktrees() == ["/repo main"])
    #expect(desk.add("/w", "f") == "done")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a missing worktree can be removed`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.erase("/w")
    #expect(desk.remove("/w") == "done")
    #expect(desk.worktrees() == ["/repo main"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a locked worktree that is missing is neither prunable nor replaced`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    #expect(desk.lock("/w") == "done")
    desk.erase("/w")
    #expect(desk.prune() == "done")
    #expect(desk.worktrees() == ["/repo main", "/w f locked"])
    #expect(
      desk.add("/w", "f")
        == "128 fatal: '/w' is a missing but locked worktree;\nuse 'add -f -f' to override, or 'unlock' and 'prune' or 'remove' to clear"
    )
    #expect(
      desk.remove("/w")
        == "128 fatal: cannot remove a locked working tree;\nuse 'remove -f -f' to override or unlock first"
    )
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a locked worktree is not removed even with force`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    #expect(desk.lock("/w") == "done")
    #expect(desk.lock("/w") == "128 fatal: '/w' is already locked")
    #expect(
      desk.remove("/w", force: true)
        == "128 fatal: cannot remove a locked working tree;\nuse 'remove -f -f' to override or unlock first"
    )
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a worktree with changes is not removed without force`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.put("/w/new", "")
    #expect(
      desk.remove("/w")
        == "128 fatal: '/w' contains modified or untracked files, use --force to delete it")
    #expect(desk.remove("/w", force: true) == "done")
    #expect(!desk.isThere("/w"))
    #expect(desk.branches() == ["f", "main"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a worktree with a changed file is not removed without force`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.put("/w/a", "2")
    #expect(
      desk.remove("/w")
        == "128 fatal: '/w' contains modified or untracked files, use --force to delete it")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `empty folders are no changes`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.files.putDirectory(desk.text("/w/x"), &desk.moment)
    #expect(desk.remove("/w") == "done")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `what is no worktree is neither removed nor locked`() {
    let desk = GitDesk()
    #expect(desk.remove("/no") == "128 fatal: '/no' is not a working tree")
    #expect(desk.lock("/no") == "128 fatal: '/no' is not a working tree")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `the main worktree is neither removed nor locked`() {
    let desk = GitDesk()
    #expect(desk.remove("/repo") == "128 fatal: '/repo' is a main working tree")
    #expect(desk.lock("/repo") == "128 fatal: The main working tree cannot be locked or unlocked")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a worktree without its file .git is prunable and not removed`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.erase("/w/.git")
    #expect(desk.worktrees() == ["/repo main", "/w f prunable"])
    #expect(
      desk.remove("/w", force: true)
        == "128 fatal: validation failed, cannot remove working tree: '/w/.git' does not exist")
    #expect(
      desk.status("/w")
        == "128 fatal: not a git repository (or any of the parent directories): .git")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a refused removal leaves the folder and forgets the worktree`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.git.refuseNextRemoval()
    #expect(desk.remove("/w") == "255 error: failed to delete '/w': Device or resource busy")
    #expect(desk.isThere("/w/a"))
    #expect(desk.worktrees() == ["/repo main"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `a worktree whose admin folder was removed is not registered`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.erase("/repo/.git/worktrees/w")
    #expect(desk.worktrees() == ["/repo main"])
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `commands work from anywhere below a worktree`() {
    let desk = GitDesk()
    #expect(desk.add("/w", new: "f") == "done")
    desk.put("/w/sub/x", "")
    #expect(desk.status("/w/sub") == "0 tracked, 1 untracked")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }

  @Test func `nothing works in what is no repository`() {
    let desk = GitDesk()
    desk.put("/x/y", "")
    #expect(
      desk.status("/x")
        == "128 fatal: not a git repository (or any of the parent directories): .git")
    #expect(desk.status("/no") == "128 fatal: cannot change to '/no': No such file or directory")
    desk.git.checkInvariants()
    desk.files.checkInvariants()
  }
}

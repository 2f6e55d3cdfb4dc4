import Operations
import Testing

@testable import SimulatedWorld

/// Many commands in many orders, with files that change under them.
@Suite struct GitFuzzTests {
  @Test func `random commands over changing files never trap`() {
    let desk = GitDesk()
    var random = RandomStream(seed: 5, name: "fuzz")
    let paths = ["/w", "/v", "/repo/in", "/w/deep", "/x/y", "/repo"]
    let branches = ["f", "g", "main", "h"]
    var heard: [String: Int] = [:]
    func note(_ command: String, _ answer: String) {
      heard[command + " " + answer.prefix(9), default: 0] += 1
    }
    for step in 0..<20_000 {
      let path = paths[Int(random.next(below: 6))]
      let branch = branches[Int(random.next(below: 4))]
      switch random.next(below: 40) {
      case 0 where step % 5 == 0: desk.git.killAdds()
      case 1 where step % 5 == 0:
        desk.git.killNextAdd(at: AddStage(rawValue: UInt8(random.next(below: 4))) ?? .branch)
      case 2 where step % 50 == 0: desk.git.refuseNextRemoval()
      case 3: desk.erase(path == "/repo" ? "/repo/a" : path)
      case 4: desk.erase(path == "/repo" ? "/repo/.git/worktrees/w" : path + "/.git")
      case 5...8: desk.put(path + "/file\(random.next(below: 3))", branch)
      case 9 where step % 5 == 0: desk.files.setFull(after: Int64(random.next(below: 40)))
      case 10...12: desk.files.setFull(after: nil)
      case 13...17: _ = desk.finish()
      case 18...21: _ = desk.begin(desk.newWorktree(path, branch))
      case 22...25: note("add", desk.add(path, branch))
      case 26...28: note("remove", desk.remove(path, force: random.next(below: 2) == 0))
      case 29: _ = desk.lock(path)
      case 0, 1, 2, 9, 30:
        _ = desk.git.unlock(desk.text(path), in: desk.text("/repo"), &desk.files, &desk.moment)
      case 31, 32: _ = desk.prune()
      case 33: note("status", desk.status(path))
      case 34, 35: note("commit", desk.commit(path))
      case 36: _ = desk.branches()
      case 37: _ = desk.worktrees()
      default: note("delete", desk.delete(branch, force: random.next(below: 2) == 0))
      }
      if step % 200 == 0 {
        desk.git.checkInvariants()
        desk.files.checkInvariants()
      }
    }
    desk.git.checkInvariants()
    desk.files.checkInvariants()
    for command in ["add", "remove", "commit", "delete"] {
      #expect(heard[command + " done", default: 0] > 20, "\(heard)")
    }
  }
}

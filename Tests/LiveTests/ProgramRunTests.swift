import Glibc
import Testing

@testable import Live

@Suite("Programs that are run to their end")
struct ProgramRunTests {
  private func run(_ script: String, within seconds: Int64 = 20) throws -> ProgramRun? {
    try ProgramRun(
      Child.Plan(path: "/bin/sh", arguments: ["-c", script], environment: ["PATH=/usr/bin:/bin"]),
      until: Deadline(after: seconds * 1_000_000_000))
  }

  @Test("what it prints and its status come back")
  func output() throws {
    let run = try #require(try run("echo out; echo err >&2; exit 3"))
    #expect(run.status == 3)
    #expect(run.text == "out")
    #expect(run.message == "err")
  }

  @Test("more than a pipe holds comes back whole")
  func plenty() throws {
    let run = try #require(try run("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2"))
    #expect(run.output.count == 1_000_000)
    #expect(run.error.count == 1_000_000)
  }

  @Test("a signal that ends it is told as a shell tells it")
  func signal() throws {
    #expect(try run("kill -9 $$")?.status == 137)
  }

  @Test("it is killed at the deadline, and leaves nothing to reap")
  func deadline() throws {
    let begin = Deadline.now
    #expect(try run("exec sleep 60", within: 0) == nil)
    #expect(Deadline.now - begin < 10_000_000_000)
    // Other tests have children too, which are theirs to reap; none of them is a `sleep`.
    let left = processes().filter { pid in
      String(decoding: contents("/proc/\(pid)/stat"), as: UTF8.self)
        .hasPrefix("\(pid) (sleep) Z \(getpid()) ")
    }
    #expect(left.isEmpty)
  }

  @Test("a program that is not there is an error, and no process")
  func missing() throws {
    #expect(throws: CallError(ENOENT)) {
      try Child(Child.Plan(path: "/no/such/program", environment: []))
    }
  }

  @Test("it gets the arguments byte by byte, and no descriptor but its three")
  func arguments() throws {
    let run = try #require(
      try ProgramRun(
        Child.Plan(
          path: "/bin/sh",
          arguments: ["-c", "printf '%s|' \"$@\"; ls /proc/self/fd", "sh", "a b", "'\"$x"],
          environment: ["PATH=/usr/bin:/bin"]), until: Deadline(after: 20_000_000_000)))
    // `ls` has one more, for the folder it reads.
    #expect(run.text == "a b|'\"$x|0\n1\n2\n3")
  }
}

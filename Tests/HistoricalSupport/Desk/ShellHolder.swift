import Historical
import Operations
import SimulatedWorld
import Simulation

/// Takes the lock as the script does, holds it for four seconds, and gives it back as it does.
package struct ShellHolder: Machine {
  private var lock = RlpDeskLock(base: 0x1000)
  package private(set) var result: RlpDeskLock.Result?
  package private(set) var isInside = false
  package let slug: Text

  package init(slug: Text) {
    self.slug = slug
  }

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      lock.begin(root: start.argument, slug: slug, pid: start.identity.pid, &emit)
    case .outcome(Tag(rawValue: 1), .fired):
      lock.release(&emit)
    case .outcome(let tag, let outcome):
      guard let result = lock.handle(tag, outcome, &emit) else { return }
      switch result {
      case .acquired:
        self.result = result
        isInside = true
        emit.perform(.timer(.seconds(4)), Tag(rawValue: 1))
      case .released:
        isInside = false
        emit.perform(.process(.exit(status: 0)), Tag(rawValue: 2))
      case .duplicate, .racedAhead, .shellError:
        self.result = result
        emit.perform(.process(.exit(status: 1)), Tag(rawValue: 2))
      }
    case .message, .signal:
      break
    }
  }

  package func fold(into digest: inout Digest) {
    lock.fold(into: &digest)
    digest.fold(isInside ? 1 : 0)
  }
}

extension Latencies {
  /// What the script's commands cost: each is a fork and an exec, but for `kill -0` and `printf`.
  ///
  /// A command takes effect near its end, once its program is loaded: mkdir and rm some two
  /// milliseconds after the fork, jq three and more. Before `printf` there is a `$(date)`. The
  /// racers are forked by one harness, and their shells come up within six milliseconds of one
  /// another.
  package static var shell: Latencies {
    func milliseconds(_ least: Int64, _ most: Int64) -> Distribution {
      .uniform(.microseconds(least * 100), .microseconds(most * 100))
    }
    var latencies = Latencies(constant: .microseconds(20))
    latencies.set(.fileMakeDirectory, request: milliseconds(10, 22), response: milliseconds(2, 6))
    latencies.set(.fileRemoveTree, request: milliseconds(10, 22), response: milliseconds(2, 6))
    latencies.set(.fileRead, request: milliseconds(25, 40), response: milliseconds(2, 6))
    latencies.set(.fileWrite, request: milliseconds(8, 16), response: milliseconds(1, 2))
    latencies.setBoot(milliseconds(50, 110))
    return latencies
  }
}

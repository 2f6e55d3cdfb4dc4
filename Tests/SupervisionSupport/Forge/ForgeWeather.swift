import Operations
import SimulatedWorld
import Simulation

/// What goes wrong with a Forge backend and the store beside it, by name.
package enum ForgeWeather {
  /// A fault and when it strikes.
  package typealias Timed = (Interval, WorldFault)

  private static func request(
    _ fault: ForgeFault, _ verb: Verb = .forgeCreateAndStart
  ) -> Timed {
    (.zero, .forge(.request(verb, fault)))
  }

  private static func failure(
    _ failure: ForgeFailure, _ takesEffect: Bool, _ verb: Verb = .forgeCreateAndStart
  ) -> Timed {
    request(.failure(failure, takesEffect: takesEffect), verb)
  }

  /// What a single creation claims to survive.
  package static let creation: [(name: String, faults: [Timed])] = [
    ("nothing", []),
    ("refused", [failure(.connectionRefused, false)]),
    ("reset before", [failure(.connectionReset, false)]),
    ("reset after", [failure(.connectionReset, true)]),
    ("500 before", [failure(.status(500), false)]),
    ("500 after", [failure(.status(500), true)]),
    ("422", [failure(.status(422), false)]),
    ("declined", [failure(.unsuccessful, false)]),
    ("declined after", [failure(.unsuccessful, true)]),
    ("hang before", [request(.hang(takesEffect: false))]),
    ("hang after", [request(.hang(takesEffect: true))]),
    ("slow", [request(.slow(.seconds(5)))]),
    ("slower than the limit", [request(.slow(.seconds(30)))]),
    ("spawn fails", [(.zero, .forge(.spawnFails))]),
    ("worktree fails", [(.zero, .forge(.worktreeFails))]),
    (
      "crash in the middle",
      [
        (.milliseconds(180), .forge(.crash(killingExecutors: false))),
        (.seconds(4), .forge(.start)),
      ]
    ),
    (
      "crash at the end",
      [
        (.milliseconds(400), .forge(.crash(killingExecutors: true))),
        (.seconds(4), .forge(.start)),
      ]
    ),
    ("down", [(.zero, .forge(.crash(killingExecutors: true)))]),
    ("store busy", [(.milliseconds(50), .store(.busy(.seconds(1))))]),
    (
      "looks fail",
      [
        failure(.connectionReset, true), failure(.status(500), false, .forgeListTasks),
        failure(.connectionReset, false, .forgeListAttempts),
        request(.hang(takesEffect: true), .forgeListProcesses),
      ]
    ),
  ]

  /// What goes wrong beyond that: with what finishes a creation, and with the looks.
  package static let more: [Timed] = {
    let failures: [ForgeFault] = [
      .failure(.connectionReset, takesEffect: true), .hang(takesEffect: true),
      .failure(.status(500), takesEffect: false), .slow(.seconds(20)),
    ]
    var faults: [Timed] = []
    for fault in failures {
      for verb: Verb in [.forgeCreateAttempt, .forgeListTasks, .forgeListProcesses] {
        faults.append((.zero, .forge(.request(verb, fault))))
      }
    }
    faults.append((.milliseconds(20), .forge(.worktreeFails)))
    faults.append((.milliseconds(20), .forge(.spawnFails)))
    faults.append((.zero, .store(.slow(.milliseconds(300)))))
    return faults
  }()

  /// The faults of a name.
  package static func creation(_ name: String) -> [Timed] {
    creation.first { $0.name == name }?.faults ?? []
  }

  /// How a caller ends at an operation.
  package static let crashes: [Interference] = [
    .crashBeforeEffect, .crashBeforeAnswer, .crashAfterAnswer,
  ]
}

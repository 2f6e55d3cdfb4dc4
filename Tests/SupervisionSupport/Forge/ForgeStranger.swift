import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Somebody who makes tasks without asking the store.
package struct ForgeStranger: Sendable {
  package var keys: [Text]
  package var title: Text

  package func handle(_ input: Input, _ emit: inout Emitter) {
    guard case .started = input else { return }
    for (number, key) in keys.enumerated() {
      emit.perform(
        .forge(.createAndStart(project: 7, title: title, key: key, base: Text("main"))),
        Tag(rawValue: UInt32(number) + 1))
    }
  }
}

import Operations

/// Tells its neighbour something whenever its last message was handed over.
struct PostMachine: Machine {
  private let actors: Int
  private var neighbour = Text.empty
  private(set) var count: UInt64 = 0

  init(actors: Int) {
    self.actors = actors
  }

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      let own = Int(emit.texts.string(start.argument)) ?? 0
      neighbour = emit.texts.text("a\((own + 1) % actors)")
      post(&emit)
    case .outcome(_, .send):
      post(&emit)
    case .outcome, .message, .signal:
      break
    }
  }

  private mutating func post(_ emit: inout Emitter) {
    count += 1
    emit.perform(
      .send(Message(topic: neighbour, number: count), to: .actor(neighbour)), Tag(rawValue: 1))
  }

  func fold(into digest: inout Digest) {
    digest.fold(count)
    digest.fold(neighbour)
  }
}

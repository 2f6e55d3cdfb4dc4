import Operations

/// A planted flaw: writes its number over whatever is there and has the root if it reads it back.
///
/// Whoever does the same in between has it as well; a judge of locks has to say so.
package struct CarelessContender: Contender {
  private let path: Text
  private var own = Text.empty
  package private(set) var holds = false
  package private(set) var acquiredCount = 0
  package private(set) var hasHadItsTurn = false

  package init(path: Text) {
    self.path = path
  }

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      let pid = start.identity.pid
      own = emit.text { builder, _ in builder.add(pid) }
      emit.perform(.file(.replace(path, content: own)), Tag(rawValue: 1))
    case .outcome(Tag(rawValue: 1), _):
      emit.perform(.file(.read(path)), Tag(rawValue: 2))
    case .outcome(Tag(rawValue: 2), .file(.content(let found))):
      guard found == own else { return }
      holds = true
      acquiredCount += 1
      emit.perform(.timer(.seconds(2)), Tag(rawValue: 3))
    case .outcome(Tag(rawValue: 3), _):
      holds = false
      hasHadItsTurn = true
      emit.perform(.process(.exit(status: 0)), Tag(rawValue: 4))
    case .outcome, .message, .signal:
      break
    }
  }

  package func fold(into digest: inout Digest) {
    digest.fold(own)
    digest.fold(UInt32(acquiredCount), holds ? 1 : 0)
  }
}

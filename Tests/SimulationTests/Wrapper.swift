import Operations
import Simulation

/// A runner that guards its project by a lock directory, as many scripts do.
///
/// It makes the directory; when that is taken, it reads who owns it, and if the owner is dead it
/// removes the directory and makes its own. Between its look and its removal somebody else may do
/// the same: the directory that it then removes is a new one, and two hold the lock.
struct Wrapper: Machine {
  /// How far it has come.
  enum Step: UInt32 {
    case idle, claim, readOwner, probe, remove, claimAgain, writeOwner, holding, refused
  }

  private(set) var step = Step.idle
  private var me = ProcessIdentity(boot: 0, namespace: 0, pid: 0, startTick: 0, nonce: 0)

  /// Whether it believes that the lock is its own.
  var holds: Bool { step == .holding }

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch (step, input) {
    case (.idle, .started(let start)):
      me = start.identity
      ask(.claim, .file(.makeDirectory(Text("/lock.d"))), &emit)
    case (.claim, .outcome(_, .file(.done))), (.claimAgain, .outcome(_, .file(.done))):
      emit.builder.clear()
      emit.builder.add(me.pid)
      let owner = emit.texts.text(emit.builder)
      ask(.writeOwner, .file(.write(Text("/lock"), content: owner)), &emit)
    case (.claim, .outcome(_, .file(.failed(.exists)))):
      ask(.readOwner, .file(.read(Text("/lock"))), &emit)
    case (.readOwner, .outcome(_, .file(let outcome))):
      ask(.probe, .process(.probe(pid: pid(in: outcome, emit.texts))), &emit)
    case (.probe, .outcome(_, .process(.failed(.noSuchProcess)))):
      ask(.remove, .file(.removeTree(Text("/lock.d"))), &emit)
    case (.remove, .outcome):
      ask(.claimAgain, .file(.makeDirectory(Text("/lock.d"))), &emit)
    case (.writeOwner, .outcome):
      step = .holding
      emit.perform(.timer(.seconds(4)), Tag(rawValue: step.rawValue))
    case (.holding, .outcome(_, .fired)):
      step = .idle
      emit.perform(.process(.exit(status: 0)), Tag(rawValue: step.rawValue))
    default:
      step = .refused
    }
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    emit.perform(operation, Tag(rawValue: next.rawValue))
  }

  /// The number in the owner's file; whoever has not written his own yet counts as pid 0.
  private func pid(in outcome: FileOutcome, _ texts: borrowing Texts) -> Int32 {
    guard case .content(let owner) = outcome else { return 0 }
    return texts.withBytes(owner) { digits in
      digits.reduce(0) { $0 &* 10 &+ Int32($1) &- 48 }
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(UInt64(step.rawValue))
    me.fold(into: &digest)
  }
}

import Conformance
import Synchronization

/// What `rehearse conform processes` does below itself, where no signal of a script meets another: it
/// compares, and says in lines for a program how far it has come.
enum ConformEnclosed {
  static func compare(
    _ seeds: ClosedRange<UInt64>, isAlone: Bool, _ output: Output
  ) throws(Failure) -> ExitStatus {
    try output.print(EnclosedReport.begun)
    // Nobody listens any more once a line cannot be written: it has to end then, and to clear away.
    let isHeard = Atomic<Bool>(true)
    let report = Area.compareEnclosed(
      seeds, isAlone: isAlone,
      Follower(
        hears: { scripts, moves in
          do {
            try output.print(EnclosedReport.line(scripts: scripts, moves: moves))
          } catch {
            isHeard.store(false, ordering: .relaxed)
          }
        },
        hasEnough: { Interruption.isAsked || !isHeard.load(ordering: .relaxed) }))
    guard !Interruption.isAsked else { return .interrupted }
    for line in EnclosedReport.lines(report) { try output.print(line) }
    return .success
  }
}

import Operations
import SimulatedWorld
import Simulation

/// Rules that make any operation fail, hang, be lost, come late or happen twice.
package enum Trouble {
  /// Trouble of every kind for these kinds of operation, each struck now and then.
  package static func rules(_ verbs: [Verb], seed: UInt64, perMillion: UInt32) -> [Rule] {
    var draws = RandomStream(seed: seed, name: "trouble")
    return verbs.flatMap { verb -> [Rule] in
      var kinds: [Interference] = [
        .hang, .loseAnswer, .duplicate, .delay(.seconds(9)), .delayAnswer(.seconds(9)),
        .crashBeforeEffect, .crashBeforeAnswer, .crashAfterAnswer,
      ]
      if let failure = failure(of: verb) { kinds.append(.fail(failure)) }
      // What strikes a kind of operation in one run is one thing, so that none hides another.
      let kind = kinds[Int(draws.next(below: UInt64(kinds.count)))]
      return [
        Rule(
          verb: verb, skip: Int32(draws.next(below: 4)), count: 1_000, perMillion: perMillion, kind)
      ]
    }
  }

  /// How an operation fails.
  private static func failure(of verb: Verb) -> Outcome? {
    switch verb {
    case .fileRead, .fileWrite, .fileMakeDirectories, .fileAppend, .fileCreateExclusive:
      .file(.failed(.inputOutput))
    case .processSpawn, .processReap, .processProbe, .processSignal: .process(.failed(.wouldBlock))
    case .tmuxHasSession, .tmuxKillSession, .tmuxListSessions, .tmuxNewSession:
      .tmux(.failed(TmuxFailure(.clientFailed)))
    case .gitAddWorktree, .gitRemoveWorktree, .gitListWorktrees, .gitListBranches,
      .gitDeleteBranch:
      .git(.failed(GitFailure(.killed)))
    case .storeList, .storePut: .store(.failed(.busy))
    default: nil
    }
  }
}

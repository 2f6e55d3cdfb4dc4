import Historical
import Operations
import Properties
import Supervision

extension ForgeCommand {
  /// What it was ordered to do, and how that ended.
  func take(_ stance: inout Stance) {
    guard let order else { return }
    order.take(&stance)
    stance.answer = result.map(\.answer)
    if stance.answer == .done || stance.answer == .existing { stance.answeredID = stance.run }
  }
}

extension ForgeResult {
  /// The answer in the properties' words.
  ///
  /// Who is told that nothing was created, and nothing will be, is told that it failed: whoever
  /// launches it elsewhere relies on that.
  fileprivate var answer: Answer {
    switch self {
    case .created(_, isNew: let isNew, _, _): isNew ? .done : .existing
    case .failedToStart, .fallBackLocally: .failed
    case .unresolved, .stopUnconfirmed: .unconfirmed
    case .resumed, .status, .stopped, .endedByItself, .listed, .approvals, .text, .done: .done
    case .nothingToStop, .refused: .refused
    case .streamed(let report):
      switch report.end {
      case .finished, .quiet, .interrupted: .done
      case .cut: .unconfirmed
      case .unknown: .failed
      }
    }
  }
}

extension NaiveForge {
  /// What it was ordered to do, and what it believes came of it.
  func take(_ stance: inout Stance) {
    guard let order else { return }
    order.take(&stance)
    switch result {
    case nil: break
    case .created(let id):
      stance.answer = .done
      var digits = String(id)
      stance.answeredID = digits.withUTF8 { Text(bytes: $0) }
    case .launchedLocally, .resumed, .stopped, .shown: stance.answer = .done
    case .unknown: stance.answer = .refused
    case .failed: stance.answer = .failed
    }
  }
}

extension ForgeOrder {
  /// What somebody who carries it out is there for.
  fileprivate func take(_ stance: inout Stance) {
    switch self {
    case .run(let key, _, _, _):
      stance.role = .launcher
      stance.run = key
    case .resume(let key, _, _):
      stance.role = .restorer
      stance.run = key
    case .stop(let key):
      stance.role = .killer
      stance.run = key
    case .status(let key), .view(let key), .diff(let key, _), .getDraft(let key):
      stance.role = .reader
      stance.run = key
    case .pullRequest(let key, _), .saveDraft(let key, _):
      stance.run = key
    case .list, .approvals: stance.role = .reader
    case .answer: stance.role = .sender
    }
  }
}

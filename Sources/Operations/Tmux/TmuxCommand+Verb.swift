extension TmuxCommand: Foldable {
  /// The kind of operation.
  public var verb: Verb {
    switch self {
    case .newSession, .newLastingSession: .tmuxNewSession
    case .hasSession: .tmuxHasSession
    case .killSession: .tmuxKillSession
    case .renameSession: .tmuxRenameSession
    case .listSessions: .tmuxListSessions
    case .listAllPanes: .tmuxListAllPanes
    case .listPanes: .tmuxListPanes
    case .display: .tmuxDisplay
    case .newWindow: .tmuxNewWindow
    case .splitWindow: .tmuxSplitWindow
    case .respawnPane: .tmuxRespawnPane
    case .killPane: .tmuxKillPane
    case .killWindow: .tmuxKillWindow
    case .killServer: .tmuxKillServer
    case .sendKeys: .tmuxSendKeys
    case .paste: .tmuxPaste
    case .capturePane: .tmuxCapturePane
    case .pipePane: .tmuxPipePane
    case .setOption, .markSession: .tmuxSetOption
    case .showOption: .tmuxShowOption
    case .killSessionIf: .tmuxKillSessionIf
    case .attach: .tmuxAttach
    case .detach: .tmuxDetach
    }
  }

  /// Folds the kind and what it is given.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(verb.rawValue))
    switch self {
    case .newSession(name: let name, let launch):
      digest.fold(name)
      launch.fold(into: &digest)
    case .newLastingSession(name: let name, let launch):
      digest.fold(name)
      launch.fold(into: &digest)
      digest.fold(1)
    case .hasSession(let target):
      target.fold(into: &digest)
    case .killSession(let target):
      target.fold(into: &digest)
    case .renameSession(let target, to: let to):
      target.fold(into: &digest)
      digest.fold(to)
    case .listPanes(let target):
      target.fold(into: &digest)
    case .display(let target, let choice):
      target.fold(into: &digest)
      digest.fold(UInt64(choice.rawValue))
    case .newWindow(let target, let launch):
      target.fold(into: &digest)
      launch.fold(into: &digest)
    case .splitWindow(let target, let launch):
      target.fold(into: &digest)
      launch.fold(into: &digest)
    case .respawnPane(let target, let launch, kill: let kill):
      target.fold(into: &digest)
      launch.fold(into: &digest)
      digest.fold(kill ? 1 : UInt64(0))
    case .killPane(let target):
      target.fold(into: &digest)
    case .killWindow(let target):
      target.fold(into: &digest)
    case .sendKeys(let target, let text):
      target.fold(into: &digest)
      digest.fold(text)
    case .paste(let target, let text):
      target.fold(into: &digest)
      digest.fold(text)
    case .capturePane(let target):
      target.fold(into: &digest)
    case .pipePane(let target, to: let to):
      target.fold(into: &digest)
      digest.fold(to)
    case .setOption(let choice, let target, name: let name, value: let value):
      digest.fold(UInt64(choice.rawValue))
      target.fold(into: &digest)
      digest.fold(name)
      digest.fold(value)
    case .markSession(let target, let marks):
      target.fold(into: &digest)
      marks.fold(into: &digest)
    case .showOption(let choice, let target, name: let name):
      digest.fold(UInt64(choice.rawValue))
      target.fold(into: &digest)
      digest.fold(name)
    case .killSessionIf(let target, let otherTarget):
      target.fold(into: &digest)
      otherTarget.fold(into: &digest)
    case .attach(let target):
      target.fold(into: &digest)
    case .detach(let target):
      target.fold(into: &digest)
    case .listSessions, .listAllPanes, .killServer:
      break
    }
  }
}

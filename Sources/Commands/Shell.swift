/// A shell for which a completion script can be written.
public enum Shell: String, CaseIterable, Word {
  /// Bash, from 3.2 on.
  case bash
  /// Zsh, from 5.1 on.
  case zsh
  /// Fish, from 3.0 on.
  case fish

  /// The script that completes a command and all that is under it.
  public func completionScript(for root: Command) -> String {
    let nodes = CompletionNode.all(under: root)
    return switch self {
    case .bash: BashScript(name: root.name, nodes: nodes).text
    case .zsh: ZshScript(name: root.name, nodes: nodes).text
    case .fish: FishScript(name: root.name, nodes: nodes).text
    }
  }
}

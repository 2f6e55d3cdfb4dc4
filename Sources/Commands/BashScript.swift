/// Completion for bash: one function, which walks the words before the cursor and then looks up
/// what can stand there.
struct BashScript {
  let name: String
  let nodes: [CompletionNode]

  var text: String {
    """
    # Completes '\(name)' in bash. Written by '\(name) completions bash'.

    _\(name)() {
      local current="${COMP_WORDS[COMP_CWORD]}"
      local here='\(name)' option='' literal='' position=0 offer='' index word
      COMPREPLY=()

      for ((index = 1; index < COMP_CWORD; index++)); do
        word="${COMP_WORDS[index]}"
        if [[ -n $option ]]; then
          # Bash hands over '--name=value' as three words.
          [[ $word == '=' ]] || option=''
          continue
        fi
        [[ -n $literal ]] || case "$here $word" in
    \(lines(indent: 6, subcommandCases + optionCases))
          *' --') literal=yes; continue ;;
          *' -'*) continue ;;
        esac
        position=$((position + 1))
      done

      if [[ -n $option ]]; then
        [[ $current != '=' ]] || current=''
        here="$here $option"
      elif [[ -z $literal && $current == -* ]]; then
        here="$here -"
      else
        here="$here $position"
      fi

      case "$here" in
    \(lines(indent: 4, nodes.flatMap(offers)))
      esac

      if [[ $offer == '/' ]]; then
        compopt -o filenames 2>/dev/null
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
      else
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$offer" -- "$current")
      fi
    }

    complete -F _\(name) '\(name)'

    """
  }

  private func lines(indent: Int, _ lines: [String]) -> String {
    lines.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
  }

  private var subcommandCases: [String] {
    nodes.dropFirst().map { "'\($0.key)') here=\"$here $word\"; continue ;;" }
  }

  private var optionCases: [String] {
    nodes.flatMap { node in
      node.command.visibleOptions.filter { $0.form == .option }
        .map { "\(pattern($0, at: node))) option=$word; continue ;;" }
    }
  }

  private func pattern(_ option: Parameter, at node: CompletionNode) -> String {
    option.spelledNames.map { "'\(node.key) \($0)'" }.joined(separator: " | ")
  }

  /// What can stand at each place of one command: options, their values, positional arguments.
  private func offers(_ node: CompletionNode) -> [String] {
    let options = node.command.visibleOptions
    var cases = ["'\(node.key) -') offer='\(options.flatMap(\.spelledNames).spaced)' ;;"]
    if node.command.isGroup {
      let names = node.command.visibleSubcommands.map(\.name)
      cases.append("'\(node.key) 0') offer='\(names.spaced)' ;;")
    }
    for option in options where option.form == .option {
      if let offer = offer(option) { cases.append("\(pattern(option, at: node))) \(offer)") }
    }
    for (index, argument) in node.command.arguments.enumerated() {
      guard let offer = offer(argument) else { continue }
      let place = argument.quantity == .many ? "'\(node.key) '[0-9]*" : "'\(node.key) \(index)'"
      cases.append("\(place)) \(offer)")
    }
    return cases
  }

  private func offer(_ parameter: Parameter) -> String? {
    switch parameter.type.completion {
    case .path: "offer='/' ;;"
    case .choice(let words): "offer='\(words.spaced)' ;;"
    case .nothing, .subcommand: nil
    }
  }
}

extension [String] {
  var spaced: String { joined(separator: " ") }
}

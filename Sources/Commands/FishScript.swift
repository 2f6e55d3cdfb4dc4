/// Completion for fish: a function that tells where the cursor is, and a `complete` for each thing
/// that can stand there.
struct FishScript {
  let name: String
  let nodes: [CompletionNode]

  var text: String {
    """
    # Completes '\(name)' in fish. Written by '\(name) completions fish'.

    # Whether the words before the cursor lead to a command and, if asked, whether the number of
    # positional arguments after it compares as given.
    function __\(name)_at --argument-names path comparison position
        set -l words (commandline -opc)
        set -l here '\(name)'
        set -l option no
        set -l count 0
        for word in $words[2..-1]
            if test $option = yes
                set option no
                continue
            end
            switch "$here $word"
    \((subcommandCases + optionCases).joined(separator: "\n"))
                case '* -*'
                case '*'
                    set count (math $count + 1)
            end
        end
        test "$here" = "$path"
        and begin
            test -z "$comparison"
            or test $count $comparison $position
        end
    end

    complete -c \(name) -f
    \(nodes.flatMap(completions).joined(separator: "\n"))

    """
  }

  private var subcommandCases: [String] {
    nodes.dropFirst().map { step("'\($0.key)'", "set here \"$here $word\"") }
  }

  private var optionCases: [String] {
    nodes.flatMap { node in
      node.command.visibleOptions.filter { $0.form == .option }.map { option in
        let spelled = option.spelledNames.map { "'\(node.key) \($0)'" }
        return step(spelled.joined(separator: " "), "set option yes")
      }
    }
  }

  private func step(_ pattern: String, _ action: String) -> String {
    "            case \(pattern)\n                \(action)"
  }

  private func completions(_ node: CompletionNode) -> [String] {
    let subcommands = node.command.visibleSubcommands.map {
      line(node, " -eq 0", "-a \($0.name)", $0.abstract)
    }
    let options = node.command.visibleOptions.map { option in
      let names = (option.short.map { "-s \($0) " } ?? "") + "-l \(option.name)"
      let value = option.form == .flag ? "" : " -r " + (offer(option) ?? "-f")
      return line(node, "", names + value, option.help)
    }
    let arguments = node.command.arguments.enumerated().compactMap { index, argument in
      offer(argument).map {
        line(node, " \(argument.quantity == .many ? "-ge" : "-eq") \(index)", $0, argument.help)
      }
    }
    return subcommands + options + arguments
  }

  private func line(
    _ node: CompletionNode, _ place: String, _ what: String, _ description: String
  ) -> String {
    let condition = "__\(name)_at \"\(node.key)\"\(place)"
    return "complete -c \(name) -n '\(condition)' \(what) -d \(quoted(description))"
  }

  private func offer(_ parameter: Parameter) -> String? {
    switch parameter.type.completion {
    case .path: "-F"
    case .choice(let words): "-f -a '\(words.spaced)'"
    case .nothing, .subcommand: nil
    }
  }

  private func quoted(_ text: String) -> String {
    "'" + text.reduce(into: "") { $0 += "'\\".contains($1) ? "\\\($1)" : String($1) } + "'"
  }
}

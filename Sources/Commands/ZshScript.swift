/// Completion for zsh: one function for each command, on top of `_arguments`.
struct ZshScript {
  let name: String
  let nodes: [CompletionNode]

  var text: String {
    """
    #compdef \(name)
    # Completes '\(name)' in zsh. Written by '\(name) completions zsh'.

    \(nodes.map { $0.command.isGroup ? group($0) : leaf($0) }.joined(separator: "\n\n"))

    # The file is either the body of an autoloaded function or is sourced.
    if [[ ${funcstack[1]} == _\(name) ]]; then
      _\(name) "$@"
    else
      compdef _\(name) \(name)
    fi

    """
  }

  private func function(_ path: [String]) -> String { "_" + path.joined(separator: "_") }

  private func leaf(_ node: CompletionNode) -> String {
    """
    \(function(node.path))() {
      _arguments -s -S \(continued(options(node) + arguments(node)))
    }
    """
  }

  private func group(_ node: CompletionNode) -> String {
    let specs = options(node) + ["'1:subcommand:->subcommand'", "'*::argument:->argument'"]
    let children = node.command.visibleSubcommands
    let described = children.map { "\n      \(quoted(escaped($0.name) + ":" + $0.abstract))" }
    let calls = children.map { "\n    \($0.name)) \(function(node.path + [$0.name])) ;;" }
    return """
      \(function(node.path))() {
        local curcontext="$curcontext" state line
        local -a subcommands
        _arguments -C -s -S \(continued(specs)) && return
        case $state in
        subcommand)
          subcommands=(\(described.joined())
          )
          _describe -t subcommands subcommand subcommands
          ;;
        argument)
          case $words[1] in\(calls.joined())
          esac
          ;;
        esac
      }
      """
  }

  private func continued(_ specs: [String]) -> String {
    specs.map { "\\\n    " + $0 }.joined(separator: " ")
  }

  /// One specification for each name, since `-n` and `--name` take their values differently.
  private func options(_ node: CompletionNode) -> [String] {
    node.command.visibleOptions.flatMap { option in
      option.spelledNames.map { name in
        let rivals = option.quantity == .many ? "*" : "(\(option.spelledNames.spaced))"
        let takes = option.form == .flag ? "" : name.hasPrefix("--") ? "=" : "+"
        let value = option.form == .flag ? "" : ":\(option.placeholder):\(action(option))"
        return quoted("\(rivals)\(name)\(takes)[\(escaped(option.help))]\(value)")
      }
    }
  }

  private func arguments(_ node: CompletionNode) -> [String] {
    node.command.arguments.enumerated().map { index, argument in
      let place = argument.quantity == .many ? "*" : "\(index + 1)"
      let colons = argument.quantity == .optional ? "::" : ":"
      return quoted("\(place)\(colons)\(argument.placeholder):\(action(argument))")
    }
  }

  private func action(_ parameter: Parameter) -> String {
    switch parameter.type.completion {
    case .path: "_files"
    case .choice(let words): "(\(words.spaced))"
    case .nothing, .subcommand: " "
    }
  }

  /// Brackets and colons separate the fields of a specification.
  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += "[]:\\".contains($1) ? "\\\($1)" : String($1) }
  }

  private func quoted(_ text: String) -> String {
    "'" + text.reduce(into: "") { $0 += $1 == "'" ? #"'\''"# : String($1) } + "'"
  }
}

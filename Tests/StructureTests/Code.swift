/// The tokens of a file, with the questions that the bans ask of them.
struct Code {
  let tokens: [Token]
  let comments: [Int: String]
  /// How many braces are open at each token.
  let depths: [Int]

  init(_ file: SourceFile) {
    tokens = file.tokens
    comments = file.comments
    var depth = 0
    depths = tokens.map { token in
      if token.text == "}" { depth -= 1 }
      defer { if token.text == "{" { depth += 1 } }
      return depth
    }
  }

  /// The text of a token, empty outside the file.
  subscript(index: Int) -> String { tokens.indices.contains(index) ? tokens[index].text : "" }

  /// The texts inside the parentheses that open here, at every depth.
  func arguments(from open: Int) -> [String] {
    var depth = 0
    var found: [String] = []
    for index in open..<tokens.count {
      if self[index] == "(" { depth += 1 }
      if self[index] == ")" { depth -= 1 }
      if depth == 0 { break }
      found.append(self[index])
    }
    return found
  }

  /// Whether a variable that is declared here belongs to a type.
  func isStatic(_ variable: Int) -> Bool {
    let modifiers = ["private", "fileprivate", "internal", "package", "public", "(", "set", ")"]
    var index = variable - 1
    while modifiers.contains(self[index]) { index -= 1 }
    return ["static", "class"].contains(self[index])
  }

  /// Whether the property whose name stands here has a getter and no storage.
  func isComputedProperty(from name: Int) -> Bool {
    var index = name + 1
    // The type ends with a brace on the same line; storage has a value or nothing there.
    while index < tokens.count && tokens[index].line == tokens[name].line {
      if self[index] == "=" { return false }
      if self[index] == "{" { return !["didSet", "willSet"].contains(self[index + 1]) }
      index += 1
    }
    return false
  }

  /// Whether a dictionary's type begins here: a bracket, a type, a colon.
  func isDictionaryType(_ open: Int) -> Bool {
    guard !isSubscript(open) else { return false }
    var index = open + 1
    guard index < tokens.count, tokens[index].isUppercaseWord || ["(", "["].contains(self[index])
    else { return false }
    var nesting = 0
    var lastWord: Token?
    while index < tokens.count {
      let token = tokens[index]
      switch token.text {
      case "<", "(", "[": nesting += 1
      case ">", ")", "]":
        nesting -= 1
        if nesting < 0 { return false }
      case ":" where nesting == 0:
        // A key such as Kind.first names a value and not a type.
        return lastWord?.isUppercaseWord == true
          && (tokens.indices.contains(index + 1) && isTypeStart(index + 1))
      case ".", ",", "?": break
      default:
        guard token.isWord else { return false }
        lastWord = token
      }
      index += 1
    }
    return false
  }

  private func isTypeStart(_ index: Int) -> Bool {
    tokens[index].isUppercaseWord || ["(", "[", "any", "some"].contains(self[index])
  }

  /// Whether a variable without a stated type begins here that holds a dictionary literal.
  func isVariableWithDictionaryLiteral(_ index: Int) -> Bool {
    guard self[index + 2] == "=", self[index + 3] == "[" else { return false }
    var nesting = 0
    for next in (index + 3)..<tokens.count {
      switch self[next] {
      case "[", "(", "{": nesting += 1
      case "]", ")", "}":
        nesting -= 1
        if nesting == 0 { return false }
      // The question mark of a condition has a space before it; its colon is no key's.
      case "?" where tokens[next].isSpaced: return false
      case ":" where nesting == 1: return !isDictionaryType(index + 3)
      default: break
      }
    }
    return false
  }

  /// A bracket that follows a value at once is a subscript.
  private func isSubscript(_ open: Int) -> Bool {
    guard open > 0, !tokens[open].isSpaced else { return false }
    return tokens[open - 1].isWord || [")", "]", "?", "!"].contains(self[open - 1])
  }
}

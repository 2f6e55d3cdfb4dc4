import Forms
import Lifecycle
import Operations
import Scenarios
import Supervision

/// The tables of the page on scenario files, in Markdown, from what the forms declare.
public enum Reference {
  /// A table, by the name under which the page has it.
  public struct Table: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The Markdown, with a line feed at its end.
    public var text: String
  }

  /// All of them.
  public static var tables: [Table] {
    Form<Scenario>.scenario.keyTables.map { Table(name: $0.name, text: text(of: $0)) } + [
      Table(name: "kinds of calls", text: calls), Table(name: "systems", text: systems),
      Table(name: "flaws", text: flaws), Table(name: "settings", text: settings),
      Table(name: "safeguards", text: safeguards),
    ]
  }

  /// All of them, one after the other.
  public static var text: String {
    tables.map { "### \($0.name)\n\n\($0.text)" }.joined(separator: "\n")
  }

  private static func text(of table: KeyTable) -> String {
    var text =
      table.help + ".\n\n| key | value | if left out | what it means |\n|---|---|---|---|\n"
    for row in table.rows {
      let usual = row.usual ?? (row.isRequired ? "required" : "")
      text += "| `\(row.key)` | \(row.value) | \(usual) | \(row.help) |\n"
    }
    return text
  }

  private static var calls: String {
    var text = "| family | calls |\n|---|---|\n"
    for family in Happening.Family.allCases {
      let verbs = Verb.allCases.filter { $0.canBeStruck && Happening.Family($0) == family }
      text += "| `\(family.text)` | \(listed(verbs.map { "\($0.name)" })) |\n"
    }
    return text
  }

  private static var systems: String {
    var text = "| kind | systems |\n|---|---|\n"
    for kind in Part.Kind.allCases {
      text += "| \(kind.text) | \(listed(kind.systems.map(\.text))) |\n"
    }
    return text
  }

  private static var flaws: String {
    var text = "| system | flaw | what it does |\n|---|---|---|\n"
    for system in System.allCases {
      for flaw in system.flaws {
        text += "| `\(system.text)` | `\(flaw.name)` | \(flaw.sentence) |\n"
      }
    }
    return text
  }

  private static var settings: String {
    let common = Part.Kind.command.settings
    var text = "| kind | key | names |\n|---|---|---|\n"
    for kind in Part.Kind.allCases where !kind.settings.isEmpty {
      let own = kind == .command ? common : kind.settings.filter { !common.contains($0) }
      let shared = own.count < kind.settings.count ? "; and those of `command`" : ""
      text += "| \(kind.text) | `policy` | \(listed(own))\(shared) |\n"
      if !kind.rules.isEmpty {
        text += "| \(kind.text) | `rules` | \(listed(kind.rules)) |\n"
      }
    }
    return text
  }

  private static var safeguards: String {
    var text = "| safeguard | what it protects from |\n|---|---|\n"
    for safeguard in Safeguard.allCases {
      text += "| `\(safeguard.text)` | \(safeguard.sentence) |\n"
    }
    for correction in Correction.allCases {
      text += "| `\(correction.text)` | a correction of the lifecycle's rules |\n"
    }
    return text
  }

  private static func listed(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static func listed(_ settings: [Part.Kind.SettingFacts]) -> String {
    var groups: [(wants: String, names: [String])] = []
    for setting in settings {
      if let place = groups.firstIndex(where: { $0.wants == setting.wants }) {
        groups[place].names.append(setting.name)
      } else {
        groups.append((setting.wants, [setting.name]))
      }
    }
    return groups.map { "\($0.wants): \(listed($0.names))" }.joined(separator: "; ")
  }
}

import Exploration
import Lifecycle

/// Which flaw is found by whom, from both bases.
package struct FlawTable: Sendable {
  /// Whoever looks for flaws.
  package enum Finder: Hashable, Sendable, CaseIterable {
    case driver(Driver)
    case proof

    package static let allCases = Driver.allCases.map(Finder.driver) + [.proof]

    /// By its word.
    package init?(_ word: String) {
      guard let found = Self.allCases.first(where: { $0.text == word }) else { return nil }
      self = found
    }

    /// The head of its column.
    package var text: String {
      switch self {
      case .driver(let driver): driver.text
      case .proof: "prove"
      }
    }
  }

  /// One of the fields of both tables.
  package struct Task: Hashable, Sendable {
    /// The place of the flaw.
    package let flaw: Int
    package let base: HuntedFlaw.Base
    package let finder: Finder

    package init(flaw: Int, base: HuntedFlaw.Base, finder: Finder) {
      self.flaw = flaw
      self.base = base
      self.finder = finder
    }
  }

  /// What stands in a field.
  package enum Field: Hashable, Sendable {
    case hunted(FlawCell)
    /// In how many states it was found.
    case proven(Int?)
    /// A program came to a halt in it, by what its writer held to be impossible.
    case trapped

    package var isFound: Bool {
      switch self {
      case .hunted(let cell): cell.isFound
      case .proven(let states): states != nil
      case .trapped: false
      }
    }

    package var text: String {
      switch self {
      case .hunted(let cell): cell.text
      case .proven(let states): states.map { "\($0)" } ?? "-"
      case .trapped: "!"
      }
    }
  }

  package let flaws: [HuntedFlaw]
  package let rows: [FlawRow]
  private var fields: [Task: Field] = [:]  // lookup only

  package init(_ rows: [FlawRow], _ flaws: [HuntedFlaw]) {
    self.rows = rows
    self.flaws = flaws
  }

  /// All fields, in order.
  package var tasks: [Task] {
    flaws.indices.flatMap { flaw in
      HuntedFlaw.Base.allCases.flatMap { base in
        Finder.allCases.map { Task(flaw: flaw, base: base, finder: $0) }
      }
    }
  }

  package subscript(task: Task) -> Field? {
    get { fields[task] }
    set { fields[task] = newValue }
  }

  /// The places of the flaws that nobody has found from any base.
  package var missed: [Int] {
    flaws.indices.filter { flaw in
      !tasks.contains { $0.flaw == flaw && self[$0]?.isFound == true }
    }
  }

  // MARK: - Words

  /// The table from one base, in Markdown.
  package func lines(_ base: HuntedFlaw.Base) -> [String] {
    let finders = Finder.allCases
    var lines = [
      "| flaw | scenario | " + finders.map(\.text).joined(separator: " | ") + " |",
      "|---|---|" + finders.map { _ in "---:|" }.joined(),
    ]
    for (place, flaw) in flaws.enumerated() {
      let file = "[\(flaw.path)](../../scenarios/\(flaw.path)) \(flaw.number)"
      let texts = finders.map { finder in
        self[Task(flaw: place, base: base, finder: finder)]?.text ?? ""
      }
      lines.append(
        "| `\(flaw.name)`\(flaw.isLoose && !flaw.isSafeguard ? " *" : "") | \(file) | "
          + texts.joined(separator: " | ") + " |")
    }
    return lines
  }

  /// How many flaws each has found, in Markdown.
  package var summary: [String] {
    let finders = Finder.allCases
    var lines = [
      "| of \(flaws.count) flaws | " + finders.map(\.text).joined(separator: " | ") + " | any |",
      "|---|" + finders.map { _ in "---:|" }.joined() + "---:|",
    ]
    for base in HuntedFlaw.Base.allCases {
      func isFound(_ flaw: Int, _ finder: Finder) -> Bool {
        self[Task(flaw: flaw, base: base, finder: finder)]?.isFound == true
      }
      let counts = finders.map { finder in
        "\(flaws.indices.count { isFound($0, finder) })"
      }
      let any = flaws.indices.count { flaw in finders.contains { isFound(flaw, $0) } }
      lines.append(
        "| found from the \(base.rawValue) base | " + counts.joined(separator: " | ")
          + " | \(any) |")
    }
    return lines
  }

  /// The rows that nobody is asked for, with the reason.
  package var reasons: [String] {
    rows.compactMap { row in
      guard case .nowhere(let why) = row.place else { return nil }
      return "- `\(row.name)`: \(why)"
    }
  }
}

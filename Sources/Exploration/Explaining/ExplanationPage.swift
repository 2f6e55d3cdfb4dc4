import Operations
import Simulation

/// An explanation on one screen: the failure, where it parts from a run that holds, and how likely it
/// was after each event that matters.
public struct ExplanationPage: Sendable {
  private let explanation: Explanation
  private let page: FailurePage
  private let width: Int

  /// How many events are shown with their odds at most.
  private static let oddsMax = 12

  /// Lays an explanation out for a file, as it should be or under the red of a number.
  public init(_ explanation: Explanation, file: String, red: Int? = nil, width: Int = 100) {
    self.explanation = explanation
    self.width = max(60, width)
    page = FailurePage(
      explanation.failure, file: file, red: red.map { $0 - 1 }, width: width)
  }

  /// The lines.
  public var lines: [String] { page.lines + [""] + verdict + neighbour + odds }

  private var verdict: [String] {
    guard let one = explanation.inevitable else {
      return ["inevitable  never before it was seen"]
    }
    let moment = one.moment
    return FailurePage.labelled(
      "inevitable",
      [
        "from event \(moment.number), at \(FailurePage.seconds(moment.time))",
        FailurePage.cut(Self.who(moment), width - 12),
        "from here on all of \(one.of) continuations fail",
      ], 12)
  }

  private var neighbour: [String] {
    guard let neighbour = explanation.neighbour else {
      return ["", "nearest     no run that holds was found"]
    }
    var lines = [
      "\(neighbour.difference) it holds; the first \(neighbour.common) things that happen are the same"
    ]
    lines.append("then, here:   \(neighbour.failing.map(Self.who) ?? "nothing more")")
    lines.append("there:        \(neighbour.passing.map(Self.who) ?? "nothing more")")
    return [""]
      + FailurePage.labelled("nearest", lines.map { FailurePage.cut($0, width - 12) }, 12)
  }

  private var odds: [String] {
    let chosen = chosenOdds
    guard !chosen.isEmpty else { return [] }
    let widest = chosen.map { FailurePage.seconds($0.moment.time).count }.max() ?? 0
    return ["", "odds        share of runs that fail when they go on after it"]
      + chosen.map { one in
        let percent = one.failing * 100 / max(1, one.of)
        let time = FailurePage.seconds(one.moment.time)
        let head =
          Self.left("\(percent) %", 7) + "  " + Self.bar(percent) + "  "
          + Self.left(time, widest) + "  "
        return head + FailurePage.cut(Self.who(one.moment), width - head.count)
      }
  }

  /// The events before and after which the odds change most, in order.
  private var chosenOdds: [Explanation.Odds] {
    let all = explanation.odds
    guard all.count > Self.oddsMax else { return all }
    let changes = all.indices.map { place in
      let before = place > 0 ? all[place - 1].failing : 0
      return (place: place, change: abs(all[place].failing - before))
    }
    var places: [Int] = []
    for one in changes.sorted(by: { ($0.change, $1.place) > ($1.change, $0.place) }) {
      for place in [one.place - 1, one.place]
      where place >= 0 && !places.contains(place) && places.count < Self.oddsMax {
        places.append(place)
      }
    }
    return places.sorted().map { all[$0] }
  }

  private static func who(_ moment: Failure.Moment) -> String {
    moment.actor.isEmpty ? moment.words : "\(moment.actor): \(moment.words)"
  }

  private static func bar(_ percent: Int) -> String {
    let full = (percent + 5) / 10
    return String(repeating: "#", count: full) + String(repeating: ".", count: 10 - full)
  }

  private static func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

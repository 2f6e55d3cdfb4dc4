import Live
import Operations
import SimulatedWorld

/// Writes scripts of commands of tmux by chance, the same for the same seed.
public struct TmuxScriptWriter {
  private var stream: RandomStream
  private let table: TextTable
  /// Whether panes are split, so that their screens are too small to be compared.
  private let splits: Bool
  private static let length = 40
  private static let names = [
    "a", "ab", "abc", "b", "s", "0", "1", "=a", "-a", "a.b", "a:0", "*", "[ab]", "", "a b", "ü",
    "a\tb", "a\\", "$HOME", "q'\"", "#{pid}", "a;", "sleep", "#[x",
  ]

  /// Begins with a seed; the texts of the scripts are added to the table.
  public init(seed: UInt64, texts: TextTable) {
    stream = RandomStream(seed: seed, name: "tmux conformance")
    table = texts
    splits = seed % 2 == 0
  }

  /// One script.
  public mutating func script() -> [TmuxMove] {
    var moves = (0..<Self.length).map { _ in
      once(in: 15)
        ? TmuxMove.signal(once(in: 2) ? .kill : .terminate, pane: id()) : .command(command())
    }
    if once(in: 2) {
      let value = table.text("on")
      let name = table.text("remain-on-exit")
      moves.insert(.command(.newSession(name: table.text("s"), launch())), at: 0)
      moves.insert(.command(.setOption(.global, .bare(.empty), name: name, value: value)), at: 1)
    }
    return moves
  }

  private mutating func command() -> TmuxCommand {
    switch below(40) {
    case 0...6: return .newSession(name: name(), launch())
    case 7: return .newLastingSession(name: name(), launch())
    case 8: return .hasSession(target())
    case 9: return .killSession(target())
    case 10, 11: return .renameSession(target(), to: name())
    case 12: return .listPanes(target())
    case 13...15:
      let field = PaneField(rawValue: UInt8(below(7))) ?? .paneID
      return .display(target(), field)
    case 16...18: return .newWindow(target(), launch())
    case 19, 20: return splits ? .splitWindow(target(), launch()) : look()
    case 21, 22: return .respawnPane(target(), launch(), kill: once(in: 2))
    case 23: return .killPane(target())
    case 24: return .killWindow(target())
    case 25: return once(in: 6) ? .killServer : look()
    case 26: return .sendKeys(target(), table.text("k"))
    case 27: return .paste(target(), table.text(once(in: 3) ? "" : "p"))
    case 28...31: return .setOption(scope(), target(), name: option(), value: value())
    case 32:
      let marks = SessionMarks(owner: value(), generation: value(), state: value())
      return .markSession(target(), marks)
    case 33...36: return .showOption(scope(), target(), name: option())
    case 37:
      let owner = table.text(pick(["@owner", "@x"]))
      let condition = SessionGuard(option: owner, value: value(), unattached: once(in: 2))
      return .killSessionIf(target(), condition)
    case 38: return .detach(target())
    default: return .listAllPanes
    }
  }

  /// Looks at a screen, or at all panes where screens are too small.
  private mutating func look() -> TmuxCommand {
    splits ? .listAllPanes : .capturePane(target())
  }

  private mutating func launch() -> Launch {
    guard once(in: 4) else { return Launch(program: table.text("sleep")) }
    return Launch(program: table.text("sh"), argument: table.text(pick(["0", "3"])))
  }

  private mutating func target() -> TmuxTarget {
    switch below(7) {
    case 0: .bare(plainName())
    case 1: .equals(plainName())
    case 2, 3: .exact(name())
    case 4: .session(id())
    case 5: .window(id())
    default: .pane(id())
    }
  }

  private mutating func scope() -> OptionScope { OptionScope(rawValue: UInt8(below(5))) ?? .pane }

  private mutating func option() -> Text {
    table.text(
      pick(["@owner", "@x", "@x", "remain-on-exit", "destroy-unattached", "exit-empty", "none"]))
  }

  private mutating func value() -> Text {
    table.text(pick(["on", "off", "failed", "x", "a;", ""]))
  }
  private mutating func name() -> Text {
    table.text(once(in: 2) ? pick(Array(Self.names[..<5])) : pick(Self.names))
  }

  /// A name that does not mean another window or an id by its first character, nor a window by the
  /// program in it: those are renamed as their programs come and go.
  private mutating func plainName() -> Text {
    let name = name()
    return ["-a", "$HOME", "s", "sleep"].contains { name == table.text($0) }
      ? table.text("a") : name
  }

  private mutating func id() -> Int32 { Int32(below(once(in: 3) ? 12 : 4)) }
  private mutating func below(_ bound: Int) -> Int { Int(stream.next(below: UInt64(bound))) }
  private mutating func once(in count: Int) -> Bool { below(count) == 0 }
  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}

import Glibc
import Operations

/// Reads the rows of a listing of tmux, byte by byte.
struct TmuxRows {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether everything was read.
  var isAtEnd: Bool { place == bytes.count }

  /// Whether the mark alone is left.
  var isAtMark: Bool { bytes[place...].elementsEqual((TmuxReading.mark + "\n").utf8) }

  /// One line of `TmuxReading.referenceFormat`.
  mutating func reference() -> PaneReference? {
    guard let pid = number(), let start = number(), let session = number(),
      let window = number(), let pane = number(), let panePid = number()
    else { return nil }
    return PaneReference(
      serverPid: Int32(clamping: pid), serverStart: start, session: Int32(clamping: session),
      window: Int32(clamping: window), pane: Int32(clamping: pane),
      panePid: Int32(clamping: panePid))
  }

  /// One row of `TmuxReading.paneFormat`.
  mutating func pane(_ texts: TextTable) -> PaneFacts? {
    guard let reference = reference(), let created = number(), let attached = number(),
      let isDead = number(orNothing: 0), let ending = ending(),
      let name = number(), let owner = number(), let generation = number(), let state = number(),
      let nameText = text(name, texts), let ownerText = text(owner, texts),
      let generationText = text(generation, texts), let stateText = text(state, texts),
      let command = line(texts)
    else { return nil }
    return PaneFacts(
      reference: reference, sessionName: nameText, sessionCreated: created,
      attached: Int32(clamping: attached), isDead: isDead == 1, ending: ending.known,
      currentCommand: command, owner: ownerText, generation: generationText, state: stateText)
  }

  /// One row of `TmuxReading.sessionFormat`.
  mutating func session(_ texts: TextTable) -> SessionFacts? {
    guard let id = number(), let windows = number(), let created = number(),
      let attached = number(), let length = number(), let name = text(length, texts),
      line(texts) == .empty
    else { return nil }
    return SessionFacts(
      id: Int32(clamping: id), name: name, windows: Int32(clamping: windows), created: created,
      attached: Int32(clamping: attached))
  }

  /// How a pane's process ended, if the server knows.
  private struct PaneEnding {
    var known: Ending?
  }

  /// A status and the number of a signal, of which one at most is there.
  private mutating func ending() -> PaneEnding? {
    guard let status = number(orNothing: -1), let signal = number(orNothing: -1) else { return nil }
    if signal > 0 { return PaneEnding(known: .signalled(Self.signal(Int32(clamping: signal)))) }
    return PaneEnding(known: status < 0 ? nil : .exited(UInt8(clamping: status)))
  }

  /// A signal by its number.
  ///
  /// One that the machines have no word for becomes the one that means the same to them: what the
  /// program did itself is a bad memory access, what another did to it a kill.
  private static func signal(_ number: Int32) -> Signal {
    if let signal = Signal(rawValue: UInt8(clamping: number)) { return signal }
    let ownDoing = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSYS]
    return ownDoing.contains(number) ? .segmentationFault : .kill
  }

  /// The number of the next field, after the sign of an id; nil when it is none.
  private mutating func number(orNothing standIn: Int64? = nil) -> Int64? {
    let start = place
    while place < bytes.count, !Self.ends(bytes[place]) { place += 1 }
    var field = bytes[start..<place]
    guard place < bytes.count else { return nil }
    place += 1
    if let first = field.first, "$@%".utf8.contains(first) { field = field.dropFirst() }
    guard !field.isEmpty else { return standIn }
    return Int64(String(decoding: field, as: UTF8.self))
  }

  private static func ends(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "\n")
  }

  /// So many bytes as a text.
  private mutating func text(_ length: Int64, _ texts: TextTable) -> Text? {
    guard length >= 0, length <= Int64(bytes.count - place) else { return nil }
    let start = place
    place += Int(length)
    return texts.text(Array(bytes[start..<place]))
  }

  /// What is left of the line.
  private mutating func line(_ texts: TextTable) -> Text? {
    guard let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { place = end + 1 }
    return texts.text(Array(bytes[place..<end]))
  }
}

import Exploration
import JSON
import Operations
import Reports
import ScenarioFiles
import Scenarios
import SimulatedWorld
import Simulation

/// What happened in a run, as trace events: one track an actor, operations as what takes time,
/// messages as arrows, faults as instants across all tracks.
enum ReplayTrace {
  static func write(
    _ file: String, _ request: ReplayRequest, to path: String
  ) throws(Failure) {
    let bytes = try Replay.bytes(of: file)
    do {
      let scenario = try ScenarioFile.load(bytes, file: file)
      var changes: [Red.Change] = []
      if let red = request.red, scenario.reds.indices.contains(red - 1) {
        changes = scenario.reds[red - 1].changes
      }
      var play = try Play(
        scenario, changes: changes, seed: request.seed ?? scenario.seeds.lowerBound, records: true)
      play.run()
      try OutputFile.write(document(of: play, file), to: path)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(status: .badInput, message: "\(file) cannot be played: \(error).")
    }
  }

  private static func document(of play: borrowing Play, _ file: String) -> [UInt8] {
    let wording = Wording(of: play.universe)
    let texts = play.universe.world.moment.texts
    var trace = TraceEvents()
    trace.nameProcess(1, "faults and the world", sortIndex: 0)
    trace.nameThread(TraceTrack(process: 1, thread: 1), "faults", sortIndex: 0)
    trace.nameProcess(2, "actors", sortIndex: 1)
    for (number, name) in play.actorNames.enumerated() {
      trace.nameThread(track(number), texts.string(name), sortIndex: number)
    }
    var calls = OpenCalls()
    for entry in play.history {
      let place = Int(entry.actor.rawValue)
      let at = entry.time.nanoseconds
      switch entry.kind {
      case .performed(let operation, _):
        calls.open(place, "\(operation.verb.name)", wording.words(entry.kind), at)
      case .answered, .unheard:
        guard let call = calls.close(place) else { break }
        trace.complete(
          call.name, category: "operation", on: track(place), startNs: call.startNs,
          durationNs: max(0, at - call.startNs),
          arguments: [
            TraceArgument("operation", .string(call.words)),
            TraceArgument("answer", .string(wording.words(entry.kind))),
            TraceArgument("event", .integer(entry.number)),
          ])
      case .fault(.cue): break
      case .fault, .interference:
        trace.instant(
          wording.words(entry.kind), category: "fault",
          at: TracePoint(TraceTrack(process: 1, thread: 1), atNs: at), scope: .global)
      case .began, .ended, .signalled, .told, .fired, .lost:
        trace.instant(
          wording.words(entry.kind), category: "turn", at: TracePoint(track(place), atNs: at),
          arguments: [TraceArgument("event", .integer(entry.number))])
      case .world:
        trace.instant(
          wording.words(entry.kind), category: "world",
          at: TracePoint(TraceTrack(process: 1, thread: 1), atNs: at))
      }
    }
    let end = trace.end(otherData: [
      TraceArgument("scenario", .string(play.scenario.title)),
      TraceArgument("file", .string(file)),
      TraceArgument("seed", .integer(Int64(play.universe.seed))),
      TraceArgument("digest", .string("\(play.universe.digest)")),
    ])
    return end.withBytes { Array($0) }
  }

  private static func track(_ actor: Int) -> TraceTrack {
    TraceTrack(process: 2, thread: actor + 1)
  }

  /// The operations that are under way, one after the other for each actor: of those that overlap,
  /// each is shown from where the one before it ended, since a track can hold no others.
  private struct OpenCalls {
    struct Call {
      var name: String
      var words: String
      var startNs: Int64
    }

    private var waiting: [[Call]] = []
    private var lastEnds: [Int64] = []

    mutating func open(_ actor: Int, _ name: String, _ words: String, _ startNs: Int64) {
      guard actor >= 0 else { return }
      while waiting.count <= actor {
        waiting.append([])
        lastEnds.append(0)
      }
      waiting[actor].append(Call(name: name, words: words, startNs: startNs))
    }

    mutating func close(_ actor: Int) -> Call? {
      guard waiting.indices.contains(actor), !waiting[actor].isEmpty else { return nil }
      var call = waiting[actor].removeFirst()
      call.startNs = max(call.startNs, lastEnds[actor])
      lastEnds[actor] = max(lastEnds[actor], call.startNs)
      return call
    }
  }
}

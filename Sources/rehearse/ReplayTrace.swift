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
      trace.nameThread(
        track(number), texts.string(name), sortIndex: number * OpenCalls.lanesMax)
    }
    var calls = OpenCalls()
    for entry in play.history {
      let place = Int(entry.actor.rawValue)
      let at = entry.time.nanoseconds
      switch entry.kind {
      case .performed(let operation, _):
        calls.open(place, entry.tag, "\(operation.verb.name)", wording.words(entry.kind), at)
      case .answered, .unheard:
        guard let call = calls.close(place, entry.tag, at) else { break }
        if call.isFirstOfLane {
          trace.nameThread(
            track(place, lane: call.lane),
            "\(texts.string(play.actorNames[place])), also under way",
            sortIndex: place * OpenCalls.lanesMax + call.lane)
        }
        trace.complete(
          call.name, category: "operation", on: track(place, lane: call.lane),
          startNs: call.startNs, durationNs: at - call.startNs,
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

  /// The track of an actor; operations that are under way at once lie on lanes of their own.
  private static func track(_ actor: Int, lane: Int = 0) -> TraceTrack {
    TraceTrack(process: 2, thread: actor * OpenCalls.lanesMax + lane + 1)
  }

  /// The operations that have taken effect and are not answered.
  private struct OpenCalls {
    /// How many operations of one actor are shown beside one another; further ones are left out.
    static let lanesMax = 16

    struct Call {
      var actor: Int
      var tag: Tag?
      var name: String
      var words: String
      var startNs: Int64
      var lane = 0
      /// Whether nothing was shown on the lane before; the first one of an actor has its name.
      var isFirstOfLane = false
    }

    private var waiting: [Call] = []
    /// Until when each lane is taken, by the number of its track.
    private var ends: [Int: Int64] = [:]  // lookup only

    mutating func open(
      _ actor: Int, _ tag: Tag?, _ name: String, _ words: String, _ startNs: Int64
    ) {
      waiting.append(Call(actor: actor, tag: tag, name: name, words: words, startNs: startNs))
    }

    mutating func close(_ actor: Int, _ tag: Tag?, _ endNs: Int64) -> Call? {
      guard
        let place = waiting.firstIndex(where: { $0.actor == actor && $0.tag == tag })
      else { return nil }
      var call = waiting.remove(at: place)
      let lanes = 0..<Self.lanesMax
      guard
        let lane = lanes.first(where: { lane in
          ends[actor * Self.lanesMax + lane, default: 0] <= call.startNs
        })
      else { return nil }
      call.lane = lane
      call.isFirstOfLane = lane > 0 && ends[actor * Self.lanesMax + lane] == nil
      ends[actor * Self.lanesMax + lane] = endNs
      return call
    }
  }
}

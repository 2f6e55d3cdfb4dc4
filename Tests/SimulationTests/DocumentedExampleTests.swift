import Operations
import SimulatedWorld
import Simulation
import Testing

struct Greeter: Machine {
  var isDone = false

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started:
      let lock = emit.texts.text("/lock")
      emit.perform(.file(.makeDirectory(lock)), Tag(rawValue: 1), limit: .seconds(5))
    case .outcome(_, .file(.done)):
      isDone = true
    case .outcome, .message, .signal:
      break
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(isDone ? 1 : 0)
  }
}

@Suite("The example of the documentation")
struct DocumentedExampleTests {
  @Test("does what it says")
  func example() throws {
    var universe = Universe(seed: 7, programs: Programs([.init(Text("greeter"), Greeter())]))
    universe.add(actor: universe.text("one"), program: universe.text("greeter"))
    universe.schedule(.crash(universe.text("one")), at: Instant.start + .milliseconds(90))
    let halt = universe.run(RunLimits(until: Instant.start + .seconds(60)))
    #expect(halt == .atRest)
    // Programs take 87 ms to boot, at least: with this seed it is struck before it has begun.
    let greeter = universe.actor(named: universe.text("one"))
    let actor = try #require(greeter)
    #expect(universe.state(of: actor) == .gone)
    universe.strike(.restart(universe.text("one")))
    let rest = universe.run()
    #expect(rest == .atRest)
    #expect(universe.machine(of: actor).isDone)
  }

  @Test("is the one that the documentation shows")
  func isShown() throws {
    let own = try String(
      contentsOfRepositoryFile: "Tests/SimulationTests/DocumentedExampleTests.swift")
    let document = try String(contentsOfRepositoryFile: "docs/universe.md")
    let lines = Set(own.split(separator: "\n").map { $0.drop { $0 == " " } })
    var isCode = false
    var shown = 0
    for line in document.split(separator: "\n") {
      if line.hasPrefix("```") {
        isCode = line == "```swift"
      } else if isCode {
        shown += 1
        #expect(lines.contains(line.drop { $0 == " " }), "\(line)")
      }
    }
    #expect(shown > 20)
  }
}

import Forms
import ScenarioFiles
import Scenarios
import TestSupport
import Testing
import YAML

/// Whatever a file has become, it is answered; what loads says all that stands in it and no more.
@Suite struct MutationTests {
  static let parts = 4

  @Test(arguments: 0..<parts) func noChangedFileLoadsAsSomethingElse(part: Int) throws {
    let documents = Samples.documents
    var mutator = DocumentMutator(seed: UInt64(part) + 1, pieces: documents)
    let likeness = Likeness()
    let count = Samples.mutationCount / Self.parts
    var loaded = 0
    var shown = 0
    for number in 0..<count where shown < 5 {
      let bytes = mutator.mutate(documents[number % documents.count])
      switch Self.load(bytes) {
      case .failure(let error):
        #expect(!error.isEmpty && !error.text.isEmpty)
        for diagnostic in error.shown {
          #expect(diagnostic.line > 0 && diagnostic.column > 0, "\(diagnostic.headline)")
        }
      case .success(let scenario):
        loaded += 1
        let text = ScenarioFile.text(of: scenario)
        let again = try? Self.load(Array(text.utf8)).get()
        let root = try YAMLReader.read(bytes)
        let written = try YAMLReader.read(text)
        let difference = likeness.difference(root, written)
        guard again == scenario, difference.isEmpty else {
          shown += 1
          Issue.record(
            "\(number): \(difference)\n\(String(decoding: bytes, as: UTF8.self))\n----\n\(text)")
          continue
        }
      }
    }
    // Neither all nor nothing: otherwise this would show little.
    #expect(loaded > count / 50 && loaded < count / 2, "\(loaded) of \(count) loaded")
  }

  private static func load(_ bytes: [UInt8]) -> Result<Scenario, Diagnostics> {
    do throws(Diagnostics) {
      return .success(try ScenarioFile.load(bytes, file: "f"))
    } catch {
      return .failure(error)
    }
  }
}

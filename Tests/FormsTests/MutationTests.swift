import Forms
import Testing
import YAML

/// Whatever a document has become, it is answered; what loads is written and loads as the same.
@Suite struct MutationTests {
  static let perSample = 6_700

  @Test(arguments: Samples.all.indices)
  func changedDocumentsAreAnsweredAndKept(sample: Int) throws {
    var mutator = Mutator(seed: UInt64(sample) + 1)
    let document = Array(Samples.all[sample].utf8)
    var loaded = 0
    var read = 0
    for number in 0..<Self.perSample {
      let bytes = mutator.mutate(document)
      if let root = try? YAMLReader.read(bytes) {
        read += 1
        let text = YAMLWriter.text(of: root)
        let again = try YAMLReader.read(text)
        #expect(again.isSame(as: root), "document \(number): \(text)")
      }
      do throws(Diagnostics) {
        let value = try Demo.form.load(bytes, file: "f")
        loaded += 1
        let text = Demo.form.text(of: value)
        let again = try Demo.form.load(Array(text.utf8), file: "f")
        #expect(again == value, "\(number): \(text)")
      } catch {
        #expect(!error.text.isEmpty && !error.isEmpty)
        #expect(error.file == "f")
      }
    }
    // Neither all nor nothing: otherwise this would show little.
    #expect(loaded > Self.perSample / 20 && loaded < Self.perSample / 2, "\(loaded) loaded")
    #expect(read > Self.perSample / 5 && read < Self.perSample, "\(read) read")
  }
}

import Operations
import Simulation
import Supervision

/// Texts that are needed before there is a universe to keep their bytes.
struct Lexicon {
  private var texts = Texts()
  private var strings: [String] = []

  /// The text of a string.
  mutating func callAsFunction(_ string: String) -> Text {
    strings.append(string)
    return texts.text(string)
  }

  /// A request about sessions, as the argument of a start.
  mutating func request(_ verb: SessionRequest.Verb, run: String, prompt: String) -> Text {
    let text = Request.text(verb, run: run, prompt: prompt, &texts)
    _ = self(texts.string(text))
    return text
  }

  /// Makes a universe know the bytes of all of them.
  func teach(_ universe: inout Universe<Cast>) {
    for string in strings { _ = universe.text(string) }
  }
}

import Operations
import Properties
import Supervision

/// What a stored record says, in a few words, for people who read what happened.
public enum RecordWords {
  /// The words for a record's bytes; nil for what is no record of a session.
  public static func words(_ value: Text, _ texts: Texts) -> String? {
    var emit = Emitter()
    emit.texts = texts
    guard let document = SessionDocument(value, &emit) else { return nil }
    let facts = RecordFacts(document, under: document.id)
    var words = [facts.life.words]
    if let intent = document.intent { words.append("intent \(intent.kind.word)") }
    if let agent = facts.agent { words.append("agent pid \(agent.pid)") }
    return words.joined(separator: ", ")
  }
}

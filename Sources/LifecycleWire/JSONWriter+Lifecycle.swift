import JSON
import Lifecycle

extension JSONWriter {
  /// Writes a word in quotes.
  @inline(__always)
  mutating func word(_ word: some Word) {
    byte(UInt8(ascii: "\""))
    raw(word.word)
    byte(UInt8(ascii: "\""))
  }

  /// Writes a record; the evidence of its quarantine stays inside.
  mutating func record(_ record: borrowing LifecycleRecord) {
    raw("{\"activity\":{")
    if let at = record.activity.lastActivityAt {
      raw("\"lastActivityAt\":")
      integer(at)
      raw(",")
    }
    raw("\"source\":\"")
    raw(record.activity.source.word)
    raw("\",\"state\":\"")
    raw(record.activity.state.word)
    raw("\"},\"pr\":{\"number\":")
    integer(record.pullRequest.number)
    raw(",\"reason\":\"")
    raw(record.pullRequest.reason.word)
    raw("\",\"state\":\"")
    raw(record.pullRequest.state.word)
    raw("\",\"url\":")
    string(record.pullRequest.url)
    raw("},")
    if let quarantine = record.quarantine {
      raw("\"quarantine\":{\"attempts\":")
      integer(quarantine.attempts)
      raw(",\"deadReadings\":")
      integer(quarantine.deadReadings)
      raw(",\"startedAt\":")
      integer(quarantine.startedAt)
      raw("},")
    }
    raw("\"revision\":")
    integer(record.revision)
    raw(",\"runtime\":{\"reason\":\"")
    raw(record.runtime.reason.word)
    raw("\",\"state\":\"")
    raw(record.runtime.state.word)
    raw("\"},\"session\":{\"reason\":\"")
    raw(record.session.reason.word)
    raw("\",\"state\":\"")
    raw(record.session.state.word)
    raw("\"}}")
  }

  /// Writes an effect.
  mutating func effect(_ effect: Effect) {
    switch effect {
    case .notify(let notice):
      raw("{\"event\":\"reaction.")
      raw(notice.isEscalation ? "escalated" : notice.reaction.word)
      raw("\",\"priority\":")
      word(notice.priority)
      if notice.isEscalation {
        raw(",\"reaction\":")
        word(notice.reaction)
      }
      raw(",\"type\":\"notify\"}")
    case .send(let delivery):
      raw("{\"reaction\":")
      word(delivery.reaction)
      raw(",\"type\":\"send\"")
      raw(delivery.withLog ? ",\"withLog\":true}" : "}")
    }
  }
}

import Operations

// What a runner asks of the store, and what it does when it is not answered.

extension SessionRunner {
  mutating func load(_ record: StoredRecord, _ emit: inout Emitter) -> Bool {
    document = SessionDocument(record, &emit)
    revision = record.revision
    return document != nil
  }

  mutating func read(_ next: Step, _ emit: inout Emitter) {
    step = next
    emit.perform(
      .store(.get(key: id)), Tag(rawValue: next.rawValue), limit: policy.storeLimit)
  }

  mutating func write(_ next: Step, _ emit: inout Emitter) {
    guard let value = document?.encoded(&emit) else { return giveUp(&emit) }
    step = next
    emit.perform(
      .store(.put(key: id, value: value, expected: revision)), Tag(rawValue: next.rawValue),
      limit: policy.storeLimit)
  }

  /// Reads the record, because another was faster or nobody knows what became of a write.
  mutating func retry(_ next: Step, _ emit: inout Emitter) {
    tries += 1
    tries < policy.storeTriesMax ? read(next, &emit) : giveUp(&emit)
  }

  /// A write has met another one, or was not answered.
  mutating func overtaken(_ outcome: Outcome, _ next: Step, _ emit: inout Emitter) {
    guard case .store(.conflict(let current)) = outcome,
      !policy.safeguards.contains(.revisionsChecked)
    else { return retry(next, &emit) }
    tries += 1
    revision = current
    tries < policy.storeTriesMax ? write(step, &emit) : giveUp(&emit)
  }

  /// The store did not do what it was asked to: the same once more after a while.
  mutating func again(_ emit: inout Emitter) {
    tries += 1
    tries < policy.storeTriesMax ? pause(policy.retryPause, &emit) : giveUp(&emit)
  }

  /// An answer that does not belong to the question: it is asked again, as after any failure.
  mutating func unexpected(_ emit: inout Emitter) {
    again(&emit)
  }

  mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    emit.perform(operation, Tag(rawValue: next.rawValue), limit: policy.processLimit)
  }

  func pause(_ interval: Interval, _ emit: inout Emitter) {
    emit.perform(.timer(interval), Self.pauseTag)
  }
}

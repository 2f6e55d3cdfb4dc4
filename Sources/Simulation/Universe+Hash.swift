import Operations
import SimulatedWorld

extension Universe where M: Machine {
  /// A fingerprint of what is pending: what and how far away, not under which number or draw.
  ///
  /// Complexity: O(n log n) in the number of pending events.
  func pendingHash(isTimed: Bool) -> Digest {
    var digest = Digest()
    var places: [(time: Instant, hash: Digest)] = []
    for entry in queue.pending() {
      let event = table.event(at: Int32(bitPattern: entry.slot))
      guard isHeard(event) else { continue }
      places.append((isTimed ? max(entry.time, now) : now, hash(event, isTimed)))
    }
    places.sort {
      ($0.time, $0.hash.high, $0.hash.low) < ($1.time, $1.hash.high, $1.hash.low)
    }
    for place in places {
      digest.fold((place.time - now).nanoseconds)
      digest.fold(place.hash)
    }
    for actor in actors {
      var slot = actor.firstHeld
      while slot >= 0 {
        digest.fold(hash(table[slot], isTimed))
        slot = table[slot].next
      }
    }
    digest.fold(openHash(isTimed))
    for rule in faults.rules { rule.fold(into: &digest) }
    return digest
  }

  /// The calls that are neither in the queue nor held: they are answered later, or never.
  private func openHash(_ isTimed: Bool) -> Digest {
    var hashes: [Digest] = []
    for event in table.events {
      guard case .open = event.kind else { continue }
      hashes.append(hash(event, isTimed))
    }
    hashes.sort { ($0.high, $0.low) < ($1.high, $1.low) }
    var digest = Digest()
    for hash in hashes { digest.fold(hash) }
    return digest
  }

  private func isHeard(_ event: Event) -> Bool {
    switch event.kind {
    case .cancelled, .free: false
    case .apply(let operation):
      operation.outlivesCaller || event.life == actors[event.actor.index].life
    case .deliver, .message, .signal, .start:
      event.life == actors[event.actor.index].life
    case .timer: true  // One of another life has been called off.
    case .limit(let call): table.openCall(call) != nil
    case .open, .world, .fault, .resume: true
    }
  }

  private func hash(_ event: Event, _ isTimed: Bool) -> Digest {
    var digest = Digest()
    digest.fold(UInt32(bitPattern: event.actor.rawValue), event.tag.rawValue)
    digest.fold(UInt64(event.fate.rawValue))
    switch event.kind {
    case .apply(let operation):
      digest.fold(1, event.isStruck ? 1 : 0)
      if isTimed { digest.fold(rest(until: event.deadline)) }
      operation.fold(into: &digest)
    case .deliver(let outcome):
      digest.fold(2, 0)
      outcome.fold(into: &digest)
      if let listing = outcome.listing {
        for row in listings[Int(listing.slot)] { row.fold(into: &digest) }
      }
    case .timer: digest.fold(3, 0)
    case .message(let message, let sender):
      digest.fold(4, 0)
      message.fold(into: &digest)
      digest.fold(sender)
    case .signal(let signal): digest.fold(5, UInt32(signal.rawValue))
    case .start(let start):
      digest.fold(6, 0)
      start.fold(into: &digest)
    case .world(let event):
      digest.fold(7, 0)
      event.fold(into: &digest)
    case .fault(let number):
      digest.fold(8, 0)
      faults.scripted[Int(number)].fold(into: &digest)
    case .limit(let call):
      digest.fold(9, table.openCall(call).map { table[$0].tag.rawValue } ?? 0)
    case .open(let verb, let lastArrival):
      digest.fold(10, UInt32(verb.rawValue))
      guard isTimed else { break }
      digest.fold(rest(until: event.deadline))
      digest.fold(rest(until: max(lastArrival, now)))
    case .resume(let process):
      digest.fold(12, 0)
      process.fold(into: &digest)
    case .cancelled, .free: digest.fold(11, 0)
    }
    return digest
  }

  private func rest(until instant: Instant) -> Int64 {
    instant == .never ? .max : (instant - now).nanoseconds
  }
}

import Glibc
import Operations
import Synchronization

/// The processes that were started here and have not been reaped.
final class ChildTable: Sendable {
  /// One of them, and how it was started.
  struct Entry: Sendable {
    let child: Child
    let launch: Launch
    let startTick: Int64
    /// The number of its pid where it counts itself: not ours when it has a namespace of its own.
    let isHere: Bool
  }

  private let entries = Mutex<[Entry]>([])

  func add(_ entry: Entry) { entries.withLock { $0.append(entry) } }

  /// How a process was started, if it was started here.
  func launch(pid: Int32, startTick: Int64) -> Launch? {
    entries.withLock { entries in
      entries.first { $0.child.pid == pid && $0.startTick == startTick }?.launch
    }
  }

  /// Reaps a child if it has ended; nil when it has not, ECHILD when there is no such child.
  func reap(_ pid: Int32) throws(Errno) -> Int32? {
    let result = entries.withLock { entries -> Result<Int32?, Errno> in
      guard let place = Self.place(of: pid, in: entries) else { return .failure(.noChild) }
      do throws(CallError) {
        let status = try entries[place].child.reap(until: Deadline(after: 0))
        if status != nil { entries.remove(at: place) }
        return .success(status)
      } catch {
        // The program has its children reaped by the kernel, or by somebody else.
        close(entries.remove(at: place).child.descriptor)
        return .failure(Errno(call: error.number))
      }
    }
    return try result.get()
  }

  /// Waits until a child has ended, or until the deadline; false when that comes first.
  ///
  /// Nobody is kept from reaping it meanwhile.
  func await(_ pid: Int32, until deadline: Deadline) throws(Errno) -> Bool {
    let own = try entries.withLock { entries -> Result<Int32, Errno> in
      guard let place = Self.place(of: pid, in: entries) else { return .failure(.noChild) }
      // A descriptor of its own: the child's is closed by whoever reaps it.
      let own = fcntl(entries[place].child.descriptor, F_DUPFD_CLOEXEC, 3)
      return own < 0 ? .failure(.ofCall) : .success(own)
    }.get()
    defer { close(own) }
    while true {
      var ready = pollfd(fd: own, events: Int16(POLLIN), revents: 0)
      let count = try call { poll(&ready, 1, deadline.milliseconds) }
      if count > 0 { return true }
      if deadline.hasPassed { return false }
    }
  }

  /// Only a child that has a number here can be asked for by one.
  private static func place(of pid: Int32, in entries: [Entry]) -> Int? {
    entries.firstIndex { $0.child.pid == pid && $0.isHere }
  }

  /// Those that nobody will ask for any more are reaped all the same, each when it ends: a program
  /// that goes on would keep them as zombies, and whoever else waits for children would meet them.
  deinit {
    let left = entries.withLock { $0.map(\.child) }
    guard !left.isEmpty else { return }
    let isStarted = Worker.start { Self.reapAll(left) }
    if !isStarted { for child in left { close(child.descriptor) } }
  }

  private static func reapAll(_ children: [Child]) {
    var left = children
    while !left.isEmpty {
      var ready = left.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      let count = poll(&ready, nfds_t(ready.count), -1)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      left = zip(left, ready).compactMap { child, ready in
        guard ready.revents != 0 else { return child }
        if case .some = try? child.reap(until: Deadline(after: 0)) { return nil }
        // Somebody else has reaped it.
        close(child.descriptor)
        return nil
      }
    }
  }
}

import Glibc

/// Replays again whenever one of the files is saved, until it is interrupted.
struct ReplayWatch {
  private let request: ReplayRequest
  private let output: Output
  private let errors: Output

  /// How often the files are looked at.
  private static let pauseMicroseconds: useconds_t = 200_000

  init(_ request: ReplayRequest, output: Output, errors: Output) {
    self.request = request
    self.output = output
    self.errors = errors
  }

  func run() throws(Failure) -> ExitStatus {
    var last = ""
    while true {
      let now = try state()
      if now != last {
        last = now
        var replay = Replay(request, output: output, errors: errors)
        let status = try replay.run()
        try errors.print("\(status.word); waiting for a file to be saved")
      }
      usleep(Self.pauseMicroseconds)
    }
  }

  /// When each file was written last, and how large it is.
  private func state() throws(Failure) -> String {
    var parts: [String] = []
    for file in try Replay.files(at: request.paths) {
      var status = stat()
      guard stat(file, &status) == 0 else { continue }
      parts.append("\(file) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_size)")
    }
    return parts.joined(separator: "\n")
  }
}

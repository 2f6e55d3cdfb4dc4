import Glibc
import Operations

extension Errno {
  /// The error that a call to the kernel has just met.
  static var ofCall: Errno { Errno(call: errno) }

  /// What the machines know of an error of the kernel.
  ///
  /// An error that they have no word for becomes the one that calls for the same answer: a quota is a
  /// full disk, a file that is run is busy, no memory is no room for one more process, a device that
  /// is not there is no file. Whatever else there may be has the disk at fault.
  init(call number: Int32) {
    if let number = UInt8(exactly: number), let known = Errno(rawValue: number) {
      self = known
      return
    }
    switch number {
    case ENXIO, ENODEV: self = .noSuchFile
    case ENOMEM: self = .wouldBlock
    case ENFILE: self = .tooManyOpenFiles
    case ETXTBSY: self = .busy
    case EDQUOT, EFBIG: self = .noSpace
    case EMLINK: self = .notPermitted
    case E2BIG, ENOEXEC, ENOSYS, EOPNOTSUPP, EOVERFLOW: self = .invalid
    default: self = .inputOutput
    }
  }
}

/// Calls again what a signal has interrupted; the result, or the error that it met.
@discardableResult
func call<Result: SignedInteger>(_ body: () -> Result) throws(Errno) -> Result {
  while true {
    let result = body()
    if result >= 0 { return result }
    guard errno == EINTR else { throw .ofCall }
  }
}

/// The errors of system calls that the machines meet, with the kernel's numbers.
public enum Errno: UInt8, Error, Hashable, Sendable {
  /// EPERM.
  case notPermitted = 1
  /// ENOENT.
  case noSuchFile = 2
  /// ESRCH.
  case noSuchProcess = 3
  /// EINTR.
  case interrupted = 4
  /// EIO.
  case inputOutput = 5
  /// ECHILD.
  case noChild = 10
  /// EAGAIN, which is EWOULDBLOCK: a lock that another holds, or no room for one more process.
  case wouldBlock = 11
  /// EACCES.
  case permissionDenied = 13
  /// EBUSY: the root, or a name that ends in `.` or `..`.
  case busy = 16
  /// EEXIST.
  case exists = 17
  /// EXDEV.
  case crossDevice = 18
  /// ENOTDIR.
  case notDirectory = 20
  /// EISDIR.
  case isDirectory = 21
  /// EINVAL.
  case invalid = 22
  /// EMFILE.
  case tooManyOpenFiles = 24
  /// ENOSPC.
  case noSpace = 28
  /// EROFS.
  case readOnly = 30
  /// ENAMETOOLONG: a name of more than 255 bytes.
  case nameTooLong = 36
  /// ENOTEMPTY.
  case notEmpty = 39
  /// ELOOP.
  case tooManyLinks = 40
  /// EBADF.
  case badDescriptor = 9

  /// The sentence that `strerror` has for it.
  public var message: StaticString {
    switch self {
    case .notPermitted: "Operation not permitted"
    case .noSuchFile: "No such file or directory"
    case .noSuchProcess: "No such process"
    case .interrupted: "Interrupted system call"
    case .inputOutput: "Input/output error"
    case .badDescriptor: "Bad file descriptor"
    case .noChild: "No child processes"
    case .wouldBlock: "Resource temporarily unavailable"
    case .permissionDenied: "Permission denied"
    case .busy: "Device or resource busy"
    case .exists: "File exists"
    case .nameTooLong: "File name too long"
    case .crossDevice: "Invalid cross-device link"
    case .notDirectory: "Not a directory"
    case .isDirectory: "Is a directory"
    case .invalid: "Invalid argument"
    case .tooManyOpenFiles: "Too many open files"
    case .noSpace: "No space left on device"
    case .readOnly: "Read-only file system"
    case .notEmpty: "Directory not empty"
    case .tooManyLinks: "Too many levels of symbolic links"
    }
  }
}

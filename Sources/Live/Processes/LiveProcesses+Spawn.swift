import Glibc
import Operations

extension LiveProcesses {
  /// Starts a program, and tells who it is.
  func spawn(_ launch: Launch) throws(Errno) -> ProcessIdentity {
    guard let name = utf8(launch.program), let argument = utf8(launch.argument) else {
      throw .invalid
    }
    guard let program = setting.programs.program(named: name) else { throw .noSuchFile }
    var plan = Child.Plan(
      path: program.path, arguments: program.leading, environment: setting.environment)
    // Nothing to be given is no argument, rather than one without bytes.
    if !argument.isEmpty { plan.arguments.append(argument) }
    if launch.nonce != 0 {
      plan.environment.append("\(Self.nonceName)=\(String(launch.nonce, radix: 16))")
    }
    plan.input = setting.standard.input
    plan.output = setting.standard.output
    plan.error = setting.standard.error
    plan.newSession = launch.newSession
    plan.newGroup = launch.newGroup
    plan.newNamespace = launch.newNamespace
    plan.ignoresHangUp = launch.ignoresHangUp
    // All that is opened here is closed by exec, but for locks that are meant to be inherited.
    plan.inheritsDescriptors = true
    let child: Child
    do throws(CallError) {
      child = try Child(plan)
    } catch {
      throw Errno(call: error.number)
    }
    return try enter(child, launch)
  }

  /// Notes a child; as long as it is not reaped its number is its own, ended or not.
  private func enter(_ child: Child, _ launch: Launch) throws(Errno) -> ProcessIdentity {
    do throws(Errno) {
      var identity = try reader.facts(pid: child.pid) { _, _ in launch }.identity
      // A program that has ended at once has no environment any more.
      identity.nonce = launch.nonce
      children.add(
        ChildTable.Entry(
          child: child, launch: launch, startTick: identity.startTick,
          isHere: identity.namespace == reader.namespace))
      return identity
    } catch {
      // Nobody could ever ask for it.
      child.signal(SIGKILL)
      _ = try? child.reap(until: .never)
      throw error
    }
  }

  /// A text that can be handed to a program as it is.
  private func utf8(_ text: Text) -> String? {
    let bytes = reader.texts.bytes(text)
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }
}

extension Ending {
  /// How a process ended, as the number that `waitpid` gives says.
  ///
  /// A signal that the machines have no word for becomes the one that means the same to them: what
  /// the program did itself is a bad memory access, what another did to it a kill.
  init(waitStatus status: Int32) {
    let number = status & 0x7F
    guard number != 0 else {
      self = .exited(UInt8(truncatingIfNeeded: status >> 8))
      return
    }
    if let signal = Signal(rawValue: UInt8(number)) {
      self = .signalled(signal)
      return
    }
    let ownDoing = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSYS]
    self = .signalled(ownDoing.contains(number) ? .segmentationFault : .kill)
  }
}

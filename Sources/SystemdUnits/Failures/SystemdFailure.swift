internal import CSystemd

/// Why systemd did not do what it was asked; each case has another remedy.
public enum SystemdFailure: Error, Hashable, Sendable {
  /// libsystemd.so.0 is not installed, or lacks what weir calls.
  case libraryMissing
  /// Nothing answers where the bus or the manager should be; the D-Bus address, and errno.
  case noBus(address: String, errno: Int32)
  /// The user has no service manager: not logged in, and not lingering (loginctl(1), enable-linger).
  case userManagerAbsent(user: UInt32)
  /// No unit of that name is loaded.
  case noSuchUnit(String)
  /// A unit of that name is there already (or its failed remains are).
  case unitExists(String)
  /// No such process, or it went away before systemd looked.
  case noSuchProcess(String)
  /// Refused; the polkit action that would be needed, where one is.
  case notPermitted(action: String?, call: String)
  /// polkit would ask for a password, and was not allowed to; the action it would ask about.
  case interactionRequired(action: String?, call: String)
  /// This systemd has no such property.
  case unknownProperty(String)
  /// The property exists, and may not be set (any more): fixed when the unit was made, or only a figure.
  case fixedProperty(String)
  /// systemd refused the value; its own words.
  case invalidValue(property: String?, reason: String)
  /// The unit is not in a state in which this is possible (frozen, inactive, a job under way); systemd's own words.
  case notNow(unit: String?, reason: String)
  /// This unit or this kernel cannot do that; systemd's own words.
  case notSupported(unit: String?, reason: String)
  /// No answer in time; nil: the other side's own time. What was asked may still happen.
  case timedOut(call: String, after: Duration?)
  /// The job ended otherwise than `done`: canceled, timeout, failed, dependency, skipped …
  case jobFailed(unit: String, result: String)
  /// The connection broke: the bus or the manager went away or executed itself anew.
  case disconnected
  /// The message bus knows no service manager: none runs, or it executes itself anew at this moment.
  case notOnBus
  /// A reply of another shape than documented.
  case malformedReply(call: String)
  /// A system call or sd-bus itself failed.
  case system(call: String, errno: Int32)
  /// Any other error, as it came over the bus.
  case other(name: String, text: String)
}

extension SystemdFailure {
  /// Nobody there, or not any more: it may come back.
  var isAbsence: Bool {
    switch self {
    case .noBus, .userManagerAbsent, .disconnected, .notOnBus: true
    default: false
    }
  }
}

extension SystemdFailure {
  /// No service manager is to be asked, since none runs here (sd_booted(3)).
  package var isWithoutManager: Bool {
    switch self {
    case .noBus, .libraryMissing: unsafe csystemd_is_directory("/run/systemd/system") == 0
    default: false
    }
  }

  /// Whether the call may have been carried out all the same.
  package var isOpen: Bool {
    switch self {
    case .timedOut, .disconnected, .notOnBus, .malformedReply, .system, .other: true
    default: false
    }
  }

  /// The property that this systemd does not know, or does not let be set.
  package var refusedProperty: String? {
    switch self {
    case .unknownProperty(let name), .fixedProperty(let name): name
    default: nil
    }
  }
}

extension SystemdFailure: CustomStringConvertible {
  /// One sentence for a person, with the remedy where there is one.
  public var description: String {
    switch self {
    case .libraryMissing: "libsystemd.so.0 not found: install it (Debian: libsystemd0)"
    case .noBus(let address, let errno): "no answer from systemd at \(address) (errno \(errno)): is it running?"
    case .userManagerAbsent(let user):
      "user \(user) has no service manager: log in, or run loginctl enable-linger for that user"
    case .noSuchUnit(let name): "no unit \(name) is loaded"
    case .unitExists(let name): "unit \(name) exists already: take another name, or reset it if it failed"
    case .noSuchProcess(let text): "no such process: \(text)"
    case .notPermitted(let action, let call):
      "\(call) is not permitted\(Self.needing(action))" + (action == nil ? "" : ": run as root")
    case .interactionRequired(let action, let call):
      "\(call) needs a password, which was not asked for\(Self.needing(action)): run as root"
    case .unknownProperty(let name): "this systemd has no property \(name)"
    case .fixedProperty(let name): "property \(name) cannot be changed on an existing unit"
    case .invalidValue(let property, let reason): (property.map { "\($0): " } ?? "") + reason
    case .notNow(let unit, let reason), .notSupported(let unit, let reason): (unit.map { "\($0): " } ?? "") + reason
    case .timedOut(let call, let time): "\(call): no answer" + (time.map { " within \($0)" } ?? " in time")
    case .jobFailed(let unit, let result): "the job of \(unit) ended as \(result)"
    case .disconnected: "the connection to systemd broke"
    case .notOnBus: "no systemd on the message bus: is it running?"
    case .malformedReply(let call): "\(call): a reply of unknown shape"
    case .system(let call, let errno): "\(call) failed (errno \(errno))"
    case .other(let name, let text): text.isEmpty ? name : "\(text) (\(name))"
    }
  }

  private static func needing(_ action: String?) -> String { action.map { " (polkit action \($0))" } ?? "" }
}

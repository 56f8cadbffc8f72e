internal import CSystemd

/// The seam to sd-bus: owns one `sd_bus`.
///
/// Not thread safe; only the bus's thread calls it.
///
/// `@unchecked Sendable`: a ``Bus`` hands it to its thread when it goes, and touches it no more.
@safe final class BusConnection: @unchecked Sendable {
  /// What one step found.
  enum Step {
    case idle
    case worked
    case message(BusMessage)
    case failed(errno: Int32)
  }

  private var bus: OpaquePointer?

  init(address: String, broker: Bool) throws(SystemdFailure) {
    let missing = csystemd_load()
    if missing < 0 { throw .libraryMissing }
    var opened: OpaquePointer?
    let failed = unsafe csystemd_open(&opened, address, broker ? 1 : 0)
    if failed < 0 { throw .noBus(address: address, errno: -failed) }
    unsafe bus = opened
  }

  deinit { close() }

  func close() {
    if let bus = unsafe bus { unsafe csystemd_close(bus) }
    unsafe bus = nil
  }

  /// Authenticated, and known to the broker if there is one.
  var isReady: Bool { unsafe csystemd_ready(bus) > 0 }

  /// Whether processes may be named by descriptor.
  var sendsDescriptors: Bool {
    unsafe csystemd_can_send_descriptors(bus) > 0 && csystemd_takes_numbers_only(bus) == 0
  }

  var interest: BusThread.Interest {
    var deadline = UInt64.max
    let failed = unsafe csystemd_timeout(bus, &deadline)
    return BusThread.Interest(
      descriptor: unsafe csystemd_descriptor(bus),
      events: unsafe max(csystemd_events(bus), 0),
      deadline: failed < 0 ? .max : deadline)
  }

  func step() -> Step {
    var message: OpaquePointer?
    let result = unsafe csystemd_process(bus, &message)
    if result < 0 { return .failed(errno: -result) }
    if let message = unsafe message { return unsafe .message(BusMessage(owning: message)) }
    return result == 0 ? .idle : .worked
  }

  /// Queues a call; answers the cookie its reply will carry.
  func send(_ call: BusCall, interactive: Bool) throws(SystemdFailure) -> UInt64 {
    var raw: OpaquePointer?
    let failed = unsafe csystemd_new_call(bus, &raw, call.destination, call.path, call.interface, call.member)
    guard failed >= 0, let raw = unsafe raw else { throw call.failure(errno: -failed) }
    let message = unsafe BusMessage(owning: raw)
    if interactive { message.allowInteraction() }
    for argument in call.arguments {
      let failed = message.append(argument)
      if failed < 0 { throw call.failure(errno: -failed) }
    }
    var cookie: UInt64 = 0
    let unsent = unsafe csystemd_send(bus, raw, &cookie)
    if unsent < 0 { throw call.failure(errno: -unsent) }
    return cookie
  }
}

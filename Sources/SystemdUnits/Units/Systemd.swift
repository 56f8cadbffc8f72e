internal import CSystemd

/// A connection to a service manager: the system's, or the user's own.
public struct Systemd: Sendable {
  /// Whose manager it is.
  public enum Kind: Hashable, Sendable {
    /// PID 1.
    case system
    /// `user@UID.service` of the effective user.
    case user
  }

  /// How the manager is reached.
  public enum Transport: Hashable, Sendable {
    /// The manager's own socket where this user may use it, otherwise the bus.
    case automatic
    /// The message bus only.
    case bus
    /// The manager's own socket only: root for the system's, works with no bus.
    case privateSocket
  }

  /// Deadline of a call and of connecting, where the caller names none; as long as libdbus and sd-bus wait.
  public static let usualDeadline: Duration = .seconds(25)

  /// Whose manager it is.
  public let kind: Kind
  package let bus: Bus
  private let way: Way
  let probe: PropertyProbe

  /// How this connection was made, to make it again.
  private struct Way: Sendable {
    var user: UInt32
    var addresses: [BusAddress]
    var interactive: Bool
  }

  /// How long a call may take for which polkit may have somebody type a password.
  var patience: Duration { way.interactive && way.user != 0 ? .seconds(120) : Self.usualDeadline }

  private init(_ kind: Kind, _ way: Way, probe: PropertyProbe, deadline: Duration) async throws(SystemdFailure) {
    self.kind = kind
    self.way = way
    self.probe = probe
    bus = try await Self.open(kind, way, deadline)
  }

  /// Connects to a manager.
  ///
  /// - Parameters:
  ///   - kind: the system's manager or the user's.
  ///   - transport: how it is reached.
  ///   - interactive: whether polkit may ask the user for a password; never do that where nobody sits.
  ///   - deadline: for connecting and authenticating; by default as long as sd-bus waits for a reply.
  public static func connect(
    to kind: Kind, by transport: Transport = .automatic, interactive: Bool = false, deadline: Duration = usualDeadline
  ) async throws(SystemdFailure) -> Systemd {
    let user = csystemd_user()
    let all =
      kind == .system
      ? BusAddress.system(user: user, environment: environment) : BusAddress.user(user, environment: environment)
    let addresses = all.filter { transport == .automatic || $0.isBroker == (transport == .bus) }
    let way = Way(user: user, addresses: addresses, interactive: interactive)
    return try await Systemd(kind, way, probe: PropertyProbe(), deadline: deadline)
  }

  /// Connects to the service manager of some user; only root may, and that user.
  public static func connect(
    toManagerOf user: UInt32, deadline: Duration = usualDeadline
  ) async throws(SystemdFailure) -> Systemd {
    // Only the manager's own socket lets root in.
    let addresses = BusAddress.user(user) { _ in nil }.filter { !$0.isBroker }
    let way = Way(user: user, addresses: addresses, interactive: false)
    return try await Systemd(.user, way, probe: PropertyProbe(), deadline: deadline)
  }

  /// Connects anew, after the manager went away to execute itself anew; tries until the deadline.
  func reconnected(deadline: Duration) async throws(SystemdFailure) -> Systemd {
    let end = ContinuousClock.now + deadline
    while true {
      do throws(SystemdFailure) {
        let left = max(end - .now, .milliseconds(1))
        return try await Systemd(kind, way, probe: PropertyProbe(), deadline: left)
      } catch {
        guard error.isAbsence, end > .now, (try? await Task.sleep(for: .milliseconds(50))) != nil else { throw error }
      }
    }
  }

  private static func open(_ kind: Kind, _ way: Way, _ deadline: Duration) async throws(SystemdFailure) -> Bus {
    var failure = SystemdFailure.noBus(address: "none", errno: 2)
    for address in way.addresses {
      do throws(SystemdFailure) {
        return try await Bus.open(address, interactive: way.interactive, deadline: deadline)
      } catch .noBus(let address, let errno) {
        failure = .noBus(address: address, errno: errno)
      }
    }
    // ENOENT: no socket there.
    if kind == .user, case .noBus(_, 2) = failure { throw .userManagerAbsent(user: way.user) }
    throw failure
  }

  private static func environment(_ name: String) -> String? {
    unsafe csystemd_environment(name).map { unsafe String(cString: $0) }
  }

  /// A unit by its name; nothing is asked yet.
  public func unit(named name: String) -> Unit { Unit(name: name, systemd: self) }

  /// The version string of the running manager, `257.13-1~deb13u1`.
  public func version() async throws(SystemdFailure) -> String {
    let value = try await get("Version", of: BusCall.managerPath, interface: BusCall.managerInterface, unit: nil)
    return value.text ?? ""
  }

  /// The control group that the manager and all its units are in: `/` of the system's.
  package func controlGroup() async throws(SystemdFailure) -> String {
    let value = try await get("ControlGroup", of: BusCall.managerPath, interface: BusCall.managerInterface, unit: nil)
    return value.text.flatMap { $0.isEmpty ? nil : $0 } ?? "/"
  }

  /// What the conversions of ``PropertyTable`` need to know of this manager and this machine.
  package func conversionContext() async throws(SystemdFailure) -> ConversionContext {
    if let known = probe.version { return ConversionContext.live.with(version: known) }
    let version = try await version()
    probe.version = version
    return ConversionContext.live.with(version: version)
  }

  /// The same for some files: the version counts for a quota alone, and is not asked for any other.
  package func conversionContext(for files: [String]) async throws(SystemdFailure) -> ConversionContext {
    let properties = files.compactMap(PropertyTable.row).flatMap(\.properties)
    return properties.contains { $0.name == CPUQuotaConversion.quota } ? try await conversionContext() : .live
  }

  /// Makes the manager read its unit files anew (`systemctl daemon-reload`).
  package func reload() async throws(SystemdFailure) {
    _ = try await bus.call(BusCall("Reload"), deadline: .seconds(90))
  }

  func get(
    _ property: String, of path: String, interface: String, unit: String?
  ) async throws(SystemdFailure) -> BusValue {
    let call = BusCall(
      path: path, interface: BusCall.propertiesInterface, "Get", [.string(interface), .string(property)], unit: unit)
    guard let value = try await bus.call(call).first else { throw .malformedReply(call: "Get") }
    return value.opened
  }

  /// ``getAll(of:interface:unit:)`` as a value, for two that are asked at once.
  func answer(
    of path: String, interface: String, unit: String?, deadline: Duration = usualDeadline
  ) async -> Result<[String: BusValue], SystemdFailure> {
    do throws(SystemdFailure) {
      return .success(try await getAll(of: path, interface: interface, unit: unit, deadline: deadline))
    } catch { return .failure(error) }
  }

  func getAll(
    of path: String, interface: String, unit: String?, deadline: Duration = usualDeadline
  ) async throws(SystemdFailure) -> [String: BusValue] {
    let call = BusCall(
      path: path, interface: BusCall.propertiesInterface, "GetAll", [.string(interface)], unit: unit)
    guard let values = try await bus.call(call, deadline: deadline).first?.dictionary else {
      throw .malformedReply(call: "GetAll")
    }
    return values
  }
}

internal import SystemdUnits

/// The service managers that are asked in one run: each is connected to once, and one that does not answer in time is
/// asked no more. A glob may choose hundreds of services.
struct SystemdConnections<Connection> {
  private var connections: [NamedService.Manager: Connection] = [:]
  /// What cannot be reached, or was too slow.
  private var silent: Set<NamedService.Manager> = []

  /// What a manager answers; nil where it does not.
  mutating func ask<Answer>(
    _ manager: NamedService.Manager, connect: () throws -> Connection, question: (Connection) throws -> Answer
  ) -> Answer? {
    guard !silent.contains(manager) else { return nil }
    let connection: Connection
    if let known = connections[manager] {
      connection = known
    } else if let made = try? connect() {
      connection = made
      connections[manager] = made
    } else {
      silent.insert(manager)
      return nil
    }
    do { return try question(connection) } catch {
      switch error as? SystemdFailure {
      case .timedOut: silent.insert(manager)
      // It may have executed itself anew.
      case .disconnected: connections[manager] = nil
      default: break
      }
      return nil
    }
  }
}

internal import CSystemd

/// Runs `body` with a scope around running processes, and stops the scope afterwards, whatever happened.
///
/// A scope that holds this process itself is let go of instead: stopping it would end the process.
public func withScope<Answer>(
  named name: String, slice: String? = nil, properties: [UnitProperty] = [], pids: [Int32], delegate: Bool = false,
  manager: Systemd, _ body: (Scope) async throws -> Answer
) async throws -> Answer {
  let scope = try await Scope.start(
    named: name, slice: slice, properties: properties, pids: pids, delegate: delegate, manager: manager)
  let own = pids.contains { $0 == 0 || $0 == csystemd_own_process() }
  do {
    let answer = try await body(scope)
    try await own ? scope.abandon() : scope.stop()
    return answer
  } catch {
    // What body threw is what the caller wants to know.
    _ = try? await own ? scope.abandon() : scope.stop()
    throw error
  }
}

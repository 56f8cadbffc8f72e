internal import Synchronization

/// What giving properties back has done so far.
package final class GivenBack: Sendable {
  struct State {
    /// The drop-ins that went, with what was in them.
    var removed: [String: [UInt8]] = [:]
    /// Whether the values that return are, or may be, in the kernel.
    var isInForce = false
  }

  let state = Mutex(State())

  package init() {}
}

extension Unit {
  /// Gives properties back: the drop-ins that set-property made for them go, and what the unit's own files say returns,
  /// in the manager and in the kernel.
  ///
  /// After daemon-reload the manager knows the files' value, but writes it to the kernel only when the property is set, or
  /// when a neighbour of the unit starts: so it is set once more, and the drop-in that this makes is taken away again.
  ///
  /// - Parameters:
  ///   - given: keeps what is done, for ``restore(_:_:)``, which is also to be called where this fails.
  ///   - mayReturn: asked before the values that return come into force; what it throws keeps them from it.
  package func unset(
    _ properties: [UnitProperty], keeping given: GivenBack = GivenBack(),
    if mayReturn: ([String: PropertyValue]) throws -> Void = { _ in }
  ) async throws {
    let names = Self.dropInNames(of: properties)
    let foretold = try await foretold(properties, without: names)
    if !foretold.isEmpty { try mayReturn(foretold) }
    // One that was made for good hides one of the same name that was not, and which comes into force without it.
    for _ in ["/etc", "/run"] {
      let made = contents(of: try await dropInPaths(), named: names)
      if made.isEmpty { break }
      for (path, bytes) in made.sorted(by: { $0.key < $1.key }) {
        guard SmallFile.remove(path) else { throw SystemdFailure.notPermitted(action: nil, call: "removing \(path)") }
        given.state.withLock { $0.removed[path] = bytes }
      }
      try await systemd.reload()
    }
    let values = try await values(of: properties)
    try mayReturn(Dictionary(values.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
    given.state.withLock { $0.isInForce = true }
    try await bringIntoForce(properties)
  }

  /// Takes back what ``unset(_:keeping:if:)`` did, or began to do.
  package func restore(_ given: GivenBack, _ properties: [UnitProperty]) async throws {
    let (removed, isInForce) = given.state.withLock { ($0.removed, $0.isInForce) }
    if removed.isEmpty { return }
    for (path, bytes) in removed where !SmallFile.write(path, bytes) {
      throw SystemdFailure.notPermitted(action: nil, call: "writing \(path)")
    }
    try await systemd.reload()
    if isInForce { try await bringIntoForce(properties) }
  }

  /// What the unit's own files say of the properties, without the drop-ins that are to go.
  private func foretold(
    _ properties: [UnitProperty], without names: Set<String>
  ) async throws(SystemdFailure) -> [String: PropertyValue] {
    let memory = Set(properties.map(\.name)).intersection(["MemoryMax", "MemoryHigh"])
    if memory.isEmpty { return [:] }
    let status = try await status()
    let going = contents(of: status.dropInPaths, named: names)
    let files = [status.fragmentPath].compactMap { $0 } + status.dropInPaths.filter { going[$0] == nil }
    return UnitFileAmounts.values(of: memory, in: files.compactMap { SmallFile.read($0) })
  }

  /// Has the manager write what it knows, and leaves nothing behind.
  private func bringIntoForce(_ properties: [UnitProperty]) async throws(SystemdFailure) {
    let reverted = try await change(try await values(of: properties)).revert()
    if let path = reverted.kept.first(where: { $0.value != "was there before" })?.key {
      throw .notPermitted(action: nil, call: "removing \(path)")
    }
  }
}

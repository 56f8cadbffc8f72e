extension Unit {
  /// Gives properties back: the drop-ins that set-property made for them go, and what the unit's own files say returns,
  /// in the manager and in the kernel.
  ///
  /// After daemon-reload the manager knows the files' value, but writes it to the kernel only when the property is set:
  /// so it is set once more, and the drop-in that this makes is taken away again.
  ///
  /// - Parameter mayReturn: asked before the values that return come into force; what it throws keeps them from it.
  package func unset(
    _ properties: [UnitProperty], if mayReturn: ([String: PropertyValue]) throws -> Void = { _ in }
  ) async throws {
    let names = Self.dropInNames(of: properties)
    // One that was made for good hides one of the same name that was not, and which comes into force without it.
    for _ in ["/etc", "/run"] {
      let made = contents(of: try await dropInPaths(), named: names)
      if made.isEmpty { break }
      for path in made.keys.sorted() where !SmallFile.remove(path) {
        throw SystemdFailure.notPermitted(action: nil, call: "removing \(path)")
      }
      try await systemd.reload()
    }
    var values: [UnitProperty] = []
    for name in Set(properties.map(\.name)).sorted() {
      let value = try await property(name)
      if value.devices != nil { values.append(UnitProperty(name, .devices([]))) }
      values.append(UnitProperty(name, value))
    }
    try mayReturn(Dictionary(values.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
    let reverted = try await change(values).revert()
    if let path = reverted.kept.first(where: { $0.value != "was there before" })?.key {
      throw SystemdFailure.notPermitted(action: nil, call: "removing \(path)")
    }
  }
}

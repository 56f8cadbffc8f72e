extension Scope {
  /// ``start(named:slice:description:properties:pids:delegate:manager:deadline:)`` with limits: by the properties that
  /// this manager has. What is left, also of one that it refuses (versions lie), is answered: to be written into files.
  ///
  /// - Parameters:
  ///   - isMeant: asked of each process once it is held by a descriptor: whether it is still the one that was meant.
  ///   - ways: how the limits get there without the properties that were refused; asked again after each.
  package static func start<File>(
    named name: String, slice: String?, description: String, pids: [Int32], isMeant: (Int32) -> Bool = { _ in true },
    delegate: Bool, manager: Systemd,
    ways: (_ refused: Set<String>) throws -> (properties: [UnitProperty], files: [File])
  ) async throws -> (scope: Scope, files: [File]) {
    var refused: Set<String> = []
    while true {
      let (properties, files) = try ways(refused)
      do throws(SystemdFailure) {
        let scope = try await start(
          named: name, slice: slice, description: description, properties: properties, pids: pids, isMeant: isMeant,
          delegate: delegate, manager: manager)
        return (scope, files)
      } catch {
        // Nothing was made yet. A property that is not of the limits is not theirs to go without.
        guard let property = error.refusedProperty, properties.contains(where: { $0.name == property }) else {
          throw error
        }
        refused.insert(property)
      }
    }
  }
}

extension SystemdFailure {
  /// The property that this systemd does not know, or does not let be set.
  fileprivate var refusedProperty: String? {
    switch self {
    case .unknownProperty(let name), .fixedProperty(let name): name
    default: nil
    }
  }
}

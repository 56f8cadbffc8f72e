extension Scope {
  /// ``start(named:slice:description:properties:pids:delegate:manager:deadline:)`` with limits: by the properties that
  /// this manager has. What is left, also of one that it refuses (versions lie), is answered: to be written into files.
  ///
  /// - Parameters:
  ///   - limits: each with its way into a unit's group.
  ///   - isMeant: asked of each process once it is held by a descriptor: whether it is still the one that was meant.
  package static func start<Limit>(
    named name: String, slice: String?, description: String, limits: [(limit: Limit, way: PropertyWay)], pids: [Int32],
    isMeant: (Int32) -> Bool = { _ in true }, delegate: Bool, manager: Systemd
  ) async throws(SystemdFailure) -> (scope: Scope, files: [Limit]) {
    var refused: Set<String> = []
    while true {
      var properties: [UnitProperty] = []
      var files: [Limit] = []
      for (limit, way) in limits {
        switch way.without(refused) {
        case .properties(let found): properties += found
        case .file: files.append(limit)
        }
      }
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

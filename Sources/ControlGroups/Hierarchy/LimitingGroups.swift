extension ControlGroup {
  /// Visits the groups whose limits hold for this one: from the root down to it, and of a container's scope the group in
  /// it as well, which is the same container (``ContainerPair``). A group that has no such file is passed by.
  ///
  /// - Returns: whether one could not be read, so that what it sets is not known.
  /// - Throws: what `body` throws otherwise; `vanished` where this group or one above is gone.
  func visitLimiting(
    _ body: (ControlGroup) throws(ControlGroupError) -> Void
  ) throws(ControlGroupError) -> Bool {
    var isHidden = false
    let inner = ContainerPair(path).flatMap { $0.outer == path ? $0.inner : nil }
    // Itself last: of equal limits the nearest counts.
    for place in path.selfAndAncestors.dropFirst().reversed() + (inner.map { [$0] } ?? []) + [path] {
      do {
        try body(place == path ? self : try hierarchy.group(place))
      } catch {
        switch error.absence {
        case .permission, .controllerUnavailable(_, .ownedByV1), .controllerUnavailable(_, .notHandedDown):
          isHidden = true
        case .some(let absence) where absence != .vanished: continue
        default:
          guard error.isGone else { throw error }
          // Not every runtime makes one, and it goes before its scope does.
          if place != inner { throw .vanished(path) }
        }
      }
    }
    return isHidden
  }
}

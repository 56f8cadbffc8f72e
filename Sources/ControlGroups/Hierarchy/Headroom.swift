/// How much more a group may take before a limit holds it: the smallest, over it and its ancestors, of limit less *that
/// group's own* use.
///
/// Not the smallest limit less the group's use: two children can both be near death under a parent while each is far
/// from its own limit.
public struct Headroom<Bound: Quantity>: Equatable, Sendable {
  /// What is left; nil where no visible group sets a limit.
  public var amount: Bound?
  /// The group whose limit binds; nil where none does.
  public var bindingGroup: GroupPath?
  /// Whether groups above are invisible (a cgroup namespace) or could not be read: there is *at most* so much left.
  public var isAtMost: Bool

  /// Nothing binds so far.
  public init(isAtMost: Bool) {
    amount = nil
    bindingGroup = nil
    self.isAtMost = isAtMost
  }

  /// The headroom of a group below, with its own limit and use: a fold from the top, as `Cap.narrowed`.
  ///
  /// A group above its limit has none left. A tie goes to the group itself: it binds first.
  ///
  /// - Parameters:
  ///   - limit: the group's own limit; `.max` and nil (it has none) change nothing.
  ///   - used: what it uses of that, with those below; nil where it cannot be told.
  public func narrowed(by limit: Limit<Bound>?, used: Bound?, at path: GroupPath) -> Headroom {
    guard let bound = limit?.bound else { return self }
    var headroom = self
    guard let used else {
      headroom.isAtMost = true
      return headroom
    }
    let left = Bound(rawValue: bound > used ? bound.rawValue - used.rawValue : 0)
    if let amount, amount < left { return self }
    headroom.amount = left
    headroom.bindingGroup = path
    return headroom
  }
}

extension ByteCount {
  /// The working set: memory.current less inactive_file, floor 0. What reclaim would give up first is not counted.
  public static func workingSet(current: ByteCount, inactiveFile: ByteCount) -> ByteCount {
    ByteCount(rawValue: current > inactiveFile ? current.rawValue - inactiveFile.rawValue : 0)
  }
}

extension ControlGroup {
  /// memory.current less inactive_file: what the group and those below work with.
  public func workingSet() throws(ControlGroupError) -> ByteCount {
    let stat = try memory.stat.read()
    return .workingSet(current: try memory.current.read(), inactiveFile: stat.inactiveFile ?? ByteCount(rawValue: 0))
  }

  /// How much more memory the group may take: over it and its ancestors, memory.max less the working set of each.
  public func memoryHeadroom() throws(ControlGroupError) -> Headroom<ByteCount> {
    try headroom(of: .memory, limit: \.memory.max) { (group) throws(ControlGroupError) in try group.workingSet() }
  }

  /// How many more tasks the group may have: over it and its ancestors, pids.max less pids.current of each.
  public func pidsHeadroom() throws(ControlGroupError) -> Headroom<Count> {
    try headroom(of: .pids, limit: \.pids.max) { (group) throws(ControlGroupError) in try group.pids.current.read() }
  }

  private func headroom<Bound>(
    of controller: Controller, limit file: KeyPath<ControlGroup, BoundFile<Limit<Bound>, ReadWrite>>,
    used: (ControlGroup) throws(ControlGroupError) -> Bound
  ) throws(ControlGroupError) -> Headroom<Bound> {
    var headroom = Headroom<Bound>(isAtMost: hierarchy.hidesLimits(of: controller))
    let isHidden = try visitLimiting { (group) throws(ControlGroupError) in
      let limit = try group[keyPath: file].read()
      // Reading what is used costs more, and only a limit asks for it.
      guard limit.bound != nil else { return }
      headroom = headroom.narrowed(by: limit, used: try used(group), at: group.path)
    }
    if isHidden { headroom.isAtMost = true }
    return headroom
  }
}

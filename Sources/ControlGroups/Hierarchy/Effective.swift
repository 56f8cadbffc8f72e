/// What is in force for a group, where its own file shows only its own setting.
public struct EffectiveValue: Equatable, Sendable {
  /// The value in force.
  public var value: StructuredValue
  /// The group that sets it; nil where none does, or where the kernel does not say.
  public var setBy: GroupPath?
  /// Whether groups above are invisible: what binds is at least this tight.
  public var isAtLeast: Bool
  /// Of a file with several values (io.max: by device and key): who sets each; empty for all others.
  public var keyedSetters: [KeyedSetter] = []

  /// The rows of a file by device, none where nobody limits one; nil for a file with one value.
  public var devices: [StructuredValue.Entry]? {
    guard case .table(let rows) = value else { return nil }
    for row in rows {
      guard case .table = row.value else { return nil }
    }
    return rows
  }

  /// One value of a keyed file and the group that sets it.
  public struct KeyedSetter: Equatable, Sendable {
    /// The device, as the file spells it.
    public var device: ByteText
    /// The key.
    public var key: String
    /// The group that sets it.
    public var setBy: GroupPath
  }
}

extension EffectiveValue {
  /// The files whose value in force may be another than the group's own.
  private static let files: Set<String> = [
    "memory.max", "memory.high", "memory.low", "memory.min", "memory.swap.max", "memory.swap.high", "memory.zswap.max",
    "memory.zswap.writeback", "pids.max", "cpu.max", "io.max", "cgroup.max.depth", "cgroup.max.descendants",
    "cpuset.cpus", "cpuset.mems", "cgroup.freeze",
  ]

  /// Whether a file's value in force may be another than the group's own; ``ControlGroup/effective(_:)`` is nil for others.
  package static func tells(of file: String) -> Bool {
    files.contains(file)
      || file.hasSuffix(".max") && InterfaceTable.entry(named: file)?.controller == .hugetlb
  }
}

extension ControlGroup {
  /// The value in force of a limit, a protection or an inherited switch.
  ///
  /// Limits: the smallest over the group and its ancestors. `memory.min` and `.low`: no more than an ancestor's; with the
  /// mount option memory_recursiveprot no more than the topmost one's, which hands down what nobody claims. cpuset:
  /// what the kernel says in `.effective`. cgroup.freeze: on where any ancestor's is; memory.zswap.writeback: off where
  /// any ancestor's is. Nil for a file whose value is not inherited.
  ///
  /// - Throws: `.absent` also where no visible group can have the file (cgroup version 1 holds the controller, it was
  ///   switched off, or the kernel has no such file) or a copy lacks it: no limit to be seen is not the same as none.
  public func effective(_ name: String) throws(ControlGroupError) -> EffectiveValue? {
    guard EffectiveValue.tells(of: name) else { return nil }
    if !hasFile(named: name), let entry = InterfaceTable.entry(named: name) { try refuse(entry) }
    switch name {
    case "memory.max": return Self.effective(try memory.max.cap())
    case "memory.high": return Self.effective(try memory.high.cap())
    case "memory.low": return try protection(memory.low)
    case "memory.min": return try protection(memory.min)
    case "memory.swap.max": return Self.effective(try memory.swapMax.cap())
    case "memory.swap.high": return Self.effective(try memory.swapHigh.cap())
    case "memory.zswap.max": return Self.effective(try memory.zswapMax.cap())
    case "pids.max": return Self.effective(try pids.max.cap())
    case "cgroup.max.descendants": return Self.effective(try core.maxDescendants.cap())
    case "cgroup.max.depth": return Self.effective(try depthCap())
    case "io.max": return try ioEffective()
    case "cpu.max":
      let cap = try cpu.max.cap()
      let value = cap.value?.bandwidth ?? .unlimited
      return EffectiveValue(value: value.structured, setBy: cap.setBy, isAtLeast: cap.isAtLeast)
    case "cpuset.cpus": return kernelSays(try cpuset.cpusEffective.read().structured)
    case "cpuset.mems": return kernelSays(try cpuset.memsEffective.read().structured)
    case "cgroup.freeze": return try inherited(core.freeze, binding: true)
    case "memory.zswap.writeback": return try inherited(memory.zswapWriteback, binding: false)
    default:
      let parts = name.split(separator: ".")
      let files = hugetlb(String(parts[1]))
      return Self.effective(parts.count == 4 ? try files.rsvdMax.cap() : try files.max.cap())
    }
  }

  /// Throws for a file that is not there, unless groups above may have it and so limit this one.
  private func refuse(_ entry: InterfaceTable.Entry) throws(ControlGroupError) {
    var absence = whyAbsent(entry.row, entry.controller)
    // Of a controller that nobody can have the root, too, says so.
    if absence == .rootHasNone, entry.row.needsController, let why = controllerAbsence(entry.controller) {
      absence = why
    }
    switch absence {
    case .rootHasNone: return
    case .controllerDisabled, .threaded:
      // Whether there is such a file at all, the nearest group that has the controller knows.
      guard let why = try lackAbove(entry) else { return }
      absence = why
    default: break
    }
    if !isAlive { throw .vanished(path) }
    throw .absent(file: entry.row.name, group: path, absence, remedy: absence.remedy { hierarchy.directory(of: $0) })
  }

  /// Why no group above has a file either, for another reason than that it has not the controller.
  private func lackAbove(_ entry: InterfaceTable.Entry) throws(ControlGroupError) -> Absence? {
    for path in path.selfAndAncestors.dropFirst() where !path.isRoot {
      let above = try hierarchy.group(path)
      if above.hasFile(named: entry.row.name) { return nil }
      switch above.whyAbsent(entry.row, entry.controller) {
      case .controllerDisabled, .threaded: continue
      case .rootHasNone: return nil
      case let why: return why
      }
    }
    return nil
  }

  private static func effective<Bound: Quantity>(_ cap: Cap<Bound>) -> EffectiveValue {
    EffectiveValue(
      value: cap.value.map { .number($0.rawValue) } ?? .max, setBy: cap.setBy, isAtLeast: cap.isAtLeast)
  }

  /// What ancestors let a protection be at most. With memory_recursiveprot (5.7) a group gets a share of what its siblings do
  /// not claim, be its own value 0 (mm/memcontrol.c, effective_protection).
  private func protection(
    _ file: BoundFile<Limit<ByteCount>, ReadWrite>
  ) throws(ControlGroupError) -> EffectiveValue {
    let cap = try file.cap()
    guard hierarchy.mountEntry?.superOptions.contains("memory_recursiveprot") == true else {
      return Self.effective(cap)
    }
    for above in path.selfAndAncestors.reversed() {
      let here = BoundFile(
        group: above == path ? self : try hierarchy.group(above), file: file.file, controller: file.controller)
      guard let limit = try here.readIfPresent() else { continue }
      return EffectiveValue(
        value: limit.bound.map { .number($0.rawValue) } ?? .max, setBy: above, isAtLeast: cap.isAtLeast)
    }
    return Self.effective(cap)
  }

  /// How many levels may still be below this group: an ancestor's cgroup.max.depth counts from the ancestor.
  private func depthCap() throws(ControlGroupError) -> Cap<Count> {
    var cap = Cap<Count>(isAtLeast: hierarchy.hidesLimits(of: .core))
    let own = path.components.count
    for above in path.selfAndAncestors.reversed() {
      let group = above == path ? self : try hierarchy.group(above)
      guard let bound = try group.core.maxDepth.readIfPresent()?.bound else { continue }
      let between = UInt64(own - above.components.count)
      cap = cap.narrowed(by: Count(rawValue: bound.rawValue > between ? bound.rawValue - between : 0), at: above)
    }
    return cap
  }

  /// io.max by device, each key with its own setter; what nobody limits is `max`.
  private func ioEffective() throws(ControlGroupError) -> EffectiveValue {
    _ = try io.max.read()
    var out = EffectiveValue(value: .table([]), setBy: nil, isAtLeast: hierarchy.hidesLimits(of: .io))
    var rows: [StructuredValue.Entry] = []
    for (device, cap) in try ioCaps().sorted(by: { $0.key < $1.key }) {
      let name = ByteText("\(device)")
      var fields: [StructuredValue.Entry] = []
      func add(_ key: String, _ value: UInt64?, _ setBy: GroupPath?, _ isAtLeast: Bool) {
        fields.append(.init(ByteText(key), value.map { .number($0) } ?? .max))
        if let setBy { out.keyedSetters.append(.init(device: name, key: key, setBy: setBy)) }
        if isAtLeast { out.isAtLeast = true }
      }
      add("rbps", cap.rbps.value?.rawValue, cap.rbps.setBy, cap.rbps.isAtLeast)
      add("wbps", cap.wbps.value?.rawValue, cap.wbps.setBy, cap.wbps.isAtLeast)
      add("riops", cap.riops.value?.rawValue, cap.riops.setBy, cap.riops.isAtLeast)
      add("wiops", cap.wiops.value?.rawValue, cap.wiops.setBy, cap.wiops.isAtLeast)
      rows.append(.init(name, .table(fields)))
    }
    out.value = .table(rows)
    return out
  }

  private func kernelSays(_ value: StructuredValue) -> EffectiveValue {
    EffectiveValue(value: value, setBy: nil, isAtLeast: false)
  }

  /// A switch that any group above can throw: the nearest group that has the binding value, else the group's own.
  private func inherited(
    _ file: BoundFile<Toggle, ReadWrite>, binding: Bool
  ) throws(ControlGroupError) -> EffectiveValue {
    let own = try file.read()
    for above in path.selfAndAncestors {
      let here = BoundFile(
        group: above == path ? self : try hierarchy.group(above), file: file.file, controller: file.controller)
      guard let value = try here.readIfPresent(), value.isOn == binding else { continue }
      return EffectiveValue(value: .bool(binding), setBy: above, isAtLeast: false)
    }
    return EffectiveValue(value: .bool(own.isOn), setBy: nil, isAtLeast: !hierarchy.isMachineRoot)
  }
}

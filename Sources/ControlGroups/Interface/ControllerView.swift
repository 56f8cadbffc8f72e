/// The files of one controller in one group: `group.memory.max`.
@dynamicMemberLookup
public struct ControllerView<Files: ControllerFiles>: Sendable {
  let group: ControlGroup
  let files: Files

  init(_ group: ControlGroup, _ files: Files = Files.shared) {
    self.group = group
    self.files = files
  }

  /// A file of the group.
  public subscript<Value, Access>(dynamicMember path: KeyPath<Files, InterfaceFile<Value, Access>>)
    -> BoundFile<Value, Access>
  {
    BoundFile(group: group, file: files[keyPath: path], controller: Files.controller)
  }
}

extension ControlGroup {
  /// The core's own files, `cgroup.*`.
  public var core: ControllerView<CoreFiles> { ControllerView(self) }
  /// CPU time.
  public var cpu: ControllerView<CPUFiles> { ControllerView(self) }
  /// CPUs and memory nodes.
  public var cpuset: ControllerView<CpusetFiles> { ControllerView(self) }
  /// Memory and swap.
  public var memory: ControllerView<MemoryFiles> { ControllerView(self) }
  /// Block devices.
  public var io: ControllerView<IOFiles> { ControllerView(self) }
  /// Number of tasks.
  public var pids: ControllerView<PidsFiles> { ControllerView(self) }
  /// Huge pages of one size, such as `2MB`, `1GB`, `64KB`.
  public func hugetlb(_ size: String) -> ControllerView<HugetlbFiles> { ControllerView(self, HugetlbFiles(size: size)) }
  /// Scalar resources.
  public var misc: ControllerView<MiscFiles> { ControllerView(self) }
  /// RDMA devices.
  public var rdma: ControllerView<RDMAFiles> { ControllerView(self) }
  /// Device memory.
  public var dmem: ControllerView<DmemFiles> { ControllerView(self) }
  /// Pressure-stall information.
  public var pressure: ControllerView<PressureFiles> { ControllerView(self) }
}

/// A value that is read by key: `group.io.max[device]`.
public protocol KeyedValue: FileValue {
  /// What it is keyed by.
  associatedtype Key
  /// What stands under a key.
  associatedtype Item
  /// Nil where the file has no line for the key.
  func item(_ key: Key) -> Item?
}

extension NestedKeyed: KeyedValue {
  /// The row of a device or a name.
  public func item(_ key: Key) -> Row? { self[key] }
}

extension NamedLimits: KeyedValue {
  /// The value of a name.
  public func item(_ key: ByteText) -> Limit<Bound>? { self[key] }
}

extension DeviceWeights: KeyedValue {
  /// A device's weight: its own, or the default.
  public func item(_ key: DeviceNumber) -> UInt64? { self[key] }
}

/// One key of a keyed file of one group.
public struct BoundKey<Value: KeyedValue, Access: FileAccess>: Sendable where Value.Key: Sendable {
  /// The file.
  public let file: BoundFile<Value, Access>
  /// The key.
  public let key: Value.Key

  /// What stands under the key; nil where the file has no line for it, which for io.max means no limit.
  public func read() throws(ControlGroupError) -> Value.Item? { try file.read().item(key) }
}

extension BoundFile where Value: KeyedValue, Value.Key: Sendable {
  /// One key of the file.
  public subscript(_ key: Value.Key) -> BoundKey<Value, Access> { BoundKey(file: self, key: key) }
}

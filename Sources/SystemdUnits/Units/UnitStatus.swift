/// What a manager says of a unit at one moment (org.freedesktop.systemd1(5)).
public struct UnitStatus: Sendable {
  /// `loaded`, `not-found`, `masked` and others.
  public let loadState: String
  /// `active`, `inactive`, `activating`, `deactivating`, `failed`, `reloading` and others.
  public let activeState: String
  /// The type's own state: `running`, `dead`, `abandoned` and others.
  public let subState: String
  /// `running`, `freezing`, `frozen`, `thawing`; empty where this systemd does not say.
  public let freezerState: String
  /// Made by StartTransientUnit: what is set on it is lost with it.
  ///
  /// True for every container's scope.
  public let isTransient: Bool
  /// Its file changed since the manager read it.
  public let needsDaemonReload: Bool
  /// Drop-ins in force.
  public let dropInPaths: [String]
  /// Its file; nil where it has none.
  public let fragmentPath: String?
  /// From the root of the hierarchy; nil when it has none.
  public let controlGroup: String?
  /// The group's inode; nil before systemd 251 and without a group.
  public let controlGroupID: UInt64?
  /// The slice it lies in.
  public let slice: String?
  /// Whether below its group systemd changes nothing.
  public let isDelegated: Bool
  /// The controllers it may enable below.
  public let delegatedControllers: [String]
  /// When it became active, on the clock that never jumps (CLOCK_MONOTONIC); nil while it is not.
  public let activeSince: Duration?
  /// How it ended last: `success`, `oom-kill`, `exit-code` …; nil for types that do not end.
  public let result: String?
  /// Automatic restarts; nil but for services.
  public let restarts: UInt32?
  /// Exit status or signal of the main process; nil but for services.
  public let mainExitStatus: Int32?
  /// The main process; nil if none.
  public let mainProcess: UInt32?
  /// The properties of its type that have one of the shapes of ``PropertyValue``: limits, weights, figures.
  public let properties: [String: PropertyValue]

  init(common: [String: BusValue], own: [String: BusValue]) {
    func text(_ values: [String: BusValue], _ name: String) -> String? {
      values[name]?.text.flatMap { $0.isEmpty ? nil : $0 }
    }
    loadState = text(common, "LoadState") ?? ""
    activeState = text(common, "ActiveState") ?? ""
    subState = text(common, "SubState") ?? ""
    freezerState = text(common, "FreezerState") ?? ""
    isTransient = common["Transient"]?.boolean ?? false
    needsDaemonReload = common["NeedDaemonReload"]?.boolean ?? false
    dropInPaths = common["DropInPaths"]?.members?.compactMap(\.text) ?? []
    fragmentPath = text(common, "FragmentPath")
    controlGroup = text(own, "ControlGroup")
    controlGroupID = own["ControlGroupId"]?.uint64.flatMap { $0 == 0 ? nil : $0 }
    slice = text(own, "Slice")
    activeSince = common["ActiveEnterTimestampMonotonic"]?.uint64.flatMap {
      $0 == 0 ? nil : .microseconds(Int64(clamping: $0))
    }
    isDelegated = own["Delegate"]?.boolean ?? false
    delegatedControllers = own["DelegateControllers"]?.members?.compactMap(\.text) ?? []
    result = text(own, "Result")
    restarts = own["NRestarts"]?.uint32
    mainExitStatus = own["ExecMainStatus"]?.int32
    mainProcess = own["MainPID"]?.uint32.flatMap { $0 == 0 ? nil : $0 }
    properties = own.compactMapValues(PropertyValue.init)
  }
}

/// The limits of io.max in force on one device, each with the group that sets it.
public struct IOCap: Equatable, Sendable {
  /// Bytes read a second.
  public var rbps: Cap<ByteRate>
  /// Bytes written a second.
  public var wbps: Cap<ByteRate>
  /// Read operations a second.
  public var riops: Cap<OperationRate>
  /// Write operations a second.
  public var wiops: Cap<OperationRate>

  /// No limit so far.
  public init(isAtLeast: Bool) {
    rbps = Cap(isAtLeast: isAtLeast)
    wbps = Cap(isAtLeast: isAtLeast)
    riops = Cap(isAtLeast: isAtLeast)
    wiops = Cap(isAtLeast: isAtLeast)
  }

  /// The caps of a group below, with the device's line in its own io.max.
  public func narrowed(by row: NestedKeyed<DeviceNumber, IOMaxKeys>.Row, at path: GroupPath) -> IOCap {
    var cap = self
    cap.rbps = rbps.narrowed(by: row.rbps?.bound, at: path)
    cap.wbps = wbps.narrowed(by: row.wbps?.bound, at: path)
    cap.riops = riops.narrowed(by: row.riops?.bound, at: path)
    cap.wiops = wiops.narrowed(by: row.wiops?.bound, at: path)
    return cap
  }
}

extension ControlGroup {
  /// The limits of io.max in force, for each device that this group or one above limits.
  public func ioCaps() throws(ControlGroupError) -> [DeviceNumber: IOCap] {
    var caps: [DeviceNumber: IOCap] = [:]
    let isAtLeast = hierarchy.hidesLimits(of: .io)
    let isHidden = try visitLimiting { (group) throws(ControlGroupError) in
      for row in try group.io.max.read().rows {
        guard let device = row.key else { continue }
        caps[device] = (caps[device] ?? IOCap(isAtLeast: isAtLeast)).narrowed(by: row, at: group.path)
      }
    }
    return isHidden ? caps.mapValues(\.hidden) : caps
  }
}

extension IOCap {
  /// The same where limits are invisible.
  fileprivate var hidden: IOCap {
    var cap = self
    cap.rbps.isAtLeast = true
    cap.wbps.isAtLeast = true
    cap.riops.isAtLeast = true
    cap.wiops.isAtLeast = true
    return cap
  }
}

// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// The keys of a device's line in io.stat.
public struct IOStatKeys: FileKeys {
  public static let table = KeyTable(IOStatKeys())
  public init() {}

  public let rbytes = FileKey<ByteCount>("rbytes", .counter, "Bytes read.")
  public let wbytes = FileKey<ByteCount>("wbytes", .counter, "Bytes written, by whoever owns the written file's pages.")
  public let rios = FileKey<Count>("rios", .counter, "Read operations.")
  public let wios = FileKey<Count>("wios", .counter, "Write operations.")
  public let dbytes = FileKey<ByteCount>("dbytes", .counter, since: "4.19", "Bytes discarded.")
  public let dios = FileKey<Count>("dios", .counter, since: "4.19", "Discard operations.")
  public let costVrate = FileKey<Percentage>(
    "cost.vrate", .gauge, since: "5.4", "How fast the device is driven against its model; on the root alone.")
  public let costUsage = FileKey<Microseconds>(
    "cost.usage", .counter, since: "5.4", "Device time used by the cost model's reckoning.")
  public let costWait = FileKey<Microseconds>(
    "cost.wait", .counter, since: "≈5.10", "Time requests waited for budget; with blkcg_debug_stats alone.")
  public let costIndebt = FileKey<Microseconds>(
    "cost.indebt", .counter, since: "≈5.10", "Time spent in debt; with blkcg_debug_stats alone.")
  public let costIndelay = FileKey<Microseconds>(
    "cost.indelay", .counter, since: "≈5.10", "Time tasks were delayed for debt; with blkcg_debug_stats alone.")
  public let useDelay = FileKey<Count>(
    "use_delay", .gauge, since: "4.19",
    "How strongly tasks are delayed for siblings' sake; with blkcg_debug_stats alone.")
  public let delayNsec = FileKey<Nanoseconds>(
    "delay_nsec", .counter, since: "4.19", "Delay put on tasks for siblings' sake; with blkcg_debug_stats alone.")
  public let missed = FileKey<Count>(
    "missed", .gauge, since: "5.0", "Requests of the window slower than io.latency's target, on disks without rotation."
  )
  public let total = FileKey<Count>(
    "total", .gauge, since: "5.0", "Requests of io.latency's window, on disks without rotation.")
  public let depth = FileKey<Limit<Count>>(
    "depth", .gauge, since: "4.19", "Queue depth that io.latency leaves the group.")
  public let avgLat = FileKey<Microseconds>(
    "avg_lat", .gauge, since: "4.19", "Running mean of the latency, with io.latency on.")
  public let win = FileKey<Milliseconds>(
    "win", .gauge, since: "4.19", "Length of io.latency's window.")
}

/// The keys of a device's line in io.max.
public struct IOMaxKeys: FileKeys {
  public static let table = KeyTable(IOMaxKeys())
  public init() {}

  public let rbps = FileKey<Limit<ByteRate>>("rbps", .limit, accepts: bytes, "Bytes read a second.")
  public let wbps = FileKey<Limit<ByteRate>>("wbps", .limit, accepts: bytes, "Bytes written a second.")
  public let riops = FileKey<Limit<OperationRate>>(
    "riops", .limit, accepts: operations, "Read operations a second, below 2 to the 32.")
  public let wiops = FileKey<Limit<OperationRate>>(
    "wiops", .limit, accepts: operations, "Write operations a second, below 2 to the 32.")

  // 0 would not block, it is ERANGE; older kernels do not take 1 either (RefusalTable).
  private static let bytes = FieldForm.number(1...UInt64.max, .bytesPerSecond, orMax: true)
  private static let operations = FieldForm.number(1...UInt64(UInt32.max), .operationsPerSecond, orMax: true)
}

/// The key of a device's line in io.latency.
public struct IOLatencyKeys: FileKeys {
  public static let table = KeyTable(IOLatencyKeys())
  public init() {}

  public let target = FileKey<Microseconds>(
    "target", .protection, accepts: .number(0...UInt64.max, .microseconds, orMax: true),
    "Latency that the group is to see at most.")
}

/// The keys of a device's line in io.cost.qos.
public struct IOCostQOSKeys: FileKeys {
  public static let table = KeyTable(IOCostQOSKeys())
  public init() {}

  public let enable = FileKey<Count>(
    "enable", .setting, accepts: .number(0...1, nil, orMax: false), "1 puts io.weight in force on the device.")
  public let ctrl = FileKey<ByteText>(
    "ctrl", .setting, accepts: .word(["auto", "user"]), "auto or user: whose figures these are.")
  public let rpct = FileKey<Percentage>("rpct", .setting, "Share of reads that must be within rlat, 0 to 100.")
  public let rlat = FileKey<Microseconds>("rlat", .setting, "Latency of reads that is still good.")
  public let wpct = FileKey<Percentage>("wpct", .setting, "Share of writes that must be within wlat, 0 to 100.")
  public let wlat = FileKey<Microseconds>("wlat", .setting, "Latency of writes that is still good.")
  public let min = FileKey<Percentage>(
    "min", .setting, accepts: .percent(100...1_000_000), "Least speed against the model, 1 to 10000.")
  public let max = FileKey<Percentage>(
    "max", .setting, accepts: .percent(100...1_000_000), "Most speed against the model, 1 to 10000, not below min.")
}

/// The keys of a device's line in io.cost.model.
public struct IOCostModelKeys: FileKeys {
  public static let table = KeyTable(IOCostModelKeys())
  public init() {}

  public let ctrl = FileKey<ByteText>(
    "ctrl", .setting, accepts: .word(["auto", "user"]), "auto or user: whose figures these are.")
  public let model = FileKey<ByteText>(
    "model", .setting, accepts: .word(["linear"]), "The model; linear is the only one.")
  public let rbps = FileKey<ByteRate>("rbps", .setting, "Bytes a second of sequential reads.")
  public let rseqiops = FileKey<OperationRate>("rseqiops", .setting, "Sequential 4 kB reads a second.")
  public let rrandiops = FileKey<OperationRate>("rrandiops", .setting, "Random 4 kB reads a second.")
  public let wbps = FileKey<ByteRate>("wbps", .setting, "Bytes a second of sequential writes.")
  public let wseqiops = FileKey<OperationRate>("wseqiops", .setting, "Sequential 4 kB writes a second.")
  public let wrandiops = FileKey<OperationRate>("wrandiops", .setting, "Random 4 kB writes a second.")
}
